// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/series_legend.h"

#include "ui/style/colours.h"

#include <QPainter>

namespace framescope::ui {

namespace {

constexpr int LineSample = 24; // pixels
constexpr int BarSample = 11;  // pixels
constexpr int Gap = 5;         // between a sample and its name
constexpr int Space = 12;      // between two series

} // namespace

SeriesLegend::SeriesLegend(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
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
    return (bars_ ? BarSample : LineSample) + Gap + fontMetrics().horizontalAdvance(name) + Space;
}

QSize SeriesLegend::sizeHint() const
{
    int width = 0;
    for (const QString& name : names_) {
        width += widthOf(name);
    }
    return {width, fontMetrics().height() + 4};
}

void SeriesLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int x = std::max(0, width() - sizeHint().width());
    const int middle = height() / 2;
    for (qsizetype i = 0; i < names_.size(); ++i) {
        const SeriesLook& look = looks_.at(static_cast<std::size_t>(i));
        if (bars_) {
            painter.setPen(QPen(look.color, 1));
            painter.setBrush(look.brush());
            painter.drawRect(QRectF(x + 0.5, middle - BarSample / 2 - 0.5, BarSample, BarSample));
        } else {
            painter.setPen(look.pen());
            painter.drawLine(QPointF(x, middle + 0.5), QPointF(x + LineSample, middle + 0.5));
        }
        const int text = x + (bars_ ? BarSample : LineSample) + Gap;
        painter.setPen(style::colours(palette()).text);
        painter.drawText(QRect(text, 0, width() - text, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         names_[i]);
        x += widthOf(names_[i]);
    }
}

} // namespace framescope::ui
