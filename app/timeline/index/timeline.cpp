// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/index/timeline.h"

#include "timeline/index/connections.h"

namespace framescope::timeline {

Timeline::Timeline() : connections_(std::make_unique<Connections>()) {}
Timeline::~Timeline() = default;

const Detail* Timeline::detail(const Entry& entry) const
{
    return entry.detail == 0 ? nullptr : &details_[entry.detail - 1];
}

std::uint64_t Timeline::wireLength(const Entry& entry) const
{
    return entry.wireLength == Entry::LengthInDetail ? detail(entry)->wireLength : entry.wireLength;
}

std::uint64_t Timeline::length(const Entry& entry) const
{
    return entry.length == Entry::LengthInDetail ? detail(entry)->length : entry.length;
}

Timestamp Timeline::start() const
{
    return entries_.empty() ? now() : entries_[0].timestamp();
}

std::size_t Timeline::connectionCount() const
{
    return connections_->all.size();
}

std::optional<ConnectionInfo> Timeline::connection(ConnectionId id) const
{
    if (id.value == 0 || id.value > connections_->all.size()) {
        return std::nullopt;
    }
    const std::lock_guard lock(connections_->mutex);
    return connections_->all[id.value - 1]->info;
}

Totals Timeline::statistics() const
{
    return connections_->counters.snapshot();
}

std::optional<std::string> Timeline::changedNote(EventId event) const
{
    if (!connections_->anyChangedNote) {
        return std::nullopt;
    }
    const std::lock_guard lock(connections_->mutex);
    const auto found = connections_->changedNotes.find(event);
    return found == connections_->changedNotes.end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<const recording::File> Timeline::file() const
{
    const std::lock_guard lock(connections_->mutex);
    return connections_->file;
}

} // namespace framescope::timeline
