// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/filter_mistake.h"

#include "base/visible_text.h"
#include "transcript/formats/column_width.h"

#include <algorithm>

namespace framescope::cli {

namespace {

constexpr bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
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
    const std::size_t markEnd = std::max(std::min(position + mistake.length, end), position);
    const auto part = [&](std::size_t from, std::size_t to) {
        return visibleText(expression.substr(from, to - from));
    };
    const std::string indent(transcript::columnWidth(part(start, position)), ' ');
    const std::size_t marked = transcript::columnWidth(part(position, markEnd));
    const std::string tail(marked > 1 ? marked - 1 : 0, '~');
    return "  " + part(start, end) + "\n  " + indent + '^' + tail + '\n';
}

} // namespace framescope::cli
