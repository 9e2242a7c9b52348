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
/// similar and regular. When in doubt a message is no heartbeat, so that hiding heartbeats hides no
/// data.
///
/// *Similar* are
/// - pings with a payload of the same length, and likewise unsolicited pongs;
/// - text or binary messages of up to 256 bytes that name themselves heartbeats (beat_shape.h) and
///   differ in at most one counter and one time stamp (beat_numbers.h). Regularity alone proves
///   nothing: prices and measurements are regular too.
///
/// An event that violates a rule (wire/rules.h) of severity warning or error is no heartbeat.
///
/// *Regular* (beat_run.h) are three such pings or pongs, or four such messages, in succession, with
/// intervals within 30 % of their median and between 100 ms and 10 min. The run continues with each
/// event one, two or three periods after the last one, within 30 % of a period, so up to two beats
/// may be missing. When a run is recognised, those of its last eight events that fit are included.
/// A pong that answers a ping is a heartbeat if the ping is one.
///
/// If messages of one length occur in quick succession (more than four, each less than 100 ms after
/// the previous one), they are not examined, so that a flood costs nothing.
///
/// For one thread. A run is recognised only after some of its events; `contains` returns the state
/// after the last `update`.
class Heartbeats
{
public:
    explicit Heartbeats(const Timeline& timeline);
    ~Heartbeats();

    /// Examines the events before `end` that were not examined yet.
    void update(std::size_t end);
    /// The number of events examined.
    std::size_t seen() const;
    /// Precondition: `id.value < seen()`.
    bool contains(EventId id) const;
    /// A number that similar heartbeats and the pongs that answer them share; nullopt if the event
    /// is no heartbeat. Precondition: `id.value < seen()`.
    std::optional<std::uint32_t> kindOf(EventId id) const;
    /// The heartbeats found by the last `update`, unordered; they may be earlier events.
    std::span<const EventId> found() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::timeline
