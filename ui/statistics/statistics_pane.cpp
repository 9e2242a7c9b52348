// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/statistics_pane.h"

#include "present/time/time_axis.h"
#include "present/words/format.h"
#include "ui/statistics/statistics_chart.h"
#include "ui/statistics/totals_view.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>

namespace framescope::ui {

using present::Grouping;
using present::StatisticsReport;

namespace {

constexpr int TwoColumns = 620; // pixels; in less, charts are in one column

} // namespace

StatisticsPane::StatisticsPane(QWidget* parent)
    : QWidget(parent), totals_(new TotalsView), session_(new QToolButton),
      selected_(new QToolButton), grouping_(new QComboBox),
      summary_(style::plainLabel({}, "muted")),
      progress_(style::progressBar(tr("Progress of counting"))),
      cancel_(style::iconButton("", "stop", tr("Stop counting"), style::Ink::Muted)),
      tabs_(new QTabBar), scroll_(new QScrollArea), grid_(nullptr)
{
    setObjectName(QStringLiteral("statistics"));
    charts_[Rate] = new StatisticsChart(tr("Messages a second"));
    charts_[Bytes] = new StatisticsChart(tr("Payload on the wire a second"));
    charts_[Sizes] = new StatisticsChart(tr("Messages by size"));
    charts_[RoundTrips] = new StatisticsChart(tr("Round trips of pings"));
    charts_[Compression] = new StatisticsChart(tr("Compressed messages: wire / inflated"));
    buildLayout();
    connect(&job_, &present::StatisticsJob::changed, this, &StatisticsPane::refresh);
    connect(tabs_, &QTabBar::currentChanged, this, [this] {
        arrange();
        showReport();
    });
    connect(grouping_, &QComboBox::currentIndexChanged, this, &StatisticsPane::showReport);
    connect(session_, &QToolButton::clicked, this, [this] { chooseRange(false); });
    connect(selected_, &QToolButton::clicked, this, [this] { chooseRange(true); });
    connect(cancel_, &QToolButton::clicked, &job_, &present::StatisticsJob::cancel);
    setRange(std::nullopt);
    arrange();
    refresh();
}

QWidget* StatisticsPane::makeBar()
{
    session_->setText(tr("Session"));
    session_->setProperty("segment", QStringLiteral("first"));
    session_->setToolTip(tr("All of the session"));
    selected_->setText(tr("Time range"));
    selected_->setProperty("segment", QStringLiteral("last"));
    auto* ranges = new QButtonGroup(this);
    for (QToolButton* button : {session_, selected_}) {
        button->setCheckable(true);
        ranges->addButton(button);
    }
    session_->setChecked(true);
    grouping_->setObjectName(QStringLiteral("statisticsGrouping"));
    grouping_->setAccessibleName(tr("How the charts group messages"));
    grouping_->addItem(tr("By direction"));
    grouping_->addItem(tr("By type"));
    auto* copy = style::iconButton("copyTotals", "copy", tr("Copy the totals"));
    copy->setToolTip(tr("Copy the totals as text, tab-separated"));
    connect(copy, &QToolButton::clicked, totals_, &TotalsView::copyAll);
    auto* close = style::iconButton("", "close", tr("Close the statistics"));
    close->setToolTip(tr("Back to the details (Ctrl+5)"));
    connect(close, &QToolButton::clicked, this, &StatisticsPane::closeRequested);
    progress_->setFixedWidth(70);
    cancel_->setToolTip(tr("Stop counting and show the counts so far"));

    auto* bar = new QWidget;
    auto* segments = style::row(nullptr);
    segments->addWidget(session_);
    segments->addWidget(selected_);
    auto* row = style::row(bar, {10, 6, 6, 2}, 8);
    row->addLayout(segments);
    row->addWidget(grouping_);
    row->addStretch(1);
    row->addWidget(progress_);
    row->addWidget(cancel_);
    row->addWidget(copy);
    row->addWidget(close);
    return bar;
}

void StatisticsPane::buildLayout()
{
    summary_->setObjectName(QStringLiteral("statisticsSummary"));
    summary_->setWordWrap(true);
    summary_->setContentsMargins(12, 0, 12, 2);
    tabs_->setObjectName(QStringLiteral("statisticsTabs"));
    tabs_->setAccessibleName(tr("Statistics"));
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(true);
    for (const QString& name : {tr("All"), tr("Rate"), tr("Bytes"), tr("Sizes"), tr("Round trips"),
                                tr("Compression"), tr("Totals")}) {
        tabs_->addTab(name);
    }
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("statisticsContent"));
    grid_ = new QGridLayout(content);
    grid_->setContentsMargins(12, 10, 12, 10);
    grid_->setSpacing(14);
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(true);
    scroll_->viewport()->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(false);
    setFocusProxy(tabs_);

    auto* column = style::column(this);
    column->addWidget(makeBar());
    column->addWidget(summary_);
    column->addWidget(tabs_);
    column->addWidget(scroll_, 1);
}

void StatisticsPane::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    start();
}

void StatisticsPane::setRange(const std::optional<present::TimeSpan>& range)
{
    range_ = range;
    selected_->setToolTip(range_ ? tr("The part in the filter's time range") : howToChoose());
    chooseRange(range_.has_value());
}

QString StatisticsPane::howToChoose() const
{
    return tr("For a part of the session, drag over the overview, write time:1s..2s into the "
              "filter, or select rows and choose the time between them in their menu.");
}

void StatisticsPane::chooseRange(bool range)
{
    (range ? selected_ : session_)->setChecked(true);
    start();
    showReport();
}

bool StatisticsPane::looksAtRange() const
{
    return range_ && selected_->isChecked();
}

void StatisticsPane::setCurrentTab(Tab tab)
{
    tabs_->setCurrentIndex(tab);
}

StatisticsPane::Tab StatisticsPane::currentTab() const
{
    return static_cast<Tab>(tabs_->currentIndex());
}

Grouping StatisticsPane::grouping() const
{
    return grouping_->currentIndex() == 0 ? Grouping::Direction : Grouping::Type;
}

/// Counts only while the pane is visible.
void StatisticsPane::start()
{
    started_ = isVisible();
    if (started_) {
        job_.start(timeline_, looksAtRange() ? range_ : std::nullopt);
    }
}

void StatisticsPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!started_) {
        start();
    }
}

void StatisticsPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    started_ = false;
    job_.cancel();
}

void StatisticsPane::refresh()
{
    showProgress();
    showReport();
}

void StatisticsPane::showProgress()
{
    const bool busy = job_.isBusy();
    progress_->setVisible(busy);
    cancel_->setVisible(busy);
    if (busy) {
        style::showPart(progress_, job_.report() ? job_.report()->scanned : 0, timeline_->size());
    }
}

void StatisticsPane::showReport()
{
    const bool unknown = selected_->isChecked() && !range_;
    const auto report = unknown ? nullptr : job_.report();
    const StatisticsReport none;
    const StatisticsReport& shown = report ? *report : none;
    summary_->setText(unknown ? howToChoose() : report ? summaryOf(shown) : tr("Counting…"));
    for (int tab = Rate; tab <= Compression; ++tab) {
        if (charts_[static_cast<std::size_t>(tab)]->isVisibleTo(this)) {
            showChart(static_cast<Tab>(tab), shown);
        }
    }
    totals_->setReport(report);
}

QString StatisticsPane::summaryOf(const StatisticsReport& report) const
{
    if (report.total == 0) {
        return tr("Nothing has happened yet");
    }
    QStringList parts{looksAtRange() ? tr("Time range") : tr("Whole session")};
    if (report.span.to < report.span.from) {
        parts += tr("The time range is outside of the session");
    } else {
        const Duration step = report.span.length() / 1000;
        parts += tr("%1 to %2")
                     .arg(present::formatMoment(report.span.from, step),
                          present::formatMoment(report.span.to, step));
    }
    parts += present::formatCounted(report.all.sums.messages, "message");
    if (!report.series.empty()) {
        parts += tr("rates over %1 each").arg(present::formatDuration(report.width));
    }
    if (job_.isCancelled() && !report.complete()) {
        parts += tr("stopped after %1 of %2 events")
                     .arg(present::formatCount(report.scanned), present::formatCount(report.total));
    }
    return parts.join(QStringLiteral("  ·  "));
}

QString StatisticsPane::whyEmpty(Tab tab, const StatisticsReport& report) const
{
    const QString where = looksAtRange() ? tr("in this range") : tr("in this session");
    if (report.all.sums.messages == 0) {
        return tr("No messages %1.").arg(where);
    }
    if (tab == RoundTrips) {
        const auto pings = [&report](std::size_t direction) {
            return report.kinds[direction][static_cast<std::size_t>(present::MessageType::Ping)]
                .sums.messages;
        };
        return pings(0) + pings(1) == 0 ? tr("No pings %1.").arg(where)
                                        : tr("No ping was answered %1.").arg(where);
    }
    return tr("No compressed messages %1.").arg(where);
}

void StatisticsPane::showChart(Tab tab, const StatisticsReport& report)
{
    StatisticsChart& chart = *charts_.at(tab);
    const auto lines = [&](const std::vector<present::ChartSeries>& series, Grouping grouping,
                           const StatisticsChart::Values& values) {
        if (series.empty()) {
            chart.showReason(whyEmpty(tab, report));
        } else {
            chart.showLines(series, grouping, report.span, values);
        }
    };
    switch (tab) {
    case Rate:
        lines(present::rateSeries(report, grouping(), present::RateMeasure::Messages), grouping(),
              {tr("/s")});
        break;
    case Bytes:
        lines(present::rateSeries(report, grouping(), present::RateMeasure::WireBytes), grouping(),
              {tr("B/s")});
        break;
    case RoundTrips:
        lines(present::roundTripSeries(report), Grouping::Direction, {tr("ms"), false, 0, true});
        break;
    case Compression:
        lines(present::compressionSeries(report, grouping()), grouping(),
              {QStringLiteral("%"), false, 100, true});
        break;
    default:
        if (const auto bars = present::sizeBars(report, grouping()); bars.groups.empty()) {
            chart.showReason(whyEmpty(tab, report));
        } else {
            chart.showBars(bars, grouping());
        }
    }
}

void StatisticsPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
    showReport(); // the number of labels depends on the width
}

int StatisticsPane::columns() const
{
    return width() < TwoColumns ? 1 : 2;
}

/// Arranges all charts in one or two columns with the totals below, or a single chart.
void StatisticsPane::arrange()
{
    const Tab tab = currentTab();
    if (arrangedTab_ == tab && arrangedColumns_ == columns()) {
        return;
    }
    arrangedTab_ = tab;
    arrangedColumns_ = columns();
    while (grid_->count() > 0) {
        delete grid_->takeAt(0);
    }
    int next = 0;
    for (StatisticsChart* chart : charts_) {
        if (!chart) {
            continue;
        }
        const bool shown = tab == All || chart == charts_.at(tab);
        chart->setParent(scroll_->widget());
        chart->setVisible(shown);
        if (shown) {
            grid_->addWidget(chart, next / arrangedColumns_, next % arrangedColumns_);
            ++next;
        }
    }
    const bool totals = tab == All || tab == Totals;
    totals_->setParent(scroll_->widget());
    totals_->setVisible(totals);
    totals_->setSizePolicy(QSizePolicy::Expanding,
                           tab == All ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    if (totals) {
        grid_->addWidget(totals_, (next + 1) / arrangedColumns_ + 1, 0, 1,
                         tab == All ? arrangedColumns_ : 1);
    }
}

} // namespace framescope::ui
