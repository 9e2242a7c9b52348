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

/// How a line or a bar of a chart looks. What is told by a colour is told by a pattern as well.
struct SeriesLook
{
    QColor color;
    Qt::PenStyle line = Qt::SolidLine;
    Qt::BrushStyle fill = Qt::SolidPattern;

    QPen pen() const;
    QBrush brush() const { return {color, fill}; }
};

/// By ChartSeries::key.
SeriesLook lookOf(present::Grouping grouping, int key, const style::Colours& colours);

} // namespace framescope::ui
