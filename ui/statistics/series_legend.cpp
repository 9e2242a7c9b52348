// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/series_legend.h"

#include "ui/style/colours.h"

#include <QPainter>

namespace framescope::ui {

namespace {

constexpr int LineSample = 24; // pixels
constexpr int BarSample = 11;  // pixels
constexpr int SampleGap = 5;   // between a sample and its name
constexpr int Space = 12;      // between two series

} // namespace

SeriesLegend::SeriesLegend(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SeriesLegend::setSeries(const QStringList& names, const std::vector<SeriesLook>& looks,
                             bool bars)
{
    names_ = names;
    looks_ = looks;
    bars_ = bars;
    setAccessibleName(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int SeriesLegend::widthOf(const QString& name) const
{
    return (bars_ ? BarSample : LineSample) + SampleGap + fontMetrics().horizontalAdvance(name) +
           Space;
}

QSize SeriesLegend::sizeHint() const
{
    int width = 0;
    for (const QString& name : names_) {
        width += widthOf(name);
    }
    return {width, rowHeight()};
}

int SeriesLegend::rowHeight() const
{
    return fontMetrics().height() + 4;
}

/// Returns the first series of each row, if rows are `width` wide.
std::vector<qsizetype> SeriesLegend::rowsIn(int width) const
{
    std::vector<qsizetype> rows{0};
    int used = 0;
    for (qsizetype i = 0; i < names_.size(); ++i) {
        const int needed = widthOf(names_[i]);
        if (used > 0 && used + needed - Space > width) {
            rows.push_back(i);
            used = 0;
        }
        used += needed;
    }
    return rows;
}

int SeriesLegend::heightForWidth(int width) const
{
    return static_cast<int>(rowsIn(width).size()) * rowHeight();
}

void SeriesLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<qsizetype> rows = rowsIn(width());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const qsizetype end = row + 1 < rows.size() ? rows[row + 1] : names_.size();
        int needed = 0;
        for (qsizetype i = rows[row]; i < end; ++i) {
            needed += widthOf(names_[i]);
        }
        int x = std::max(0, width() - needed);
        for (qsizetype i = rows[row]; i < end; ++i) {
            paintSeries(painter, QPoint(x, static_cast<int>(row) * rowHeight()), i);
            x += widthOf(names_[i]);
        }
    }
}

void SeriesLegend::paintSeries(QPainter& painter, const QPoint& at, qsizetype series)
{
    const SeriesLook& look = looks_.at(static_cast<std::size_t>(series));
    const int middle = at.y() + rowHeight() / 2;
    if (bars_) {
        painter.setPen(QPen(look.color, 1));
        painter.setBrush(look.brush());
        painter.drawRect(QRectF(at.x() + 0.5, middle - BarSample / 2 - 0.5, BarSample, BarSample));
    } else {
        painter.setPen(look.pen());
        painter.drawLine(QPointF(at.x(), middle + 0.5), QPointF(at.x() + LineSample, middle + 0.5));
    }
    const int text = at.x() + (bars_ ? BarSample : LineSample) + SampleGap;
    painter.setPen(style::colours(palette()).text);
    painter.drawText(QRect(text, at.y(), width() - text, rowHeight()),
                     Qt::AlignLeft | Qt::AlignVCenter, names_[series]);
}

} // namespace framescope::ui
