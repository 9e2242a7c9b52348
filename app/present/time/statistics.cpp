// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/statistics.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace framescope::present {

namespace {

constexpr std::size_t BlocksPerLook = 8; ///< blocks between two looks at `goOn`

MessageType kindOf(timeline::Type type)
{
    switch (type) {
    case timeline::Type::Text:
        return MessageType::Text;
    case timeline::Type::Binary:
        return MessageType::Binary;
    case timeline::Type::Ping:
        return MessageType::Ping;
    case timeline::Type::Pong:
        return MessageType::Pong;
    case timeline::Type::Close:
        return MessageType::Close;
    default:
        return MessageType::Other;
    }
}

MessageSums sumsOf(const timeline::Timeline& timeline, const timeline::Entry& entry)
{
    MessageSums sums;
    sums.messages = 1;
    sums.wireBytes = timeline.wireLength(entry);
    sums.bytes = timeline.length(entry);
    if (entry.has(timeline::Entry::Compressed)) {
        sums.compressed = 1;
        sums.compressedWire = sums.wireBytes;
        sums.compressedBytes = sums.bytes;
    }
    return sums;
}

} // namespace

const char* messageTypeName(MessageType type)
{
    static constexpr std::array names{"text", "binary", "ping", "pong", "close", "other"};
    return names[static_cast<std::size_t>(type)];
}

MessageSums& MessageSums::operator+=(const MessageSums& other)
{
    messages += other.messages;
    wireBytes += other.wireBytes;
    bytes += other.bytes;
    compressed += other.compressed;
    compressedWire += other.compressedWire;
    compressedBytes += other.compressedBytes;
    return *this;
}

void RoundTrips::add(Duration time)
{
    *this += RoundTrips{1, time, time};
}

RoundTrips& RoundTrips::operator+=(const RoundTrips& other)
{
    if (count == 0) {
        *this = other;
    } else if (other.count > 0) {
        count += other.count;
        least = std::min(least, other.least);
        greatest = std::max(greatest, other.greatest);
    }
    return *this;
}

StatisticsBin& StatisticsBin::operator+=(const StatisticsBin& other)
{
    for (std::size_t direction = 0; direction < 2; ++direction) {
        for (std::size_t type = 0; type < MessageTypes; ++type) {
            sums[direction][type] += other.sums[direction][type];
        }
        roundTrips[direction] += other.roundTrips[direction];
    }
    return *this;
}

double StatisticsReport::seconds() const
{
    return std::max(0.0, std::chrono::duration<double>(span.length()).count());
}

StatisticsBuilder::StatisticsBuilder(std::shared_ptr<const timeline::Timeline> timeline)
    : timeline_(std::move(timeline)), blocks_(*timeline_), counts_(std::make_unique<Counts>())
{
}

void StatisticsBuilder::setRange(std::optional<TimeSpan> range)
{
    if (range != range_) {
        range_ = range;
        scanned_ = 0;
        counts_ = std::make_unique<Counts>();
    }
}

bool StatisticsBuilder::update(const GoOn& goOn)
{
    const std::size_t total = timeline_->size();
    if (total == 0) {
        return true;
    }
    const Timestamp start = timeline_->start();
    while (scanned_ < total) {
        const std::size_t block = scanned_ / TimeBlocks::Block;
        if (block % BlocksPerLook == 0 && !goOn()) {
            return false;
        }
        const std::size_t end = std::min(total, (block + 1) * TimeBlocks::Block);
        blocks_.update(end);
        if (!range_ || blocks_.mayHold(block, *range_)) {
            for (std::size_t i = scanned_; i < end; ++i) {
                const auto& entry = timeline_->entry(EventId{static_cast<std::uint32_t>(i)});
                const Duration time = entry.timestamp() - start;
                if (!range_ || range_->contains(time)) {
                    add(entry, time);
                }
            }
        }
        scanned_ = end;
    }
    return true;
}

void StatisticsBuilder::add(const timeline::Entry& entry, Duration time)
{
    if (timeline::isLifeCycle(entry.type) || !entry.has(timeline::Entry::InMessages)) {
        return;
    }
    const std::size_t direction = indexOf(entry.direction());
    const auto type = static_cast<std::size_t>(kindOf(entry.type));
    const MessageSums sums = sumsOf(*timeline_, entry);
    Kind& kind = counts_->kinds[direction][type];
    kind.sums += sums;
    kind.sizes.add(sums.bytes);
    ++kind.histogram[static_cast<std::size_t>(std::bit_width(sums.bytes))];
    StatisticsBin& bin = counts_->series.at(time);
    bin.sums[direction][type] += sums;
    if (entry.type != timeline::Type::Pong) {
        return;
    }
    const timeline::Detail* detail = timeline_->detail(entry);
    if (detail && detail->roundTrip) {
        const Duration roundTrip = std::max(Duration{0}, *detail->roundTrip);
        counts_->roundTrips[direction].add(static_cast<std::uint64_t>(roundTrip.count()));
        bin.roundTrips[direction].add(roundTrip);
    }
}

MessageFigures StatisticsBuilder::figuresOf(std::initializer_list<std::span<const Kind>> parts)
{
    MessageFigures figures;
    ValueCounts sizes;
    for (const std::span<const Kind> kinds : parts) {
        for (const Kind& kind : kinds) {
            figures.sums += kind.sums;
            sizes += kind.sizes;
            std::ranges::transform(figures.histogram, kind.histogram, figures.histogram.begin(),
                                   std::plus<>{});
        }
    }
    figures.sizes = sizes.quantiles();
    return figures;
}

StatisticsReport StatisticsBuilder::report() const
{
    StatisticsReport report;
    report.range = range_;
    report.scanned = scanned_;
    report.total = timeline_->size();
    if (blocks_.seen() > 0) {
        report.span = range_ ? common(*range_, blocks_.session()) : blocks_.session();
    }
    const auto& kinds = counts_->kinds;
    for (std::size_t direction = 0; direction < 2; ++direction) {
        for (std::size_t type = 0; type < MessageTypes; ++type) {
            report.kinds[direction][type] = figuresOf({{&kinds[direction][type], 1}});
        }
        report.directions[direction] = figuresOf({kinds[direction]});
        ValueCounts roundTrips;
        roundTrips += counts_->roundTrips[direction];
        report.roundTrips[direction] = roundTrips.quantiles();
    }
    report.all = figuresOf({kinds[0], kinds[1]});
    report.width = counts_->series.width();
    report.first = counts_->series.first();
    report.series = counts_->series.bins();
    return report;
}

} // namespace framescope::present
