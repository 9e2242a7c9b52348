// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/row_list.h"
#include "present/time/time_bins.h"
#include "present/time/time_blocks.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace framescope::present {

/// The counts of a slice of time. Arrays are indexed by indexOf(Direction).
struct OverviewBin
{
    std::array<std::uint64_t, 2> bytes{};    ///< payload of frames, as on the wire
    std::array<std::uint32_t, 2> messages{}; ///< rows of the Messages view with a direction
    std::array<std::uint32_t, 2> frames{};
    std::uint32_t control = 0;    ///< ping, pong and close frames
    std::uint32_t violations = 0; ///< events with a violation
    std::uint32_t notes = 0;      ///< notes without an event that they are about
    std::uint32_t closes = 0;     ///< ends of connections

    OverviewBin& operator+=(const OverviewBin& other);
    void add(const timeline::Timeline& timeline, const timeline::Entry& entry);
    friend bool operator==(const OverviewBin&, const OverviewBin&) = default;
};

/// The counts of a part of a session, in slices of equal width.
struct Overview
{
    TimeSpan session; ///< from the first event to the last, see placeOf
    std::size_t scanned = 0;
    std::size_t total = 0;  ///< events in the timeline
    Duration width{1};      ///< of a slice
    std::int64_t first = 0; ///< number of the first slice, which begins at `first * width`
    std::vector<OverviewBin> bins;
    bool filtered = false;           ///< there is a filter
    std::vector<std::uint32_t> hits; ///< rows of the filter in each slice; empty without a filter

    bool empty() const { return bins.empty(); }
    bool complete() const { return scanned >= total; }
    Duration beginOf(std::int64_t slice) const { return width * (first + slice); }
    /// Returns the index of the slice that contains a time; nullopt outside.
    std::optional<std::size_t> sliceAt(Duration time) const;
};

/// Makes Overviews of a timeline. Its bins cover the whole session in a bounded number; a part that
/// needs finer ones is counted from the events of that part. For one thread.
class OverviewBuilder
{
public:
    /// The most bins kept for the whole session.
    static constexpr std::size_t Capacity = 16384;
    /// Called at intervals; false ends the work early.
    using GoOn = std::function<bool()>;

    explicit OverviewBuilder(std::shared_ptr<const timeline::Timeline> timeline);

    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    std::size_t scanned() const { return blocks_.seen(); }

    /// Sets the rows of the filter, which may grow; null without a filter.
    void setHits(std::shared_ptr<const RowList> rows);
    const std::shared_ptr<const RowList>& hits() const { return rows_; }
    /// Sets the part to show (nullopt: all) and the most slices for it.
    void setWindow(std::optional<TimeSpan> window, std::size_t slices);

    /// Counts new events and rows. Returns false if it was stopped; the next call continues.
    bool update(const GoOn& goOn);
    /// Returns the overview of what was counted so far; nullopt if it was stopped.
    std::optional<Overview> picture(const GoOn& goOn);

private:
    /// Slices finer than those of the whole session.
    struct Fine
    {
        TimeSpan span;
        TimeBins<OverviewBin> bins;
        std::size_t scanned = 0; ///< number of events examined
    };
    struct Hits
    {
        explicit Hits(std::size_t capacity, Duration width)
            : bins(capacity, Widths::Doubling, width)
        {
        }
        TimeBins<std::uint32_t> bins;
        std::size_t scanned = 0; ///< number of rows examined
    };

    TimeSpan shown() const;
    bool fillFine(const TimeSpan& span, Duration width, const GoOn& goOn);
    bool fillFineHits(const TimeSpan& span, Duration width, const GoOn& goOn);

    std::shared_ptr<const timeline::Timeline> timeline_;
    std::shared_ptr<const RowList> rows_;
    TimeBlocks blocks_;
    TimeBins<OverviewBin> bins_{Capacity, Widths::Doubling};
    std::optional<Hits> hits_;
    std::optional<TimeSpan> window_;
    std::size_t slices_ = 1024;
    std::optional<Fine> fine_;
    std::optional<Hits> fineHits_;
};

} // namespace framescope::present
