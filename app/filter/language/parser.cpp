// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/parser.h"

#include "filter/atoms/conditions.h"
#include "filter/json/json_condition.h"
#include "filter/language/lexing.h"
#include "filter/language/term_reader.h"

#include <algorithm>

namespace framescope::filter {

namespace {

/// A recursive-descent parser: or, and, not, parentheses. It records a mistake and goes on; the
/// condition of the mistaken term is null.
class Parser
{
public:
    Parser(std::string_view text, const ContractPtr& contract)
        : text_(text), terms_(text, at_, parsed_, contract)
    {
    }

    Parsed parse()
    {
        constexpr std::size_t Longest = 64 * 1024;
        if (text_.size() > Longest) {
            parsed_.mistake =
                mistakeAt(Longest, text_.size() - Longest, "the expression is too long",
                          "at most " + std::to_string(Longest) + " characters");
            return std::move(parsed_);
        }
        ExpressionPtr whole = either();
        while (!atEnd()) { // a closing parenthesis without an opening one
            terms_.fail(at_, 1, "no parenthesis is open here", "leave it out, or put it in quotes");
            ++at_;
            either();
        }
        if (!parsed_.mistake) {
            parsed_.expression = std::move(whole);
        }
        return std::move(parsed_);
    }

private:
    static constexpr int MaxDepth = 100;
    using Kind = Connective::Kind;

    bool atEnd()
    {
        at_ = skipSpace(text_, at_);
        return at_ >= text_.size();
    }

    bool isClosed() { return atEnd() || text_[at_] == ')'; }

    std::optional<Connective> connective()
    {
        return atEnd() ? std::nullopt : readConnective(text_, at_);
    }

    void take(const Connective& connective)
    {
        terms_.put(Part::Kind::Connective, at_, connective.end);
        at_ = connective.end;
    }

    void missing(std::size_t at, std::size_t end, const char* where)
    {
        terms_.fail(at, end - at,
                    "a term is missing " + std::string(where) + ' ' +
                        std::string(text_.substr(at, end - at)),
                    "a word, a field:value, or text in quotes");
    }

    ExpressionPtr either()
    {
        std::vector<ExpressionPtr> parts;
        addIfAny(parts, both());
        for (auto found = connective(); found && found->kind == Kind::Or; found = connective()) {
            const std::size_t start = at_;
            if (!lastWasTerm_) {
                missing(start, found->end, "before");
            }
            take(*found);
            parsed_.hasLooseOr = parsed_.hasLooseOr || depth_ == 0;
            lastWasTerm_ = false;
            addIfAny(parts, both());
            if (!lastWasTerm_) {
                missing(start, found->end, "after");
                lastWasTerm_ = true;
            }
        }
        return joined(std::move(parts), anyOf);
    }

    /// Reads terms up to `or`, a closing parenthesis, or the end.
    ExpressionPtr both()
    {
        std::vector<ExpressionPtr> parts;
        lastWasTerm_ = false;
        while (!isClosed()) {
            const auto found = connective();
            if (found && found->kind == Kind::Or) {
                break;
            }
            if (!found || found->kind == Kind::Not) {
                addIfAny(parts, opposite());
                lastWasTerm_ = true;
                continue;
            }
            const std::size_t start = at_;
            if (!lastWasTerm_) {
                missing(start, found->end, "before");
            }
            take(*found);
            const auto next = connective();
            if (isClosed() || (next && next->kind != Kind::Not)) {
                missing(start, found->end, "after");
                lastWasTerm_ = true;
            }
        }
        return joined(std::move(parts), allOf);
    }

    ExpressionPtr opposite()
    {
        bool negated = false;
        bool any = false;
        const std::size_t start = at_;
        std::size_t end = at_;
        for (auto found = connective(); found && found->kind == Kind::Not; found = connective()) {
            take(*found);
            end = found->end;
            negated = !negated;
            any = true;
        }
        const auto next = connective();
        if (isClosed() || next) {
            missing(start, end, "after");
            return nullptr;
        }
        const std::size_t texts = parsed_.texts.size();
        ExpressionPtr part = primary(any);
        if (negated) {
            parsed_.texts.erase(parsed_.texts.begin() + static_cast<std::ptrdiff_t>(texts),
                                parsed_.texts.end());
        }
        return part && negated ? noneOf(std::move(part)) : std::move(part);
    }

    ExpressionPtr primary(bool negated)
    {
        if (text_[at_] != '(') {
            return terms_.read(depth_ == 0 && !negated);
        }
        const std::size_t open = at_;
        terms_.put(Part::Kind::Parenthesis, at_, at_ + 1);
        ++at_;
        if (++depth_ > MaxDepth) {
            terms_.fail(open, 1, "the parentheses are nested too deep",
                        "at most " + std::to_string(MaxDepth) + " levels");
            at_ = text_.size();
            --depth_;
            return nullptr;
        }
        if (!atEnd() && text_[at_] == ')') {
            terms_.fail(open, at_ + 1 - open, "the parentheses are empty",
                        "put a term into them, or leave them out");
        }
        ExpressionPtr inside = either();
        --depth_;
        if (atEnd()) {
            terms_.fail(open, 1, "a parenthesis is not closed", "put ) at its end");
            return nullptr;
        }
        terms_.put(Part::Kind::Parenthesis, at_, at_ + 1);
        ++at_;
        return inside;
    }

    static void addIfAny(std::vector<ExpressionPtr>& parts, ExpressionPtr part)
    {
        if (part) {
            parts.push_back(std::move(part));
        }
    }

    template <class Join>
    static ExpressionPtr joined(std::vector<ExpressionPtr> parts, Join join)
    {
        return parts.empty() ? nullptr : join(std::move(parts));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Parsed parsed_;
    TermReader terms_;
    int depth_ = 0;
    bool lastWasTerm_ = false;
};

} // namespace

Parsed parseExpression(std::string_view expression, const ContractPtr& contract)
{
    return Parser(expression, contract).parse();
}

} // namespace framescope::filter
