// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/lexing.h"

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::filter {

namespace {

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool isNameCharacter(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// Whether an operator written as a word is complete at `end`.
bool isAlone(std::string_view text, std::size_t end)
{
    return end >= text.size() || isSpace(text[end]) || text[end] == '(' || text[end] == ')' ||
           text[end] == '"';
}

bool hasWord(std::string_view text, std::size_t at, std::string_view word)
{
    return equalIgnoringCase(text.substr(at, word.size()), word) && isAlone(text, at + word.size());
}

/// The end of a JSON string, or NotFound if it is not closed.
std::size_t jsonStringEnd(std::string_view text, std::size_t at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

/// End of the bracket at `at`, if it is closed; reduces `steps` by the characters examined.
std::size_t bracketsEnd(std::string_view text, std::size_t at, std::size_t& steps)
{
    int depth = 0;
    while (at < text.size()) {
        const std::size_t before = at;
        const char c = text[at];
        at = c == '"' ? jsonStringEnd(text, at) : at + 1;
        const std::size_t taken = std::min(at, text.size()) - before;
        if (taken > steps) {
            steps = 0;
            return std::string_view::npos;
        }
        steps -= taken;
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (depth == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

} // namespace

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size() && isSpace(text[at])) {
        ++at;
    }
    return at;
}

std::size_t wordEnd(std::string_view text, std::size_t at, std::string_view alsoEnds)
{
    int open = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (isSpace(c) || c == '"' || alsoEnds.find(c) != std::string_view::npos ||
            (c == ')' && open == 0)) {
            break;
        }
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return at;
}

std::size_t nameEnd(std::string_view text, std::size_t at)
{
    if (at >= text.size() || !isLetter(text[at])) {
        return at;
    }
    while (at < text.size() && isNameCharacter(text[at])) {
        ++at;
    }
    return at;
}

Quoted readQuoted(std::string_view text, std::size_t at)
{
    constexpr std::string_view Kinds = "\"\\nrt";
    constexpr std::string_view Meanings = "\"\\\n\r\t";
    Quoted result;
    for (++at; at < text.size(); ++at) {
        char c = text[at];
        if (c == '"') {
            result.closed = true;
            ++at;
            break;
        }
        if (c == '\\' && at + 1 < text.size()) {
            const std::size_t kind = Kinds.find(text[at + 1]);
            if (kind != std::string_view::npos) {
                c = Meanings[kind];
                ++at;
            }
        }
        result.content += c;
    }
    result.end = at;
    return result;
}

std::optional<RegexLiteral> readRegex(std::string_view text, std::size_t at)
{
    if (at >= text.size() || text[at] != '/') {
        return std::nullopt;
    }
    const std::size_t start = at + 1;
    for (at = start; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '/' && at > start) {
            const bool isExact = at + 1 < text.size() && (text[at + 1] | 0x20) == 'c';
            const std::size_t end = at + (isExact ? 2 : 1);
            if (isAlone(text, end) || text[end] == ',') {
                return RegexLiteral{text.substr(start, at - start),
                                    isExact ? Case::Exact : Case::Ignored, end};
            }
        }
    }
    return std::nullopt;
}

std::size_t jsonTextEnd(std::string_view text, std::size_t at, std::size_t& steps)
{
    if (text[at] == '{' || text[at] == '[') {
        const std::size_t end = bracketsEnd(text, at, steps);
        return end == std::string_view::npos ? at : end;
    }
    const std::size_t keyEnd = text[at] == '"' ? jsonStringEnd(text, at) : std::string_view::npos;
    if (keyEnd == std::string_view::npos || keyEnd >= text.size() || text[keyEnd] != ':') {
        return at;
    }
    std::size_t end = keyEnd + 1;
    while (end < text.size() && !isSpace(text[end]) && text[end] != ')') {
        const char c = text[end];
        const std::size_t next = c == '"'               ? jsonStringEnd(text, end)
                                 : c == '{' || c == '[' ? bracketsEnd(text, end, steps)
                                                        : end + 1;
        if (next == std::string_view::npos) {
            return at;
        }
        end = next;
    }
    return end;
}

std::optional<Operator> readOperator(std::string_view text, std::size_t at, bool words)
{
    using enum Comparison;
    static constexpr auto Signs =
        std::to_array<std::pair<std::string_view, Comparison>>({{"==", Equal},
                                                                {"!=", NotEqual},
                                                                {"<=", LessOrEqual},
                                                                {">=", GreaterOrEqual},
                                                                {"=", Equal},
                                                                {"<", Less},
                                                                {">", Greater},
                                                                {"~", Contains}});
    for (const auto& [sign, comparison] : Signs) {
        if (text.substr(at).starts_with(sign)) {
            return Operator{comparison, at + sign.size()};
        }
    }
    if (!words) {
        return std::nullopt;
    }
    if (hasWord(text, at, "contains")) {
        return Operator{Contains, at + 8};
    }
    if (hasWord(text, at, "matches")) {
        return Operator{Matches, at + 7};
    }
    const bool isIn = equalIgnoringCase(text.substr(at, 2), "in");
    const std::size_t brace = isIn ? skipSpace(text, at + 2) : text.size();
    if (brace < text.size() && text[brace] == '{') {
        return Operator{Equal, brace + 1, true};
    }
    return std::nullopt;
}

std::optional<Operator> readWiresharkOperator(std::string_view text, std::size_t at)
{
    using enum Comparison;
    static constexpr auto Words =
        std::to_array<std::pair<std::string_view, Comparison>>({{"eq", Equal},
                                                                {"ne", NotEqual},
                                                                {"gt", Greater},
                                                                {"lt", Less},
                                                                {"ge", GreaterOrEqual},
                                                                {"le", LessOrEqual},
                                                                {"~", Matches}});
    for (const auto& [word, comparison] : Words) {
        if (word == "~" ? text.substr(at).starts_with(word) : hasWord(text, at, word)) {
            return Operator{comparison, at + word.size()};
        }
    }
    return readOperator(text, at, true);
}

std::optional<Connective> readConnective(std::string_view text, std::size_t at)
{
    using Kind = Connective::Kind;
    static constexpr auto Words = std::to_array<std::pair<std::string_view, Kind>>(
        {{"and", Kind::And}, {"or", Kind::Or}, {"not", Kind::Not}});
    for (const auto& [word, kind] : Words) {
        if (hasWord(text, at, word)) {
            return Connective{kind, at + word.size()};
        }
    }
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("&&") || rest.starts_with("||")) {
        return Connective{rest[0] == '&' ? Kind::And : Kind::Or, at + 2};
    }
    const bool attached = rest.size() > 1 && !isSpace(rest[1]) && rest[1] != ')';
    if (rest.starts_with('!') || (rest.starts_with('-') && attached)) {
        return Connective{Kind::Not, at + 1};
    }
    return std::nullopt;
}

} // namespace framescope::filter
