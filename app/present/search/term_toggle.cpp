// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/term_toggle.h"

#include "filter/language/highlight.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace framescope::present {

namespace {

using filter::Part;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

/// A term or connective of an expression, outside of any parentheses.
struct Operand
{
    enum class Kind { Term, And, Or };

    Kind kind = Kind::Term;
    bool negated = false;
    std::size_t begin = 0; ///< start, including the negation
    std::size_t body = 0;  ///< start after the negation
    std::size_t end = 0;
};

/// Collects the operands of an expression from its parts.
class Operands
{
public:
    explicit Operands(std::string_view expression) : expression_(expression)
    {
        for (const Part& part : filter::parts(expression)) {
            add(part);
        }
    }

    const std::vector<Operand>& all() const { return all_; }

private:
    void add(const Part& part)
    {
        const std::string text = lower(expression_.substr(part.position, part.length));
        const bool within = depth_ > 0;
        if (part.kind == Part::Kind::Parenthesis) {
            depth_ += text == "(" ? 1 : -1;
        }
        if (within) {
            all_.back().end = part.position + part.length;
            return;
        }
        if (part.kind == Part::Kind::Connective) {
            addConnective(part, text);
            return;
        }
        const bool goesOn = open_ && (all_.back().end == part.position || body_);
        if (!goesOn) {
            all_.push_back({Operand::Kind::Term, false, part.position, part.position, 0});
        } else if (body_) {
            all_.back().body = part.position;
        }
        body_ = false;
        open_ = part.kind != Part::Kind::Parenthesis;
        all_.back().end = part.position + part.length;
    }

    void addConnective(const Part& part, const std::string& text)
    {
        const std::size_t end = part.position + part.length;
        const bool either = text == "or" || text == "||";
        if (either || text == "and" || text == "&&") {
            all_.push_back({either ? Operand::Kind::Or : Operand::Kind::And, false, part.position,
                            part.position, end});
            open_ = body_ = false;
            return;
        }
        if (!body_) {
            all_.push_back({Operand::Kind::Term, false, part.position, end, end});
        }
        all_.back().negated = !all_.back().negated;
        open_ = body_ = true;
    }

    std::string_view expression_;
    std::vector<Operand> all_;
    int depth_ = 0;
    bool open_ = false; ///< a part without a space before it belongs to the last operand
    bool body_ = false; ///< the operand after a negation is still to come
};

std::optional<std::size_t> find(std::string_view expression, const std::vector<Operand>& operands,
                                std::string_view term)
{
    const bool negated = term.starts_with('-');
    const std::string body = lower(negated ? term.substr(1) : term);
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const Operand& operand = operands[i];
        if (operand.kind == Operand::Kind::Or) {
            return std::nullopt;
        }
        if (operand.kind == Operand::Kind::Term && operand.negated == negated &&
            lower(expression.substr(operand.body, operand.end - operand.body)) == body) {
            found = i;
        }
    }
    return found;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Space = " \t\r\n";
    const auto begin = text.find_first_not_of(Space);
    return begin == std::string_view::npos
               ? std::string_view()
               : text.substr(begin, text.find_last_not_of(Space) - begin + 1);
}

/// Removes parentheses that enclose the whole expression.
std::string_view unwrapped(std::string_view expression)
{
    const Operands operands(expression);
    if (operands.all().size() != 1 || !expression.starts_with('(') || !expression.ends_with(')')) {
        return expression;
    }
    return trimmed(expression.substr(1, expression.size() - 2));
}

} // namespace

bool demandsTerm(std::string_view expression, std::string_view term)
{
    return find(expression, Operands(expression).all(), term).has_value();
}

std::string withoutTerm(std::string_view expression, std::string_view term)
{
    std::string rest(expression);
    for (;;) {
        const std::vector<Operand> operands = Operands(rest).all();
        const auto at = find(rest, operands, term);
        if (!at) {
            return rest;
        }
        // Removes an `and` together with the term that it joins.
        const bool joined = *at > 0 && operands[*at - 1].kind == Operand::Kind::And;
        const bool joins =
            !joined && *at + 1 < operands.size() && operands[*at + 1].kind == Operand::Kind::And;
        const std::size_t begin = operands[joined ? *at - 1 : *at].begin;
        const std::size_t end = operands[joins ? *at + 1 : *at].end;
        const std::string before(trimmed(std::string_view(rest).substr(0, begin)));
        const std::string after(trimmed(std::string_view(rest).substr(end)));
        const std::string space = before.empty() || after.empty() ? "" : " ";
        const std::string left = before + space + after;
        rest = unwrapped(left);
    }
}

} // namespace framescope::present
