// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics_series.h"
#include "present/time/time_axis.h"

#include <QWidget>

#include <functional>
#include <vector>

class QChart;
class QChartView;
class QLabel;
class QStackedLayout;
class QValueAxis;

namespace framescope::ui {

class SeriesLegend;

/// A chart with its title, or a sentence that says why there is none. The caller limits the number
/// of points.
class StatisticsChart : public QWidget
{
    Q_OBJECT

public:
    /// The format of values.
    struct Values
    {
        QString unit;       ///< follows the number and its prefix: "/s", "B/s", "ms", "%"
        bool scaled = true; ///< with k, M, G
        double least = 0;   ///< least value at the upper end of the axis
        bool dots = false;  ///< points are separate, not a line
    };

    explicit StatisticsChart(const QString& title, QWidget* parent = nullptr);
    ~StatisticsChart() override;

    void showLines(const std::vector<present::ChartSeries>& series, present::Grouping grouping,
                   const present::TimeSpan& span, const Values& values);
    void showBars(const present::SizeBars& bars, present::Grouping grouping);
    void showReason(const QString& why);

    /// Why there is no chart; empty while there is one.
    QString reason() const;
    QStringList seriesNames() const;

    QSize sizeHint() const override { return {360, 210}; }
    QSize minimumSizeHint() const override { return {220, 180}; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isSame(const QString& kind, present::Grouping grouping, const QStringList& names) const;
    void clear(const QString& kind, present::Grouping grouping, const QStringList& names);
    void addLines(const std::vector<present::ChartSeries>& series, bool dots);
    void setTimeAxis(const present::TimeScale& scale, const present::TimeSpan& span);
    void setSizeAxis(const present::SizeBars& bars);
    void setValueAxis(double greatest, const Values& values);
    void applyColours();
    QString tipAt(const QPointF& position) const;

    QLabel* title_;
    SeriesLegend* legend_;
    QLabel* reason_;
    QChart* chart_;
    QChartView* view_;
    QValueAxis* across_;
    QValueAxis* up_;
    QStackedLayout* stack_;
    QString kind_; ///< "lines" or "bars"
    present::Grouping grouping_ = present::Grouping::Direction;
    QStringList names_;
    std::vector<int> keys_;
    std::function<QString(double x)> tip_; ///< tooltip for a position on the axis
};

} // namespace framescope::ui
