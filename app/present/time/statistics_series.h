// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics.h"

#include <QPointF>
#include <QString>
#include <QStringList>

#include <vector>

// What the charts of a StatisticsReport show, as plain numbers.
namespace framescope::present {

/// What a line or a bar stands for: a direction, or a type of both directions.
enum class Grouping { Direction, Type };

/// A line of a chart. x is seconds since the first event of the session.
struct ChartSeries
{
    QString name;
    int key = 0; ///< which colour and pattern: a direction or a MessageType, as the grouping says
    std::vector<QPointF> points;
};

enum class RateMeasure { Messages, WireBytes };

/// Amounts a second, at the middle of each slice; slices without any are 0. Empty where there
/// were no messages at all.
std::vector<ChartSeries> rateSeries(const StatisticsReport& report, Grouping grouping,
                                    RateMeasure measure);

/// Messages by size, as many values as there are `labels`.
struct SizeBars
{
    struct Group
    {
        QString name;
        int key = 0;
        std::vector<double> counts;
    };
    int firstBin = 0;                 ///< of the histogram
    std::vector<std::uint64_t> edges; ///< least size of each bin, and the end of the last
    std::vector<Group> groups;
};
SizeBars sizeBars(const StatisticsReport& report, Grouping grouping);

/// Milliseconds of the longest and, where a slice has several, of the shortest round trip of
/// each slice. The key is the direction of the pong, plus 2 for the shortest.
std::vector<ChartSeries> roundTripSeries(const StatisticsReport& report);

/// Bytes on the wire in percent of those after inflating, of the compressed messages of each
/// slice that has some.
std::vector<ChartSeries> compressionSeries(const StatisticsReport& report, Grouping grouping);

/// A factor that makes numbers short, and how the unit is called then.
struct Unit
{
    double factor = 1; ///< divides
    QString prefix;    ///< "", "k", "M", "G"
};
Unit unitFor(double greatest);

/// A round end of an axis that begins with 0, and the step of its labels.
struct Scale
{
    double end = 1;
    int steps = 1;
    int decimals = 0; ///< that tell the labels apart
};
Scale scaleFor(double greatest);

/// "0", "512 B", "4 KiB": powers of two, so that they are exact.
QString formatBinary(std::uint64_t bytes);

} // namespace framescope::present
