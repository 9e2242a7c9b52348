// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/yaml/yaml_brackets.h"

#include <algorithm>
#include <vector>

namespace framescope::collection {

namespace {

/// The end of the text in quotation marks that begins there.
std::size_t quoteEnd(std::string_view text, std::size_t begin)
{
    const char quote = text[begin];
    std::size_t end = begin + 1;
    for (; end < text.size(); ++end) {
        const bool escapes = quote == '"' ? text[end] == '\\' : text.substr(end, 2) == "''";
        if (escapes) {
            ++end;
        } else if (text[end] == quote) {
            break;
        }
    }
    return end;
}

/// The end of the text line by line that begins at a | or >: before a line that is not indented.
std::size_t blockEnd(std::string_view text, std::size_t begin)
{
    const std::size_t line = text.rfind('\n', begin) + 1; // npos + 1 is 0
    const std::size_t key = text.find_first_not_of(" -", line);
    const std::size_t indent = key == begin ? 0 : key - line;
    std::size_t end = text.find('\n', begin);
    while (end < text.size()) {
        const std::size_t next = text.find_first_not_of(' ', end + 1);
        if (next >= text.size() || (text[next] != '\n' && next - end - 1 <= indent)) {
            break;
        }
        end = text.find('\n', next);
    }
    return std::min(end, text.size());
}

/// The places of the brackets that are open before `end`, or at which more than `most` are.
std::vector<std::size_t> openBrackets(std::string_view text, std::size_t end, std::size_t most)
{
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < std::min(end, text.size()); ++i) {
        const char c = text[i];
        const std::string_view before = open.empty() ? " \t\r\n" : " \t\r\n[{,:";
        const bool begins = i == 0 || before.find(text[i - 1]) != std::string_view::npos;
        if (begins && (c == '"' || c == '\'')) {
            i = quoteEnd(text, i);
        } else if (begins && c == '#') {
            i = std::min(text.find('\n', i), text.size());
        } else if (begins && open.empty() && (c == '|' || c == '>')) {
            i = blockEnd(text, i);
        } else if ((c == '[' || c == '{') && (begins || !open.empty())) {
            open.push_back(i);
            if (open.size() > most) {
                break;
            }
        } else if ((c == ']' || c == '}') && !open.empty()) {
            open.pop_back();
        }
    }
    return open;
}

} // namespace

bool isQuoteClosed(std::string_view text, std::size_t begin)
{
    return quoteEnd(text, begin) < text.size();
}

std::optional<std::size_t> tooDeepAt(std::string_view text, std::size_t most)
{
    const auto open = openBrackets(text, text.size(), most);
    return open.size() > most ? std::optional(open.back()) : std::nullopt;
}

std::optional<std::size_t> openBracketAt(std::string_view text, std::size_t end)
{
    const auto open = openBrackets(text, end, text.size());
    return open.empty() ? std::nullopt : std::optional(open.back());
}

} // namespace framescope::collection
