// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/filter_mistake.h"

#include "base/text/utf8.h"
#include "base/text/visible_text.h"
#include "transcript/formats/column_width.h"

#include <algorithm>

namespace framescope::cli {

std::string markedMistake(std::string_view expression, const filter::Mistake& mistake)
{
    constexpr std::size_t Before = 40;
    constexpr std::size_t Width = 76;
    const std::size_t position = std::min(mistake.position, expression.size());
    const std::size_t start = expression.size() > Width && position > Before
                                  ? cutText(expression, position - Before).size()
                                  : 0;
    const std::size_t end = cutText(expression, start + Width).size();
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
