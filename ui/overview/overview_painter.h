// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/overview.h"
#include "ui/overview/time_window.h"

#include <QFont>
#include <QRect>

#include <memory>
#include <vector>

class QPainter;

namespace framescope::ui {

namespace style {
struct Colours;
}

/// The quantity that the bars show.
enum class OverviewMeasure { Messages, Bytes };

/// Rectangles of the parts of the overview strip, from top to bottom.
struct OverviewLanes
{
    QRect marks;   ///< violations, notes, marks, ends of connections
    QRect in;      ///< bars that go up
    QRect out;     ///< bars that go down
    QRect control; ///< control frames
    QRect hits;    ///< matches of the filter
    QRect axis;
    QRect gutter; ///< scale of the highest bars, at the left

    static OverviewLanes of(const QRect& strip, int gutterWidth);
    /// Where the scale of a direction's bars is written; the two do not overlap.
    QRect label(std::size_t direction, int lineHeight) const;
};

/// Data for the part of the strip that does not change with the mouse.
struct OverviewScene
{
    std::shared_ptr<const present::Overview> overview; ///< null if there is none yet
    std::vector<Duration> userMarks;                   ///< ascending
    std::vector<Duration> userNotes;                   ///< ascending
    TimeWindow window;
    OverviewLanes lanes;
    OverviewMeasure measure = OverviewMeasure::Messages;
    bool namesSides = false; ///< the rates are "server" and "client", not "in" and "out"
};

/// Returns the greatest amounts per second in the visible range, by indexOf(Direction).
std::array<double, 2> peaksOf(const OverviewScene& scene);
/// Returns the measure of a bin per second, by indexOf(Direction).
std::array<double, 2> ratesOf(const present::OverviewBin& bin, Duration width,
                              OverviewMeasure measure);

/// Returns what came in the busiest second of the visible range, by indexOf(Direction): "31 /s". A
/// rate of less than a second would say more than is known: what is in a shorter range is counted.
std::array<QString, 2> busiestSecond(const OverviewScene& scene);

/// Draws the strip, in time proportional to the number of slices.
void paintOverview(QPainter& painter, const OverviewScene& scene, const style::Colours& colours,
                   const QFont& font);

} // namespace framescope::ui
