// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics_job.h"
#include "present/time/statistics_series.h"

#include <QWidget>

#include <array>
#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;
class QProgressBar;
class QScrollArea;
class QTabBar;
class QToolButton;

namespace framescope::ui {

class StatisticsChart;
class TotalsView;

/// Statistics of a session, or of the filter's time range: rates, sizes, round trips and
/// compression as charts, and totals. Counts in the background, and only while it is visible; a
/// live session is updated about once a second.
class StatisticsPane : public QWidget
{
    Q_OBJECT

public:
    /// All charts at once, or a single one.
    enum Tab { All, Rate, Bytes, Sizes, RoundTrips, Compression, Totals, TabCount };

    explicit StatisticsPane(QWidget* parent = nullptr);

    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    void setLive(bool live) { job_.setLive(live); }
    /// Sets the filter's time range, which is shown until the user chooses the session.
    void setRange(const std::optional<present::TimeSpan>& range);
    void setCurrentTab(Tab tab);
    Tab currentTab() const;

    const present::StatisticsJob& job() const { return job_; }
    StatisticsChart& chart(Tab tab) { return *charts_.at(tab); }
    TotalsView& totals() { return *totals_; }

signals:
    void closeRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLayout();
    QWidget* makeBar();
    bool looksAtRange() const;
    void chooseRange(bool range);
    QString howToChoose() const;
    void start();
    void refresh();
    void showProgress();
    void showReport();
    void showChart(Tab tab, const present::StatisticsReport& report);
    QString summaryOf(const present::StatisticsReport& report) const;
    QString whyEmpty(Tab tab, const present::StatisticsReport& report) const;
    present::Grouping grouping() const;
    void arrange();
    int columns() const;

    present::StatisticsJob job_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::optional<present::TimeSpan> range_;
    bool started_ = false;                            ///< the job has the current request
    std::array<StatisticsChart*, TabCount> charts_{}; ///< null for All and Totals
    TotalsView* totals_;
    QToolButton* session_;
    QToolButton* selected_;
    QComboBox* grouping_;
    QLabel* summary_;
    QProgressBar* progress_;
    QToolButton* cancel_;
    QTabBar* tabs_;
    QScrollArea* scroll_;
    QGridLayout* grid_;
    int arrangedColumns_ = 0;
    Tab arrangedTab_ = TabCount;
};

} // namespace framescope::ui
