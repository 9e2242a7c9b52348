// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/pattern.h"

#include <re2/re2.h>

namespace framescope::contract {

namespace {

/// What \s means in ECMA-262 22.2.2.9, inside brackets.
constexpr std::string_view Spaces =
    R"(\t\n\v\f\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF})";

/// Writes an expression of ECMA-262 as RE2 understands it.
class Translation
{
public:
    explicit Translation(std::string_view from) : from_(from) {}

    std::string text()
    {
        while (at_ < from_.size()) {
            const char c = from_[at_];
            if (c == '\\' && at_ + 1 < from_.size()) {
                escape();
            } else if (c == '[' && !inBrackets_) {
                openBrackets();
            } else if (from_.substr(at_, 3) == "(?<" && at_ + 3 < from_.size() &&
                       from_[at_ + 3] != '=' && from_[at_ + 3] != '!') {
                take("(?P<", 3);
            } else {
                // RE2 reads [[:alpha:]] as a class, which ECMA-262 doesn't know.
                take(c == '[' && inBrackets_ ? "\\[" : std::string(1, c), 1);
                inBrackets_ = inBrackets_ && c != ']';
            }
        }
        return std::move(to_);
    }

private:
    void take(std::string_view text, std::size_t count)
    {
        to_ += text;
        at_ += count;
    }

    void openBrackets()
    {
        if (from_.substr(at_, 2) == "[]") {
            take("[^\\x{0}-\\x{10FFFF}]", 2); // nothing
        } else if (from_.substr(at_, 3) == "[^]") {
            take("[\\x{0}-\\x{10FFFF}]", 3); // anything
        } else {
            take("[", 1);
            inBrackets_ = true;
        }
    }

    void escape()
    {
        const char kind = from_[at_ + 1];
        switch (kind) {
        case 'u':
            if (from_.substr(at_ + 2, 1) == "{") {
                take("\\x", 2);
            } else {
                take("\\x{" + std::string(from_.substr(at_ + 2, 4)) + '}', 6);
            }
            break;
        case 'c':
            take("\\x0" + std::string(1, controlDigit()), 3);
            break;
        case 's':
            take(inBrackets_ ? std::string(Spaces) : '[' + std::string(Spaces) + ']', 2);
            break;
        case 'S':
            if (inBrackets_) {
                take("\\S", 2);
            } else {
                take("[^" + std::string(Spaces) + ']', 2);
            }
            break;
        case '/':
        case '-':
            take(inBrackets_ ? "\\" + std::string(1, kind) : std::string(1, kind), 2);
            break;
        case 'a': // RE2 and ECMA-262 disagree about these
        case 'A':
        case 'z':
        case 'Z':
        case 'C':
        case 'Q':
            take("\\" + std::string("h"), 2); // no escape in either
            break;
        default:
            take(from_.substr(at_, 2), 2);
        }
    }

    /// The second hexadecimal digit of the control character \cX; 'g' makes it a mistake.
    char controlDigit() const
    {
        constexpr std::string_view Digits = "0123456789abcdef";
        const char letter = at_ + 2 < from_.size() ? from_[at_ + 2] : '\0';
        const int value = letter & 0x1F;
        const bool isLetter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        return isLetter && value < 16 ? Digits[static_cast<std::size_t>(value)] : 'g';
    }

    std::string_view from_;
    std::size_t at_ = 0;
    std::string to_;
    bool inBrackets_ = false;
};

} // namespace

Result<Pattern> Pattern::compile(std::string_view expression)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    auto compiled = std::make_shared<const re2::RE2>(Translation(expression).text(), options);
    if (!compiled->ok()) {
        return failure("the regular expression can't be used: " + compiled->error(), {},
                       "look-around and back-references are not understood");
    }
    Pattern pattern;
    pattern.source_ = expression;
    pattern.expression_ = std::move(compiled);
    return pattern;
}

bool Pattern::isIn(std::string_view text) const
{
    return re2::RE2::PartialMatch({text.data(), text.size()}, *expression_);
}

} // namespace framescope::contract
