// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/row_list.h"

#include <algorithm>
#include <ranges>

namespace framescope::present {

std::size_t RowList::lowerBound(EventId id, std::size_t count) const
{
    const auto rows = std::views::iota(0U, static_cast<std::uint32_t>(count)); // row numbers
    return *std::ranges::partition_point(rows, [&](auto row) { return ids_[row] < id; });
}

std::optional<std::size_t> RowList::find(EventId id, std::size_t count) const
{
    const std::size_t row = lowerBound(id, count);
    if (row < count && ids_[row] == id) {
        return row;
    }
    return std::nullopt;
}

} // namespace framescope::present
