// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/shell_words.h"

#include <algorithm>

namespace framescope::connection {

namespace {

/// A command line as cmd.exe passes it to a program, with the offset that each byte has in the
/// text.
struct CommandLine
{
    std::string text;
    std::vector<std::size_t> offsets;
    std::optional<std::size_t> rest;
};

/// The offset behind a line break, or `at` if there is none.
std::size_t behindBreak(std::string_view text, std::size_t at)
{
    if (text.substr(at).starts_with("\r\n")) {
        return at + 2;
    }
    return at < text.size() && (text[at] == '\n' || text[at] == '\r') ? at + 1 : at;
}

/// Takes the ^ escapes out. A ^ at the end of a line joins it with the next, whose first character
/// counts as escaped.
CommandLine withoutCarets(std::string_view text)
{
    CommandLine line;
    bool quoted = false;
    const auto put = [&line](char c, std::size_t at) {
        line.text += c;
        line.offsets.push_back(at);
    };
    for (std::size_t at = text.find_first_not_of(" \t\r\n"); at < text.size(); ++at) {
        const char c = text[at];
        if (c == '^' && !quoted) {
            ++at;
            if (const std::size_t behind = std::min(behindBreak(text, at), text.size());
                behind > at) {
                const std::size_t next = behindBreak(text, behind);
                if (next > behind) {
                    put('\n', behind);
                    at = next - 1;
                    continue;
                }
                at = behind;
            }
            if (at < text.size()) {
                put(text[at], at);
            }
            continue;
        }
        if (c == '\n' || c == '\r' ||
            (!quoted && std::string_view("&|<>").find(c) != std::string_view::npos)) {
            if (const auto next = text.find_first_not_of(" \t\r\n", at); next < text.size()) {
                line.rest = next;
            }
            break;
        }
        quoted = c == '"' ? !quoted : quoted;
        put(c, at);
    }
    return line;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// The length of the run of backslashes at an offset.
std::size_t backslashes(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of('\\', at), text.size()) - at;
}

} // namespace

Result<ShellWords> cmdWords(std::string_view text)
{
    const CommandLine line = withoutCarets(text);
    const std::string& from = line.text;
    ShellWords read;
    read.rest = line.rest;
    for (std::size_t at = 0; at < from.size();) {
        if (isBlank(from[at])) {
            ++at;
            continue;
        }
        std::string word;
        std::optional<std::size_t> open;
        while (at < from.size() && (open || !isBlank(from[at]))) {
            const std::size_t count = backslashes(from, at);
            at += count;
            const bool beforeQuote = at < from.size() && from[at] == '"';
            word.append(beforeQuote ? count / 2 : count, '\\');
            if (beforeQuote && count % 2 == 1) {
                word += '"';
                ++at;
            } else if (beforeQuote && open && at + 1 < from.size() && from[at + 1] == '"') {
                word += '"';
                at += 2;
            } else if (beforeQuote) {
                open = open ? std::nullopt : std::optional(at);
                ++at;
            } else if (at < from.size() && (open || !isBlank(from[at]))) {
                word += from[at++];
            }
        }
        if (open) {
            return failure("the quote \" is not closed", characterAt(text, line.offsets[*open]));
        }
        read.words.push_back(std::move(word));
    }
    return read;
}

} // namespace framescope::connection
