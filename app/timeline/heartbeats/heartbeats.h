// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "timeline/index/timeline.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace framescope::timeline {

/// Recognises heartbeats: pings, pongs and messages of one connection and direction that are
/// alike and come at regular intervals. Rather misses one than takes a message for one: who
/// hides heartbeats must not miss anything.
///
/// *Alike* are
/// - pings with a payload of the same length; pongs that nobody asked for likewise;
/// - text or binary messages of at most 256 bytes that call themselves heartbeats
///   (beat_shape.h) and differ in one counter and one time stamp at most (beat_numbers.h). That
///   something comes regularly says nothing: prices and measurements do, too.
///
/// What breaks a rule (wire/rules.h), be it only a warning, is none.
///
/// *Regular* (beat_run.h) are three such pings or pongs, or four such messages, one after the
/// other, whose intervals are within 30 % of their median and are 100 ms to 10 min long. The
/// run goes on with each that comes one, two or three such periods after the last one, give or
/// take 30 % of a period: up to two beats may be missing. When a run becomes known, those of
/// its last eight that fit count as well. A pong that answers a ping is a heartbeat where the
/// ping is one.
///
/// Messages of a length that comes in quick succession (more than four, each less than 100 ms
/// after the other) are not looked at, so that a flood costs nothing.
///
/// For one thread. What a run is known by is only known after a few of it came; `contains`
/// speaks of what `update` has seen.
class Heartbeats
{
public:
    explicit Heartbeats(const Timeline& timeline);
    ~Heartbeats();

    /// Looks at the events before `end` that it has not seen yet.
    void update(std::size_t end);
    /// Events that were looked at.
    std::size_t seen() const;
    /// Precondition: `id.value < seen()`.
    bool contains(EventId id) const;
    /// The same number for those that are alike, and for the pongs that answer them; nothing
    /// for what is no heartbeat. Precondition: `id.value < seen()`.
    std::optional<std::uint32_t> kindOf(EventId id) const;
    /// What the last `update` found, events that were seen before included, in no order.
    std::span<const EventId> found() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
