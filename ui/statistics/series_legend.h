// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/statistics/series_look.h"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace framescope::ui {

/// Legend beside the title of a chart: a sample and a name for each line or bar, in as many rows as
/// necessary.
class SeriesLegend : public QWidget
{
    Q_OBJECT

public:
    explicit SeriesLegend(QWidget* parent = nullptr);

    /// `bars`: samples are filled squares, otherwise pieces of a line.
    void setSeries(const QStringList& names, const std::vector<SeriesLook>& looks, bool bars);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int widthOf(const QString& name) const;
    int rowHeight() const;
    std::vector<qsizetype> rowsIn(int width) const;
    void paintSeries(QPainter& painter, const QPoint& at, qsizetype series);

    QStringList names_;
    std::vector<SeriesLook> looks_;
    bool bars_ = false;
};

} // namespace framescope::ui
