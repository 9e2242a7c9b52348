// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/row_list.h"

#include "base/partition_point.h"

#include <algorithm>

namespace framescope::present {

std::size_t RowList::lowerBound(EventId id, std::size_t count) const
{
    return partitionPoint(std::size_t{0}, count, [&](std::size_t row) { return ids_[row] < id; });
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
