// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/direction.h"
#include "present/time/time_bins.h"
#include "present/time/time_blocks.h"
#include "present/time/value_counts.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace framescope::present {

/// The kinds of messages in statistics. Other: reserved opcodes, and continuations of no message.
enum class MessageType : std::uint8_t { Text, Binary, Ping, Pong, Close, Other };
inline constexpr std::size_t MessageTypes = 6;

/// "text" … "other".
const char* messageTypeName(MessageType type);

/// Bins of sizes by power of two: bin 0 is for size 0, bin n for sizes in [2^(n-1), 2^n).
inline constexpr std::size_t SizeBins = 65;

/// Sums over messages. Bytes are payload without frame headers. A message of several frames counts
/// when it is complete; control frames count as messages.
struct MessageSums
{
    std::uint64_t messages = 0;
    std::uint64_t wireBytes = 0;       ///< payload bytes on the wire
    std::uint64_t bytes = 0;           ///< payload bytes after inflating
    std::uint64_t compressed = 0;      ///< number of messages under permessage-deflate
    std::uint64_t compressedWire = 0;  ///< their payload bytes on the wire
    std::uint64_t compressedBytes = 0; ///< their payload bytes after inflating

    MessageSums& operator+=(const MessageSums& other);
    friend bool operator==(const MessageSums&, const MessageSums&) = default;
};

/// Round-trip times of pings, counted at the time of the pong.
struct RoundTrips
{
    std::uint64_t count = 0;
    Duration least{};
    Duration greatest{};

    void add(Duration time);
    RoundTrips& operator+=(const RoundTrips& other);
    friend bool operator==(const RoundTrips&, const RoundTrips&) = default;
};

/// An array by direction (indexOf) and MessageType.
template <class T>
using ByKind = std::array<std::array<T, MessageTypes>, 2>;

/// The sums of a slice of time.
struct StatisticsBin
{
    ByKind<MessageSums> sums{};
    std::array<RoundTrips, 2> roundTrips{}; ///< by the direction of the pong

    StatisticsBin& operator+=(const StatisticsBin& other);
    friend bool operator==(const StatisticsBin&, const StatisticsBin&) = default;
};

/// Sums, exact quantiles of sizes, and size bins of some messages. Sizes are after inflating.
struct MessageFigures
{
    MessageSums sums;
    Quantiles sizes;
    std::array<std::uint64_t, SizeBins> histogram{}; ///< number of messages by size bin
};

/// The statistics of a session or of a part of it.
struct StatisticsReport
{
    std::optional<TimeSpan> range; ///< the range requested; nullopt: the whole session
    TimeSpan span;                 ///< the part of the session in that range
    std::size_t scanned = 0;
    std::size_t total = 0; ///< events in the timeline
    ByKind<MessageFigures> kinds{};
    std::array<MessageFigures, 2> directions{};
    MessageFigures all;
    std::array<Quantiles, 2> roundTrips{}; ///< in nanoseconds, by the direction of the pong
    Duration width{1};                     ///< of a slice
    std::int64_t first = 0;                ///< number of the first slice
    std::vector<StatisticsBin> series;

    bool complete() const { return scanned >= total; }
    /// The length of `span` in seconds; 0 for a single moment.
    double seconds() const;
    Duration beginOf(std::size_t slice) const
    {
        return width * (first + static_cast<std::int64_t>(slice));
    }
};

/// Counts events for a StatisticsReport as they come. For one thread.
class StatisticsBuilder
{
public:
    /// The most slices of time.
    static constexpr std::size_t Slices = 400;
    /// Called at intervals; false ends the work early.
    using GoOn = std::function<bool()>;

    explicit StatisticsBuilder(std::shared_ptr<const timeline::Timeline> timeline);

    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    std::size_t scanned() const { return scanned_; }

    /// Sets the range to count; nullopt: the whole session. Another range starts from zero.
    void setRange(std::optional<TimeSpan> range);
    /// Counts new events. Returns false if it was stopped; the next call continues.
    bool update(const GoOn& goOn);
    /// Returns the statistics of the events counted so far.
    StatisticsReport report() const;

private:
    struct Kind
    {
        MessageSums sums;
        ValueCounts sizes;
        std::array<std::uint64_t, SizeBins> histogram{};
    };
    struct Counts
    {
        ByKind<Kind> kinds;
        std::array<ValueCounts, 2> roundTrips;
        TimeBins<StatisticsBin> series{Slices, Widths::Decimal};
    };

    void add(const timeline::Entry& entry, Duration time);
    static MessageFigures figuresOf(std::initializer_list<std::span<const Kind>> parts);

    std::shared_ptr<const timeline::Timeline> timeline_;
    TimeBlocks blocks_;
    std::optional<TimeSpan> range_;
    std::size_t scanned_ = 0;
    std::unique_ptr<Counts> counts_;
};

} // namespace framescope::present
