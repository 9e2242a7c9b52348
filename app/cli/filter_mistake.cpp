// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/filter_mistake.h"

#include <algorithm>

namespace framescope::cli {

namespace {

constexpr bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Characters, as UTF-8 counts them.
std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return !isContinuation(c); }));
}

/// The nearest position at `at` or before it where a character begins.
std::size_t characterStart(std::string_view text, std::size_t at)
{
    while (at > 0 && at < text.size() && isContinuation(text[at])) {
        --at;
    }
    return at;
}

} // namespace

std::string markedMistake(std::string_view expression, const filter::Mistake& mistake)
{
    constexpr std::size_t Before = 40;
    constexpr std::size_t Width = 76;
    const std::size_t position = std::min(mistake.position, expression.size());
    const std::size_t start = expression.size() > Width && position > Before
                                  ? characterStart(expression, position - Before)
                                  : 0;
    const std::size_t end = characterStart(expression, std::min(start + Width, expression.size()));
    std::string shown(expression.substr(start, end - start));
    std::ranges::replace_if(
        shown, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, ' ');
    const std::size_t markEnd = std::min(position + mistake.length, end);
    const std::size_t marked =
        characters(expression.substr(position, markEnd > position ? markEnd - position : 0));
    const std::string indent(characters(expression.substr(start, position - start)), ' ');
    const std::string tail(marked > 1 ? marked - 1 : 0, '~');
    return "  " + shown + "\n  " + indent + '^' + tail + '\n';
}

} // namespace framescope::cli
