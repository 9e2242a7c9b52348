// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/direction.h"
#include "base/ids.h"
#include "timeline/details/life_cycle.h"
#include "wire/rules.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace framescope::timeline {

/// What does not fit into an Entry; only events that need one have it. Not changed once published.
struct Detail
{
    std::uint64_t wireLength = 0; ///< true lengths, always set
    std::uint64_t length = 0;
    std::uint64_t missing = 0; ///< payload bytes that the capture lacks, where it is known
    bool notInflated = false;  ///< nor can it be, or all of it, for bytes are missing
    std::uint32_t frames = 1;  ///< of a message
    /// Of an assembled message: its first frame is so many events before it. Not its id, so that
    /// messages alike can share a Detail.
    std::optional<std::uint32_t> firstFrame;
    wire::Violations violations;
    std::optional<std::uint16_t> code;          ///< close frame (none: sent without one), closed
    std::string reason;                         ///< close frame, closed
    bool clean = false;                         ///< closed
    std::optional<Direction> closedBy;          ///< closed: who sent the first Close
    std::optional<EventId> ping;                ///< pong: the ping it answers
    std::optional<Duration> roundTrip;          ///< pong to a ping of ours: since that ping
    std::optional<Duration> answeredIn;         ///< pong to a ping of the server: likewise
    std::shared_ptr<const LifeCycle> lifeCycle; ///< of such an event; null: nothing is known

    static Detail of(LifeCycle lifeCycle)
    {
        Detail detail;
        detail.lifeCycle = std::make_shared<const LifeCycle>(std::move(lifeCycle));
        return detail;
    }
    /// What a life-cycle event says; null where it is another one.
    template <class T>
    const T* as() const
    {
        return lifeCycle ? std::get_if<T>(lifeCycle.get()) : nullptr;
    }

    /// Precondition: it is the detail of this event, an assembled message.
    EventId firstFrameOf(EventId message) const { return EventId{message.value - *firstFrame}; }

    friend bool operator==(const Detail&, const Detail&) = default;
};

} // namespace framescope::timeline
