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

/// The part of an event that does not fit into an Entry; not every event has one. Immutable.
struct Detail
{
    std::uint64_t wireLength = 0; ///< the true lengths, always set
    std::uint64_t length = 0;
    std::uint64_t missing = 0; ///< payload bytes missing from the capture, if known
    bool notInflated = false;  ///< a part could not be inflated, as bytes are missing
    std::uint32_t frames = 1;  ///< of a message
    /// Of an assembled message: the number of events from its first frame to it. It is not an id,
    /// so that similar messages can share a Detail.
    std::optional<std::uint32_t> firstFrame;
    wire::Violations violations;
    std::optional<std::uint16_t> code;          ///< close frame (nullopt: without a code), closed
    std::string reason;                         ///< close frame, closed
    bool clean = false;                         ///< closed
    std::optional<Direction> closedBy;          ///< closed: the sender of the first Close
    std::optional<EventId> ping;                ///< pong: the ping it answers
    std::optional<Duration> roundTrip;          ///< pong to the client's ping: time since that ping
    std::optional<Duration> answeredIn;         ///< pong to the server's ping: time since that ping
    std::shared_ptr<const LifeCycle> lifeCycle; ///< of life-cycle events; null if none is known

    static Detail of(LifeCycle lifeCycle)
    {
        Detail detail;
        detail.lifeCycle = std::make_shared<const LifeCycle>(std::move(lifeCycle));
        return detail;
    }
    /// The detail of a life-cycle event as a `T`; null if it is another type of event.
    template <class T>
    const T* as() const
    {
        return lifeCycle ? std::get_if<T>(lifeCycle.get()) : nullptr;
    }

    /// The id of the first frame. Precondition: `message` is assembled and has this detail.
    EventId firstFrameOf(EventId message) const { return EventId{message.value - *firstFrame}; }

    friend bool operator==(const Detail&, const Detail&) = default;
};

} // namespace framescope::timeline
