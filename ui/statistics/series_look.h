// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics_series.h"

#include <QBrush>
#include <QColor>
#include <QPen>

namespace framescope::ui {

namespace style {
struct Colours;
}

/// The look of a line or bar of a chart. Each colour has its own pattern as well.
struct SeriesLook
{
    QColor color;
    Qt::PenStyle line = Qt::SolidLine;
    Qt::BrushStyle fill = Qt::SolidPattern;

    QPen pen() const;
    QBrush brush() const { return {color, fill}; }
};

/// Returns the look for a ChartSeries::key.
SeriesLook lookOf(present::Grouping grouping, int key, const style::Colours& colours);

} // namespace framescope::ui
