// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <array>
#include <optional>
#include <vector>

namespace framescope::timeline {

/// Decides whether similar events occur at regular intervals. Keeps the last Kept of them.
class BeatRun
{
public:
    static constexpr std::size_t Kept = 8;
    static constexpr Duration Shortest = std::chrono::milliseconds(100);
    static constexpr Duration Longest = std::chrono::minutes(10);
    static constexpr int MostPeriods = 3; ///< between two beats of a run, so two may be missing

    /// `needed`: the number of successive regular events that make a run; 3 to Kept.
    explicit BeatRun(std::size_t needed) : needed_(needed) {}

    /// Takes the next event. Appends to `found` the events that are now known to be beats, with
    /// their answers.
    void add(EventId id, Timestamp time, std::vector<EventId>& found);

    /// Adds the answer to event `id`: it is a beat if the event is kept and is one.
    void addAnswer(EventId id, EventId answer, std::vector<EventId>& found);

    /// The median of the last intervals; nullopt if there is no run.
    std::optional<Duration> period() const { return period_; }

private:
    struct Beat
    {
        EventId id;
        Timestamp time;
        std::optional<EventId> answer;
        bool known = false;
    };

    bool fits(Duration interval) const;
    bool goesOn();
    bool begins();
    void learn(Duration interval);
    static void tell(Beat& beat, std::vector<EventId>& found);

    std::size_t needed_;
    std::array<Beat, Kept> beats_{}; ///< the oldest first
    std::size_t count_ = 0;
    std::optional<Duration> period_;
    Timestamp last_{}; ///< time of the run's last beat
    std::array<Duration, Kept> intervals_{};
    std::size_t intervalCount_ = 0;
};

} // namespace framescope::timeline
