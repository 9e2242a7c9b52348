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

/// What statistics tell apart. Other: reserved opcodes, and continuations of no message.
enum class MessageType : std::uint8_t { Text, Binary, Ping, Pong, Close, Other };
inline constexpr std::size_t MessageTypes = 6;

/// "text" … "other".
const char* messageTypeName(MessageType type);

/// Sizes by power of two: bin 0 is a size of 0, bin n sizes of [2^(n-1), 2^n).
inline constexpr std::size_t SizeBins = 65;

/// Sums over messages. Payload alone is counted, no frame headers; a message of several frames
/// counts when it is complete, control frames count as messages.
struct MessageSums
{
    std::uint64_t messages = 0;
    std::uint64_t wireBytes = 0;       ///< as on the wire
    std::uint64_t bytes = 0;           ///< after inflating
    std::uint64_t compressed = 0;      ///< messages under permessage-deflate
    std::uint64_t compressedWire = 0;  ///< their bytes on the wire
    std::uint64_t compressedBytes = 0; ///< and after inflating

    MessageSums& operator+=(const MessageSums& other);
    friend bool operator==(const MessageSums&, const MessageSums&) = default;
};

/// Round trips of pings, by when the pong came.
struct RoundTrips
{
    std::uint64_t count = 0;
    Duration least{};
    Duration greatest{};

    void add(Duration time);
    RoundTrips& operator+=(const RoundTrips& other);
    friend bool operator==(const RoundTrips&, const RoundTrips&) = default;
};

/// By direction (indexOf) and MessageType.
template <class T>
using ByKind = std::array<std::array<T, MessageTypes>, 2>;

/// A slice of time.
struct StatisticsBin
{
    ByKind<MessageSums> sums{};
    std::array<RoundTrips, 2> roundTrips{}; ///< by the direction of the pong

    StatisticsBin& operator+=(const StatisticsBin& other);
    friend bool operator==(const StatisticsBin&, const StatisticsBin&) = default;
};

/// What is known of some messages; sizes are those after inflating. Quantiles are exact.
struct MessageFigures
{
    MessageSums sums;
    Quantiles sizes;
    std::array<std::uint64_t, SizeBins> histogram{}; ///< messages by size
};

/// The statistics of a session or of a part of it; a value.
struct StatisticsReport
{
    std::optional<TimeSpan> range; ///< what was asked for; nothing: the session
    TimeSpan span;                 ///< that, as far as the session goes
    std::size_t scanned = 0;
    std::size_t total = 0; ///< events there were
    ByKind<MessageFigures> kinds{};
    std::array<MessageFigures, 2> directions{};
    MessageFigures all;
    std::array<Quantiles, 2> roundTrips{}; ///< nanoseconds, by the direction of the pong
    Duration width{1};                     ///< of a slice
    std::int64_t first = 0;                ///< number of the first slice
    std::vector<StatisticsBin> series;

    bool complete() const { return scanned >= total; }
    /// In seconds; 0 for a single moment.
    double seconds() const;
    Duration beginOf(std::size_t slice) const
    {
        return width * (first + static_cast<std::int64_t>(slice));
    }
};

/// Counts what a StatisticsReport tells, event by event as they come. For one thread.
class StatisticsBuilder
{
public:
    /// Slices of time there are at most.
    static constexpr std::size_t Slices = 400;
    /// Asked now and then; false ends the work early.
    using GoOn = std::function<bool()>;

    explicit StatisticsBuilder(std::shared_ptr<const timeline::Timeline> timeline);

    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    std::size_t scanned() const { return scanned_; }

    /// Nothing: the whole session. Another range begins anew.
    void setRange(std::optional<TimeSpan> range);
    /// Looks at new events. False where it was stopped; it goes on with the next call.
    bool update(const GoOn& goOn);
    /// Of what was looked at.
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
