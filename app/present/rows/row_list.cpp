// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/row_list.h"

namespace framescope::present {

std::size_t RowList::lowerBound(EventId id, std::size_t count) const
{
    std::size_t first = 0;
    while (count > 0) {
        const std::size_t half = count / 2;
        if (ids_[first + half] < id) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first;
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
