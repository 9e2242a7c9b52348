// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/append_log.h"
#include "base/ids.h"

#include <optional>

namespace framescope::present {

/// The rows of a view: which events are shown, ascending. One job appends, any thread reads
/// what is published; 4 bytes a row.
class RowList
{
public:
    std::size_t size() const { return ids_.size(); }
    /// Precondition: `row < size()` as this thread has seen it.
    EventId at(std::size_t row) const { return ids_[row]; }
    /// The row of an event among the first `count`; nothing where it isn't shown there.
    std::optional<std::size_t> find(EventId id, std::size_t count) const;
    /// The first of the first `count` rows whose event is `id` or a later one; `count` if none.
    std::size_t lowerBound(EventId id, std::size_t count) const;

    /// Writer only.
    void push(EventId id) { ids_.push(id); }

private:
    AppendLog<EventId> ids_;
};

} // namespace framescope::present
