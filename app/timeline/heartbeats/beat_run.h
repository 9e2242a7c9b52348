// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <array>
#include <optional>
#include <vector>

namespace framescope::timeline {

/// Tells whether events that are alike come at regular intervals. The last Kept of them are
/// remembered.
class BeatRun
{
public:
    static constexpr std::size_t Kept = 8;
    static constexpr Duration Shortest = std::chrono::milliseconds(100);
    static constexpr Duration Longest = std::chrono::minutes(10);
    static constexpr int MostPeriods = 3; ///< between two beats of a run: two may be missing

    /// `needed`: how many have to be regular, one after the other, for a run to be known; 3 to
    /// Kept.
    explicit BeatRun(std::size_t needed) : needed_(needed) {}

    /// One more event; those that are now known to be beats are appended to `found`, their
    /// answers too.
    void add(EventId id, Timestamp time, std::vector<EventId>& found);

    /// `answer` shares the fate of the remembered event `id`.
    void addAnswer(EventId id, EventId answer, std::vector<EventId>& found);

    /// The median of the last intervals; nothing while there is no run.
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
    Timestamp last_{}; ///< of the run's last beat
    std::array<Duration, Kept> intervals_{};
    std::size_t intervalCount_ = 0;
};

} // namespace framescope::timeline
