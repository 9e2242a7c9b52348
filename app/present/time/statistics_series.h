// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics.h"

#include <QPointF>
#include <QString>
#include <QStringList>

#include <vector>

// The data of the charts of a StatisticsReport, as plain numbers.
namespace framescope::present {

/// What a line or a bar represents: a direction, or a type of both directions.
enum class Grouping { Direction, Type };

/// A line of a chart. x is in seconds since the first event of the session.
struct ChartSeries
{
    QString name;
    int key = 0; ///< selects colour and pattern: a direction or a MessageType, by the grouping
    std::vector<QPointF> points;
};

enum class RateMeasure { Messages, WireBytes };

/// Amounts per second at the middle of each slice; 0 for a slice without any. Groups without
/// messages are left out.
std::vector<ChartSeries> rateSeries(const StatisticsReport& report, Grouping grouping,
                                    RateMeasure measure);

/// The number of messages by size bin, for each group.
struct SizeBars
{
    struct Group
    {
        QString name;
        int key = 0;
        std::vector<double> counts;
    };
    int firstBin = 0;                 ///< bin of the histogram that comes first
    std::vector<std::uint64_t> edges; ///< smallest size of each bin, and the end of the last
    std::vector<Group> groups;
};
SizeBars sizeBars(const StatisticsReport& report, Grouping grouping);

/// The longest round trip of each slice in milliseconds; if a slice has several, also the shortest,
/// as another series. The key is the direction of the pong, plus 2 for the shortest.
std::vector<ChartSeries> roundTripSeries(const StatisticsReport& report);

/// Bytes on the wire in percent of the inflated bytes, for the compressed messages of each slice
/// that has any.
std::vector<ChartSeries> compressionSeries(const StatisticsReport& report, Grouping grouping);

/// A factor that makes numbers short, and the prefix of the unit for it.
struct Unit
{
    double factor = 1; ///< numbers are divided by it
    QString prefix;    ///< "", "k", "M", "G"
};
Unit unitFor(double greatest);

/// A round end for an axis that begins with 0, and the number of steps between its labels.
struct Scale
{
    double end = 1;
    int steps = 1;
    int decimals = 0; ///< needed to tell the labels apart
};
Scale scaleFor(double greatest);

/// Returns "0", "512 B", "4 KiB": exact, since only whole units are formed.
QString formatBinary(std::uint64_t bytes);

} // namespace framescope::present
