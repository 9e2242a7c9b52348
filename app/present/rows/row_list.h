// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/append_log.h"
#include "base/ids.h"

#include <optional>

namespace framescope::present {

/// The rows of a view: the ids of the events shown, ascending. One job appends; any thread reads
/// what is published. Takes 4 bytes per row.
class RowList
{
public:
    std::size_t size() const { return ids_.size(); }
    /// Precondition: `row < size()` as this thread has seen it.
    EventId at(std::size_t row) const { return ids_[row]; }
    /// Returns the row of an event among the first `count`; nullopt if it is not there.
    std::optional<std::size_t> find(EventId id, std::size_t count) const;
    /// Returns the first of the first `count` rows with event `id` or a later one; `count` if none.
    std::size_t lowerBound(EventId id, std::size_t count) const;

    /// For the writing job only.
    void push(EventId id) { ids_.push(id); }

private:
    AppendLog<EventId> ids_;
};

} // namespace framescope::present
