// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/pattern_translation.h"

#include "codec/json/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace framescope::contract {

using codec::isDigit;

namespace {

/// What \s and \S mean in ECMA-262 22.2.2.9, inside brackets.
constexpr std::string_view Spaces =
    R"(\t\n\x0B\f\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF})";
constexpr std::string_view NoSpaces =
    R"(\x{0}-\x{8}\x{E}-\x{1F}\x{21}-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027})"
    R"(\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF})";

/// Names of properties that only ECMA-262 knows, and what everybody calls them.
constexpr auto Properties = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Letter", "L"},
    {"Uppercase_Letter", "Lu"},
    {"Lowercase_Letter", "Ll"},
    {"Mark", "M"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"Punctuation", "P"},
    {"Symbol", "S"},
    {"Separator", "Z"},
});

/// Letters after a backslash that mean the same everywhere.
constexpr std::string_view Escapes = "bBdDfnrtwWx";

/// The length of the quantifier that a text begins with, with the ? of a lazy one; 0: none.
std::size_t quantifierLength(std::string_view text)
{
    std::size_t end = 0;
    if (text.starts_with('*') || text.starts_with('+') || text.starts_with('?')) {
        end = 1;
    } else if (text.size() > 1 && text[0] == '{' && isDigit(text[1])) {
        const std::size_t close = text.find_first_not_of("0123456789,", 1);
        end = close != text.npos && text[close] == '}' ? close + 1 : 0;
    }
    return end > 0 && text.substr(end, 1) == "?" ? end + 1 : end;
}

class Translation
{
public:
    Translation(std::string_view from, Engine engine) : from_(from), engine_(engine) {}

    std::optional<std::string> text()
    {
        while (at_ < from_.size() && isKnown_) {
            inBrackets_ ? takeInBrackets() : takeOutside();
        }
        return isKnown_ ? std::optional(std::move(to_)) : std::nullopt;
    }

private:
    static bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
    std::string_view rest() const { return from_.substr(at_); }

    void take(std::string_view text, std::size_t count)
    {
        to_ += text;
        at_ += count;
    }

    void takeInBrackets()
    {
        if (from_[at_] == '\\') {
            escape();
        } else {
            // Others read [[:alpha:]] as a class, which ECMA-262 doesn't know.
            inBrackets_ = from_[at_] != ']';
            take(from_[at_] == '[' ? "\\[" : from_.substr(at_, 1), 1);
        }
    }

    void takeOutside()
    {
        switch (from_[at_]) {
        case '\\':
            escape();
            break;
        case '[':
            openBrackets();
            break;
        case '(':
            openGroup();
            break;
        case ')':
            isKnown_ = depth_-- > 0;
            take(")", 1);
            break;
        case '.':
            take(R"([^\n\r\x{2028}\x{2029}])", 1);
            break;
        case '$': // elsewhere also before a line feed at the end
            take("\\z", 1);
            break;
        default:
            if (const std::size_t length = quantifierLength(rest())) {
                take(from_.substr(at_, length), length);
                isKnown_ = quantifierLength(rest()) == 0; // a++ never gives back in PCRE2
            } else {
                take(from_.substr(at_, 1), 1);
            }
        }
    }

    void openBrackets()
    {
        if (rest().starts_with("[]")) {
            take("[^\\x{0}-\\x{10FFFF}]", 2); // nothing
        } else if (rest().starts_with("[^]")) {
            take("[\\x{0}-\\x{10FFFF}]", 3); // anything
        } else {
            inBrackets_ = true;
            const std::size_t length = rest().starts_with("[^") ? 2 : 1;
            take(from_.substr(at_, length), length);
        }
    }

    /// PCRE2 has many groups that ECMA-262 doesn't know: recursion, conditions, verbs.
    void openGroup()
    {
        const std::string_view after = rest().substr(1);
        const bool isNamed =
            after.starts_with("?<") && !after.starts_with("?<=") && !after.starts_with("?<!");
        const std::size_t flags = after.find_first_not_of("ims-", 1);
        const bool setsFlags = after.starts_with('?') && flags != after.npos && flags > 1 &&
                               (after[flags] == ')' || after[flags] == ':');
        isKnown_ = engine_ == Engine::Re2 || !(after.starts_with('?') || after.starts_with('*')) ||
                   after.starts_with("?<") || after.starts_with("?:") || after.starts_with("?=") ||
                   after.starts_with("?!") || after.starts_with("?P<") || setsFlags;
        ++depth_;
        isNamed ? take("(?P<", 3) : take("(", 1);
        if (!isNamed && after.starts_with('?')) {
            take("?", 1); // which is no quantifier
        }
    }

    void escape()
    {
        const char kind = at_ + 1 < from_.size() ? from_[at_ + 1] : '\0';
        switch (kind) {
        case 'u':
            character();
            break;
        case 'c':
            control();
            break;
        case 's':
            takeClass(Spaces);
            break;
        case 'S':
            takeClass(NoSpaces);
            break;
        case 'v': // a class in PCRE2
            take("\\x0B", 2);
            break;
        case '0':
            take("\\x00", 2);
            break;
        case 'p':
        case 'P':
            property();
            break;
        case 'k':
            backReference();
            break;
        case '/':
        case '-':
            take(inBrackets_ ? "\\" + std::string(1, kind) : std::string(1, kind), 2);
            break;
        default:
            if (isDigit(kind)) {
                backReference();
            } else {
                isKnown_ =
                    kind != '\0' && (!isAsciiLetter(kind) || Escapes.find(kind) != Escapes.npos);
                take(from_.substr(at_, 2), 2);
            }
        }
    }

    void takeClass(std::string_view members)
    {
        take((inBrackets_ ? "" : "[") + std::string(members) + (inBrackets_ ? "" : "]"), 2);
    }

    void takeCharacter(std::uint32_t code, std::size_t count)
    {
        std::array<char, 8> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), code, 16).ptr;
        take("\\x{" + std::string(digits.begin(), end) + '}', count);
    }

    /// The value of \uXXXX at a position; nullopt if there is none.
    std::optional<std::uint32_t> unitAt(std::size_t at) const
    {
        const std::string_view text = at < from_.size() ? from_.substr(at, 6) : "";
        std::uint32_t value = 0;
        const char* end = text.data() + text.size();
        const bool isUnit = text.size() == 6 && text.starts_with("\\u") &&
                            std::from_chars(text.data() + 2, end, value, 16).ptr == end;
        return isUnit ? std::optional(value) : std::nullopt;
    }

    /// \u{XXXXX}, \uXXXX, or the two halves of a character beyond the first plane.
    void character()
    {
        if (from_.substr(at_ + 2, 1) == "{") {
            take("\\x", 2);
            return;
        }
        const auto high = unitAt(at_);
        const auto low = unitAt(at_ + 6);
        if (high && low && *high >> 10U == 0xD800U >> 10U && *low >> 10U == 0xDC00U >> 10U) {
            takeCharacter(0x10000 + ((*high & 0x3FFU) << 10U) + (*low & 0x3FFU), 12);
        } else {
            isKnown_ = high.has_value();
            takeCharacter(high.value_or(0), 6);
        }
    }

    void control()
    {
        const char letter = at_ + 2 < from_.size() ? from_[at_ + 2] : '\0';
        isKnown_ = isAsciiLetter(letter);
        takeCharacter(static_cast<std::uint32_t>(letter & 0x1F), 3);
    }

    void property()
    {
        const std::size_t close = rest().find('}');
        if (from_.substr(at_ + 2, 1) != "{" || close == rest().npos) {
            take(from_.substr(at_, 2), 2);
            return;
        }
        std::string_view name = rest().substr(3, close - 3);
        for (const std::string_view kind : {"Script=", "sc=", "General_Category=", "gc="}) {
            name.remove_prefix(name.starts_with(kind) ? kind.size() : 0);
        }
        const auto known =
            std::ranges::find(Properties, name, &decltype(Properties)::value_type::first);
        take(std::string(from_.substr(at_, 3)) +
                 std::string(known == Properties.end() ? name : known->second) + '}',
             close + 1);
    }

    /// A group that has found nothing is found everywhere, which PCRE2 must be told.
    void backReference()
    {
        const bool isNamed = from_[at_ + 1] == 'k';
        const std::size_t end =
            isNamed ? rest().find('>')
                    : std::min(rest().find_first_not_of("0123456789", 1), rest().size()) - 1;
        isKnown_ = engine_ == Engine::Perl && !inBrackets_ && end != rest().npos &&
                   (!isNamed || rest().starts_with("\\k<"));
        if (isKnown_) {
            const std::string group(rest().substr(isNamed ? 2 : 1, end - (isNamed ? 1 : 0)));
            take("(?(" + group + ')' + std::string(rest().substr(0, end + 1)) + ')', end + 1);
        }
    }

    std::string_view from_;
    Engine engine_;
    std::size_t at_ = 0;
    std::string to_;
    int depth_ = 0; ///< of groups
    bool inBrackets_ = false;
    bool isKnown_ = true;
};

} // namespace

std::optional<std::string> translated(std::string_view expression, Engine engine)
{
    return Translation(expression, engine).text();
}

} // namespace framescope::contract
