// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/making/sample_text.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

namespace framescope::contract {

namespace {

constexpr std::string_view Digits = "0123456789";
constexpr std::string_view WordLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";

std::string number(std::uint64_t value, int width)
{
    std::string text = std::to_string(value);
    const auto wanted = static_cast<std::size_t>(width);
    return std::string(wanted - std::min(wanted, text.size()), '0') + text;
}

std::string date(Dice& dice)
{
    return "2026-" + number(1 + dice.below(12), 2) + '-' + number(1 + dice.below(28), 2);
}

std::string time(Dice& dice)
{
    return number(dice.below(24), 2) + ':' + number(dice.below(60), 2) + ':' +
           number(dice.below(60), 2) + 'Z';
}

std::string uuid(Dice& dice)
{
    constexpr std::string_view Hex = "0123456789abcdef";
    std::string text = "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx";
    for (char& c : text) {
        c = c == 'x' ? Hex[dice.below(Hex.size())] : c;
    }
    return text;
}

/// Reads an expression from left to right and writes what it would find.
class PatternSample
{
public:
    PatternSample(std::string_view pattern, Dice& dice) : rest_(pattern), dice_(dice) {}

    std::optional<std::string> all()
    {
        std::string text = alternatives(0);
        return isUnknown_ || !rest_.empty() ? std::nullopt : std::optional(std::move(text));
    }

private:
    static constexpr int MostDeep = 20;

    bool take(char c)
    {
        if (rest_.empty() || rest_.front() != c) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    /// Up to a closing bracket or the end.
    std::string alternatives(int depth)
    {
        isUnknown_ = isUnknown_ || depth > MostDeep;
        std::vector<std::string> all;
        do {
            std::string sequence;
            while (!isUnknown_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
                sequence += repeated(depth);
            }
            all.push_back(std::move(sequence));
        } while (!isUnknown_ && take('|'));
        return all[dice_.below(all.size())];
    }

    /// One atom, as often as the quantifier behind it wants. Each time it is read anew.
    std::string repeated(int depth)
    {
        const std::string_view before = rest_;
        std::string first = atom(depth);
        const std::string_view behind = rest_;
        const std::size_t times = quantifier();
        const std::string_view next = rest_;
        std::string text;
        for (std::size_t i = 0; i < times && !isUnknown_; ++i) {
            if (i == 0) {
                text = std::move(first);
                continue;
            }
            rest_ = before.substr(0, before.size() - behind.size());
            text += atom(depth);
        }
        rest_ = next;
        return text;
    }

    std::size_t quantifier()
    {
        std::size_t least = 1;
        std::size_t most = 1;
        if (take('*')) {
            least = 0;
            most = 3;
        } else if (take('+')) {
            most = 3;
        } else if (take('?')) {
            least = 0;
        } else if (take('{')) {
            least = most = count();
            if (take(',')) {
                most = rest_.empty() || rest_.front() == '}' ? least + 2 : count();
            }
            isUnknown_ = isUnknown_ || !take('}') || most < least;
        } else {
            return 1;
        }
        take('?'); // as few as possible
        constexpr std::size_t Most = 1000;
        isUnknown_ = isUnknown_ || most > Most;
        return isUnknown_ ? 0 : least + dice_.below(most - least + 1);
    }

    std::size_t count()
    {
        std::size_t value = 0;
        bool any = false;
        while (!rest_.empty() && Digits.find(rest_.front()) != Digits.npos && value < 10'000) {
            value = value * 10 + static_cast<std::size_t>(rest_.front() - '0');
            rest_.remove_prefix(1);
            any = true;
        }
        isUnknown_ = isUnknown_ || !any;
        return value;
    }

    std::string atom(int depth)
    {
        if (rest_.empty()) {
            isUnknown_ = true;
            return {};
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        switch (c) {
        case '^':
        case '$':
            return {};
        case '.':
            return oneOf(WordLetters);
        case '[':
            return oneOf(characterClass());
        case '\\':
            return oneOf(escaped());
        case '(': {
            if (take('?') && !take(':')) {
                isUnknown_ = true;
                return {};
            }
            std::string text = alternatives(depth + 1);
            isUnknown_ = isUnknown_ || !take(')');
            return text;
        }
        case '*':
        case '+':
        case '?':
        case '{':
        case ')':
        case '|':
            isUnknown_ = true;
            return {};
        default:
            return {c};
        }
    }

    std::string oneOf(std::string_view letters)
    {
        isUnknown_ = isUnknown_ || letters.empty();
        return letters.empty() ? std::string()
                               : std::string(1, letters[dice_.below(letters.size())]);
    }

    /// The letters of a class of one letter, or the letter itself.
    std::string escaped()
    {
        if (rest_.empty()) {
            return {};
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        switch (c) {
        case 'd':
            return std::string(Digits);
        case 'w':
            return std::string(WordLetters);
        case 's':
            return " ";
        case 'n':
            return "\n";
        case 't':
            return "\t";
        default: {
            const bool isLetter =
                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            return isLetter ? std::string() : std::string(1, c); // \b, \1, \p … are not known
        }
        }
    }

    std::string characterClass()
    {
        const bool isNegated = take('^');
        std::string letters;
        while (!rest_.empty() && rest_.front() != ']') {
            std::string from;
            if (take('\\')) {
                from = escaped();
            } else {
                from = rest_.front();
                rest_.remove_prefix(1);
            }
            const bool isRange =
                from.size() == 1 && rest_.size() > 1 && rest_.front() == '-' && rest_[1] != ']';
            if (!isRange) {
                letters += from;
                continue;
            }
            const char to = rest_[1];
            rest_.remove_prefix(2);
            for (int c = from.front(); c <= to; ++c) {
                letters += static_cast<char>(c);
            }
        }
        isUnknown_ = isUnknown_ || !take(']');
        if (!isNegated) {
            return letters;
        }
        std::string others(WordLetters);
        std::erase_if(others, [&](char c) { return letters.find(c) != letters.npos; });
        return others;
    }

    std::string_view rest_;
    Dice& dice_;
    bool isUnknown_ = false;
};

} // namespace

std::string sampleWord(std::size_t least, std::size_t most, Dice& dice)
{
    std::string word(least + dice.below(most - least + 1), ' ');
    for (char& c : word) {
        c = static_cast<char>('a' + dice.below(26));
    }
    return word;
}

std::string sampleOfFormat(std::string_view format, Dice& dice)
{
    const auto word = [&] { return sampleWord(4, 8, dice); };
    if (format == "date-time") {
        return date(dice) + 'T' + time(dice);
    }
    return format == "date"       ? date(dice)
           : format == "time"     ? time(dice)
           : format == "duration" ? "PT" + std::to_string(1 + dice.below(59)) + 'M'
           : format == "uuid"     ? uuid(dice)
           : format == "email" || format == "idn-email"       ? word() + "@example.com"
           : format == "hostname" || format == "idn-hostname" ? word() + ".example.com"
           : format == "ipv4" ? "192.0.2." + std::to_string(1 + dice.below(254))
           : format == "ipv6" ? "2001:db8::" + std::to_string(1 + dice.below(9999))
           : format == "uri" || format == "iri" || format == "uri-reference" ||
                   format == "iri-reference" || format == "uri-template"
               ? "https://example.com/" + word()
           : format == "json-pointer"          ? '/' + word()
           : format == "relative-json-pointer" ? std::string("0")
           : format == "regex"                 ? word()
                                               : std::string();
}

std::string sampleOfPattern(std::string_view pattern, Dice& dice)
{
    return PatternSample(pattern, dice).all().value_or(std::string());
}

} // namespace framescope::contract
