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

/// What happened in a slice of time. The arrays are by indexOf(Direction).
struct OverviewBin
{
    std::array<std::uint64_t, 2> bytes{};    ///< payload of frames, as on the wire
    std::array<std::uint32_t, 2> messages{}; ///< rows of the Messages view with a direction
    std::array<std::uint32_t, 2> frames{};
    std::uint32_t control = 0;    ///< ping, pong and close frames
    std::uint32_t violations = 0; ///< events that have one
    std::uint32_t notes = 0;      ///< that are about no event
    std::uint32_t closes = 0;     ///< connections that ended

    OverviewBin& operator+=(const OverviewBin& other);
    void add(const timeline::Timeline& timeline, const timeline::Entry& entry);
    friend bool operator==(const OverviewBin&, const OverviewBin&) = default;
};

/// A part of a session in slices, for about as many pixels; a value.
struct Overview
{
    TimeSpan session; ///< first to last event, see placeOf
    std::size_t scanned = 0;
    std::size_t total = 0;  ///< events there were
    Duration width{1};      ///< of a slice
    std::int64_t first = 0; ///< number of the first slice: it begins at `first * width`
    std::vector<OverviewBin> bins;
    bool filtered = false;           ///< there is a filter
    std::vector<std::uint32_t> hits; ///< rows of the filter; as many as `bins` where there is one

    bool empty() const { return bins.empty(); }
    bool complete() const { return scanned >= total; }
    Duration beginOf(std::int64_t slice) const { return width * (first + slice); }
    /// The slice a time is in; nothing outside.
    std::optional<std::size_t> sliceAt(Duration time) const;
};

/// Makes Overviews of a timeline. Its own bins span the whole session in a bounded number; a
/// part that needs finer ones is counted from the events of that part. For one thread.
class OverviewBuilder
{
public:
    /// Bins kept of the whole session.
    static constexpr std::size_t Capacity = 16384;
    /// Asked now and then; false ends the work early.
    using GoOn = std::function<bool()>;

    explicit OverviewBuilder(std::shared_ptr<const timeline::Timeline> timeline);

    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    std::size_t scanned() const { return blocks_.seen(); }

    /// The rows of the filter; null: there is none. They may grow.
    void setHits(std::shared_ptr<const RowList> rows);
    const std::shared_ptr<const RowList>& hits() const { return rows_; }
    /// Which part is wanted (nothing: all of it), in how many slices at most.
    void setWindow(std::optional<TimeSpan> window, std::size_t slices);

    /// Looks at new events and rows. False where it was stopped; it goes on with the next call.
    bool update(const GoOn& goOn);
    /// Of what was looked at. Nothing where it was stopped.
    std::optional<Overview> picture(const GoOn& goOn);

private:
    /// Slices finer than those of the whole session.
    struct Fine
    {
        TimeSpan span;
        TimeBins<OverviewBin> bins;
        std::size_t scanned = 0; ///< events that were looked at
    };
    struct Hits
    {
        explicit Hits(std::size_t capacity, Duration width)
            : bins(capacity, Widths::Doubling, width)
        {
        }
        TimeBins<std::uint32_t> bins;
        std::size_t scanned = 0; ///< rows that were looked at
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
