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

/// What the bars stand for.
enum class OverviewMeasure { Messages, Bytes };

/// Where the parts of the overview strip are, from top to bottom.
struct OverviewLanes
{
    QRect marks;   ///< violations, notes, marks, ends of connections
    QRect in;      ///< bars that go up
    QRect out;     ///< bars that go down
    QRect control; ///< control frames
    QRect hits;    ///< of the filter
    QRect axis;
    QRect gutter; ///< left of them: how much the highest bars stand for

    static OverviewLanes of(const QRect& strip, int gutterWidth);
};

/// All that the still part of the strip is drawn from.
struct OverviewScene
{
    std::shared_ptr<const present::Overview> overview; ///< null: none yet
    std::vector<Duration> userMarks;                   ///< ascending
    std::vector<Duration> userNotes;                   ///< likewise
    TimeWindow window;
    OverviewLanes lanes;
    OverviewMeasure measure = OverviewMeasure::Messages;
};

/// The greatest amounts a second, by indexOf(Direction), in what the window shows.
std::array<double, 2> peaksOf(const OverviewScene& scene);
/// A bin's amounts a second.
std::array<double, 2> ratesOf(const present::OverviewBin& bin, Duration width,
                              OverviewMeasure measure);

/// Draws it; costs as much as there are slices.
void paintOverview(QPainter& painter, const OverviewScene& scene, const style::Colours& colours,
                   const QFont& font);

} // namespace framescope::ui
