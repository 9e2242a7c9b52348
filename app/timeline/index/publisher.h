// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connections.h"

#include <array>
#include <mutex>
#include <string_view>
#include <utility>

namespace framescope::timeline {

/// The only writer of a Timeline. It adds details before the entries that refer to them.
class Publisher
{
public:
    /// Limits of the fields in Entry.
    static constexpr std::uint32_t MaxConnection = (1U << 20) - 1;
    static constexpr std::uint64_t MaxStreamOffset = (std::uint64_t{1} << 44) - 1;

    /// Limit of EventId. Later events have no entry, though they are in the file.
    static constexpr std::size_t MaxEvents = UINT32_MAX;

    explicit Publisher(Timeline& timeline) : timeline_(timeline) {}

    /// Adds an entry. Precondition: its lengths are in the entry or in its detail.
    EventId publish(const Entry& entry)
    {
        if (timeline_.entries_.size() >= MaxEvents) {
            return EventId{UINT32_MAX - 1};
        }
        return EventId{static_cast<std::uint32_t>(timeline_.entries_.push(entry))};
    }
    /// Adds an entry with a detail; sets its lengths, if they fit, and HasViolation.
    EventId publish(Entry entry, Detail detail);
    /// Adds a life-cycle event.
    EventId publish(ConnectionId conn, Timestamp time, Type type, Detail detail,
                    std::optional<Direction> direction = {});
    void note(ConnectionId conn, Timestamp time, std::string_view text,
              std::optional<Direction> direction = {})
    {
        publish(conn, time, Type::Note, Detail::of(noteDetail(text)), direction);
    }
    void error(ConnectionId conn, Timestamp time, const ErrorReport& report)
    {
        publish(conn, time, Type::Error, Detail::of(errorDetail(report)));
    }

    /// Adds a connection; at most MaxConnection. Precondition: all lower numbers were added.
    void addConnection(ConnectionId conn);
    void editNotes(NoteEdit edit);
    const Timeline& timeline() const { return timeline_; }
    std::size_t connectionCount() const { return timeline_.connections_->all.size(); }
    StreamIndex& stream(ConnectionId conn, Direction direction)
    {
        return connection(conn).streams[indexOf(direction)];
    }
    Counters& counters() { return timeline_.connections_->counters; }
    void setFile(std::shared_ptr<const recording::File> file);

    /// Changes the properties of a connection, which readers see.
    template <class Change>
    void update(ConnectionId conn, Change&& change)
    {
        const std::lock_guard lock(timeline_.connections_->mutex);
        std::forward<Change>(change)(connection(conn).info);
    }
    /// The connection's properties. For the writer's thread only.
    const ConnectionInfo& info(ConnectionId conn) { return connection(conn).info; }

private:
    Timeline::Connections::Connection& connection(ConnectionId conn)
    {
        return *timeline_.connections_->all[conn.value - 1];
    }

    std::uint32_t detailNumber(Detail detail);

    Timeline& timeline_;
    std::array<std::uint32_t, 8> lastDetails_{}; ///< of frames and messages; 0: none
    std::size_t nextOfLast_ = 0;
};

} // namespace framescope::timeline
