// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats/beat_run.h"

#include <algorithm>
#include <span>

namespace framescope::timeline {

namespace {

/// 30 % of a period.
Duration tolerance(Duration period)
{
    return period * 3 / 10;
}

bool agrees(Duration interval, Duration period)
{
    return interval >= period - tolerance(period) && interval <= period + tolerance(period);
}

Duration medianOf(std::span<const Duration> intervals)
{
    std::array<Duration, BeatRun::Kept> sorted{};
    const auto end = std::ranges::copy(intervals, sorted.begin()).out;
    const auto middle =
        sorted.begin() + static_cast<std::ptrdiff_t>((intervals.size() - 1) / std::size_t{2});
    std::nth_element(sorted.begin(), middle, end);
    return *middle;
}

} // namespace

void BeatRun::add(EventId id, Timestamp time, std::vector<EventId>& found)
{
    if (count_ == Kept) {
        std::ranges::move(beats_.begin() + 1, beats_.end(), beats_.begin());
        --count_;
    }
    beats_[count_++] = Beat{id, time, {}, false};
    if (period_ && goesOn()) {
        tell(beats_[count_ - 1], found);
        return;
    }
    if (!begins()) {
        return;
    }
    Timestamp later = time;
    for (std::size_t i = count_; i-- > 0;) {
        Beat& beat = beats_[i];
        if (i + needed_ >= count_ || fits(later - beat.time)) {
            tell(beat, found);
            later = beat.time;
        }
    }
}

void BeatRun::addAnswer(EventId id, EventId answer, std::vector<EventId>& found)
{
    for (std::size_t i = count_; i-- > 0;) {
        Beat& beat = beats_[i];
        if (beat.id == id) {
            beat.answer = answer;
            if (beat.known) {
                found.push_back(answer);
            }
            return;
        }
    }
}

/// Whether an interval is one, two or three periods long.
bool BeatRun::fits(Duration interval) const
{
    for (int periods = 1; periods <= MostPeriods; ++periods) {
        if (agrees(interval - *period_ * (periods - 1), *period_)) {
            return true;
        }
    }
    return false;
}

/// Whether the newest event is the next beat of the current run.
bool BeatRun::goesOn()
{
    const Timestamp time = beats_[count_ - 1].time;
    const Duration interval = time - last_;
    if (!fits(interval)) {
        return false;
    }
    const auto periods =
        std::max<std::int64_t>(1, (interval.count() + period_->count() / 2) / period_->count());
    learn(interval / periods);
    last_ = time;
    return true;
}

/// Whether the newest events make a new run.
bool BeatRun::begins()
{
    if (count_ < needed_) {
        return false;
    }
    std::array<Duration, Kept> intervals{};
    const std::size_t size = needed_ - 1;
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t at = count_ - needed_ + i;
        intervals[i] = beats_[at + 1].time - beats_[at].time;
    }
    const std::span<const Duration> all(intervals.data(), size);
    const Duration median = medianOf(all);
    if (median < Shortest || median > Longest ||
        !std::ranges::all_of(all, [&](Duration one) { return agrees(one, median); })) {
        return false;
    }
    intervalCount_ = 0;
    for (const Duration interval : all) {
        learn(interval);
    }
    last_ = beats_[count_ - 1].time;
    return true;
}

void BeatRun::learn(Duration interval)
{
    intervals_[intervalCount_++ % Kept] = interval;
    period_ = medianOf(std::span(intervals_).first(std::min(intervalCount_, Kept)));
}

void BeatRun::tell(Beat& beat, std::vector<EventId>& found)
{
    if (beat.known) {
        return;
    }
    beat.known = true;
    found.push_back(beat.id);
    if (beat.answer) {
        found.push_back(*beat.answer);
    }
}

} // namespace framescope::timeline
