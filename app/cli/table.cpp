// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include "transcript/formats/column_width.h"

#include <algorithm>

namespace framescope::cli {

std::string alignedText(const Table& table)
{
    std::vector<std::size_t> widths;
    for (const auto& row : table) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], transcript::columnWidth(row[i]));
        }
    }
    std::string text;
    for (const auto& row : table) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            line.append(widths[i] - transcript::columnWidth(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

} // namespace framescope::cli
