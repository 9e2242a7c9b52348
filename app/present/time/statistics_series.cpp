// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/statistics_series.h"

#include "base/text/qt_string.h"

#include <array>
#include <cmath>

namespace framescope::present {

namespace {

std::size_t groupsOf(Grouping grouping)
{
    return grouping == Grouping::Direction ? 2 : MessageTypes;
}

QString nameOf(Grouping grouping, std::size_t group)
{
    if (grouping == Grouping::Type) {
        return QLatin1String(messageTypeName(static_cast<MessageType>(group)));
    }
    return group == 0 ? translated("in") : translated("out");
}

/// Calls `take(group, kind)` for each direction and type.
template <class T, class Take>
void forEachKind(const ByKind<T>& kinds, Grouping grouping, Take&& take)
{
    for (std::size_t direction = 0; direction < 2; ++direction) {
        for (std::size_t type = 0; type < MessageTypes; ++type) {
            take(grouping == Grouping::Direction ? direction : type, kinds[direction][type]);
        }
    }
}

std::vector<MessageSums> sumsOf(const ByKind<MessageSums>& kinds, Grouping grouping)
{
    std::vector<MessageSums> sums(groupsOf(grouping));
    forEachKind(kinds, grouping,
                [&sums](std::size_t group, const MessageSums& of) { sums[group] += of; });
    return sums;
}

double secondsOf(Duration time)
{
    return std::chrono::duration<double>(time).count();
}

double middleOf(const StatisticsReport& report, std::size_t slice)
{
    return secondsOf(report.beginOf(slice)) + secondsOf(report.width) / 2;
}

/// Makes named series of the groups, except those that are not used.
std::vector<ChartSeries> withNames(std::vector<std::vector<QPointF>> points,
                                   const std::vector<bool>& used, Grouping grouping)
{
    std::vector<ChartSeries> series;
    for (std::size_t group = 0; group < points.size(); ++group) {
        if (used[group]) {
            series.push_back(
                {nameOf(grouping, group), static_cast<int>(group), std::move(points[group])});
        }
    }
    return series;
}

} // namespace

std::vector<ChartSeries> rateSeries(const StatisticsReport& report, Grouping grouping,
                                    RateMeasure measure)
{
    std::vector<std::vector<QPointF>> points(groupsOf(grouping));
    std::vector<bool> used(points.size());
    const double seconds = secondsOf(report.width);
    for (std::size_t slice = 0; slice < report.series.size(); ++slice) {
        const auto sums = sumsOf(report.series[slice].sums, grouping);
        for (std::size_t group = 0; group < sums.size(); ++group) {
            const auto amount =
                measure == RateMeasure::Messages ? sums[group].messages : sums[group].wireBytes;
            points[group].emplace_back(middleOf(report, slice),
                                       static_cast<double>(amount) / seconds);
            used[group] = used[group] || sums[group].messages > 0;
        }
    }
    return withNames(std::move(points), used, grouping);
}

SizeBars sizeBars(const StatisticsReport& report, Grouping grouping)
{
    SizeBars bars;
    const auto& all = report.all.histogram;
    const auto filled = [](std::uint64_t count) { return count > 0; };
    const auto first = std::ranges::find_if(all, filled);
    if (first == all.end()) {
        return bars;
    }
    std::size_t end = all.size();
    while (all[end - 1] == 0) {
        --end;
    }
    const auto begin = static_cast<std::size_t>(first - all.begin());
    bars.firstBin = static_cast<int>(begin);
    for (std::size_t bin = begin; bin <= end; ++bin) {
        bars.edges.push_back(bin == 0                 ? 0
                             : bin - 1 < SizeBins - 1 ? std::uint64_t{1} << (bin - 1)
                                                      : UINT64_MAX);
    }
    std::vector<std::vector<double>> counts(groupsOf(grouping), std::vector<double>(end - begin));
    std::vector<bool> used(counts.size());
    forEachKind(report.kinds, grouping, [&](std::size_t group, const MessageFigures& figures) {
        used[group] = used[group] || figures.sums.messages > 0;
        for (std::size_t bin = begin; bin < end; ++bin) {
            counts[group][bin - begin] += static_cast<double>(figures.histogram[bin]);
        }
    });
    for (std::size_t group = 0; group < counts.size(); ++group) {
        if (used[group]) {
            bars.groups.push_back(
                {nameOf(grouping, group), static_cast<int>(group), std::move(counts[group])});
        }
    }
    return bars;
}

std::vector<ChartSeries> roundTripSeries(const StatisticsReport& report)
{
    std::vector<ChartSeries> series;
    const auto milliseconds = [](Duration time) { return static_cast<double>(time.count()) / 1e6; };
    for (std::size_t direction = 0; direction < 2; ++direction) {
        const bool in = direction == indexOf(Direction::In);
        ChartSeries longest{
            in ? translated("pong in") : translated("pong out"), static_cast<int>(direction), {}};
        ChartSeries shortest{in ? translated("pong in, shortest")
                                : translated("pong out, shortest"),
                             static_cast<int>(direction) + 2,
                             {}};
        bool several = false;
        for (std::size_t slice = 0; slice < report.series.size(); ++slice) {
            const RoundTrips& trips = report.series[slice].roundTrips[direction];
            if (trips.count > 0) {
                const double x = middleOf(report, slice);
                longest.points.emplace_back(x, milliseconds(trips.greatest));
                shortest.points.emplace_back(x, milliseconds(trips.least));
                several = several || trips.count > 1;
            }
        }
        if (several) {
            longest.name = in ? translated("pong in, longest") : translated("pong out, longest");
        }
        if (!longest.points.empty()) {
            series.push_back(std::move(longest));
            if (several) {
                series.push_back(std::move(shortest));
            }
        }
    }
    return series;
}

std::vector<ChartSeries> compressionSeries(const StatisticsReport& report, Grouping grouping)
{
    std::vector<std::vector<QPointF>> points(groupsOf(grouping));
    std::vector<bool> used(points.size());
    for (std::size_t slice = 0; slice < report.series.size(); ++slice) {
        const auto sums = sumsOf(report.series[slice].sums, grouping);
        for (std::size_t group = 0; group < sums.size(); ++group) {
            const MessageSums& of = sums[group];
            if (of.compressedBytes > 0) {
                points[group].emplace_back(middleOf(report, slice),
                                           100 * static_cast<double>(of.compressedWire) /
                                               static_cast<double>(of.compressedBytes));
                used[group] = true;
            }
        }
    }
    return withNames(std::move(points), used, grouping);
}

Unit unitFor(double greatest)
{
    if (greatest >= 2e9) {
        return {1e9, QStringLiteral("G")};
    }
    if (greatest >= 2e6) {
        return {1e6, QStringLiteral("M")};
    }
    return greatest >= 2e3 ? Unit{1e3, QStringLiteral("k")} : Unit{};
}

Scale scaleFor(double greatest)
{
    if (!(greatest > 0)) {
        return {};
    }
    const double power = std::pow(10.0, std::floor(std::log10(greatest)));
    static constexpr std::array<double, 7> Ends{1, 1.5, 2, 3, 4, 5, 8};
    static constexpr std::array<int, 7> Steps{2, 3, 4, 3, 4, 5, 4};
    double end = 10 * power;
    int steps = 5;
    for (std::size_t i = 0; i < Ends.size(); ++i) {
        if (greatest <= Ends[i] * power * (1 + 1e-9)) {
            end = Ends[i] * power;
            steps = Steps[i];
            break;
        }
    }
    const double step = end / steps;
    int decimals = 0;
    while (decimals < 9 && std::abs(step * std::pow(10.0, decimals) -
                                    std::round(step * std::pow(10.0, decimals))) > 1e-6) {
        ++decimals;
    }
    return {end, steps, decimals};
}

QString formatBinary(std::uint64_t bytes)
{
    static constexpr std::array<const char*, 7> units{"B",   "KiB", "MiB", "GiB",
                                                      "TiB", "PiB", "EiB"};
    std::size_t unit = 0;
    while (bytes >= 1024 && bytes % 1024 == 0 && unit + 1 < units.size()) {
        bytes /= 1024;
        ++unit;
    }
    return bytes == 0 ? QStringLiteral("0")
                      : QStringLiteral("%1 %2").arg(bytes).arg(QLatin1String(units[unit]));
}

} // namespace framescope::present
