// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/statistics_chart.h"

#include "present/words/format.h"
#include "ui/statistics/series_legend.h"
#include "ui/statistics/series_look.h"
#include "ui/style/building_blocks.h"
#include "ui/style/colours.h"
#include "ui/style/plain_text.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
#include <QStackedBarSeries>
#include <QStackedLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace framescope::ui {

using present::ChartSeries;
using present::Grouping;

namespace {

constexpr int TimeLabelWidth = 76;   // pixels
constexpr int SizeLabelWidth = 58;   // pixels
constexpr int ValueLabels = 60;      // pixels left of a plot
constexpr double DotSize = 2.5;      // pixels
constexpr double SmallLabels = 0.85; // relative to the application's font
const QString Lines = QStringLiteral("lines");
const QString Bars = QStringLiteral("bars");

/// Returns the point with the nearest x. Precondition: there is one.
const QPointF& nearest(const std::vector<QPointF>& points, double x)
{
    auto after = std::ranges::lower_bound(points, x, {}, &QPointF::x);
    if (after == points.end() ||
        (after != points.begin() && x - std::prev(after)->x() < after->x() - x)) {
        --after;
    }
    return *after;
}

double greatestOf(const ChartSeries& series)
{
    double greatest = 0;
    for (const QPointF& point : series.points) {
        greatest = std::max(greatest, point.y());
    }
    return greatest;
}

/// Returns "k/s" or, for bytes, "KB/s".
QString unitName(const present::Unit& unit, const StatisticsChart::Values& values)
{
    const bool bytes = values.unit.startsWith(QLatin1Char('B'));
    return (bytes ? unit.prefix.toUpper() : unit.prefix) + values.unit;
}

QString withUnit(double value, const StatisticsChart::Values& values)
{
    const present::Unit unit = values.scaled ? present::unitFor(value) : present::Unit{};
    const double shown = value / unit.factor;
    return QStringLiteral("%1 %2").arg(QString::number(shown, 'g', shown >= 1000 ? 4 : 3),
                                       unitName(unit, values));
}

} // namespace

StatisticsChart::StatisticsChart(const QString& title, QWidget* parent)
    : QWidget(parent), title_(style::plainLabel(title, "title")), legend_(new SeriesLegend),
      reason_(style::plainLabel({}, "muted")), chart_(new QChart), view_(new QChartView(chart_)),
      across_(new QValueAxis(this)), up_(new QValueAxis(this)), stack_(new QStackedLayout)
{
    setAccessibleName(title);
    reason_->setAlignment(Qt::AlignCenter);
    reason_->setWordWrap(true);
    chart_->setMargins({2, 0, 6, 0});
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->setBackgroundRoundness(0);
    chart_->setBackgroundPen(Qt::NoPen);
    chart_->setAnimationOptions(QChart::NoAnimation);
    chart_->legend()->hide(); // it would take half of a small chart
    view_->setRenderHint(QPainter::Antialiasing);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setFocusPolicy(Qt::NoFocus);
    view_->setMinimumSize(0, 0);
    view_->viewport()->setMouseTracking(true);
    view_->viewport()->installEventFilter(this);

    stack_->addWidget(reason_);
    stack_->addWidget(view_);
    auto* column = style::column(this);
    auto* head = style::row(nullptr, {}, 12);
    head->addWidget(title_);
    head->addWidget(legend_, 1);
    column->addLayout(head);
    column->addLayout(stack_, 1);
    applyColours();
}

StatisticsChart::~StatisticsChart()
{
    clear({}, grouping_, {}); // the axes are owned here, not by the chart
}

QString StatisticsChart::reason() const
{
    return stack_->currentWidget() == reason_ ? reason_->text() : QString();
}

QStringList StatisticsChart::seriesNames() const
{
    return reason().isEmpty() ? names_ : QStringList();
}

void StatisticsChart::showReason(const QString& why)
{
    legend_->setSeries({}, {}, false);
    reason_->setText(why);
    setAccessibleDescription(why);
    stack_->setCurrentWidget(reason_);
}

bool StatisticsChart::isSame(const QString& kind, Grouping grouping, const QStringList& names) const
{
    return kind == kind_ && grouping == grouping_ && names == names_;
}

void StatisticsChart::clear(const QString& kind, Grouping grouping, const QStringList& names)
{
    chart_->removeAllSeries();
    for (QAbstractAxis* axis : chart_->axes()) {
        chart_->removeAxis(axis);
        if (axis == across_ || axis == up_) {
            axis->setParent(this);
        } else {
            delete axis;
        }
    }
    kind_ = kind;
    grouping_ = grouping;
    names_ = names;
    keys_.clear();
}

void StatisticsChart::addLines(const std::vector<ChartSeries>& series, bool dots)
{
    chart_->addAxis(across_, Qt::AlignBottom);
    chart_->addAxis(up_, Qt::AlignLeft);
    for (const ChartSeries& one : series) {
        auto* line = new QLineSeries;
        line->setName(one.name);
        line->setPointsVisible(dots);
        line->setMarkerSize(DotSize);
        chart_->addSeries(line);
        line->attachAxis(across_);
        line->attachAxis(up_);
        keys_.push_back(one.key);
    }
    applyColours();
}

void StatisticsChart::showLines(const std::vector<ChartSeries>& series, Grouping grouping,
                                const present::TimeSpan& span, const Values& values)
{
    QStringList names;
    QStringList told;
    double greatest = values.least;
    for (const ChartSeries& one : series) {
        names += one.name;
        told += tr("%1 up to %2").arg(one.name, withUnit(greatestOf(one), values));
        greatest = std::max(greatest, greatestOf(one));
    }
    setAccessibleDescription(told.join(QStringLiteral(", ")));
    // Points are cheap; series and axes are made anew only if other ones are shown.
    if (!isSame(Lines, grouping, names)) {
        clear(Lines, grouping, names);
        addLines(series, values.dots);
    }
    const auto scale = present::timeScaleFor(span, std::max(1, width() / TimeLabelWidth));
    setTimeAxis(scale, span);
    setValueAxis(greatest, values);
    const double unit = values.scaled ? present::unitFor(greatest).factor : 1;
    const double time = std::chrono::duration<double>(scale.unit).count();
    for (std::size_t i = 0; i < series.size(); ++i) {
        QList<QPointF> points;
        points.reserve(static_cast<qsizetype>(series[i].points.size()));
        for (const QPointF& point : series[i].points) {
            points.emplace_back(point.x() / time, point.y() / unit);
        }
        static_cast<QLineSeries*>(chart_->series().at(static_cast<qsizetype>(i)))->replace(points);
    }
    tip_ = [series, values, time](double x) {
        const double at = nearest(series.front().points, x * time).x();
        QStringList lines{tr("%1 s").arg(at, 0, 'f', 3)};
        for (const ChartSeries& one : series) {
            const QPointF& point = nearest(one.points, at);
            if (point.x() == at) {
                lines += QStringLiteral("%1  %2").arg(one.name, withUnit(point.y(), values));
            }
        }
        return lines.join(QLatin1Char('\n'));
    };
    if (stack_->currentWidget() != view_) {
        stack_->setCurrentWidget(view_);
        applyColours();
    }
}

void StatisticsChart::setTimeAxis(const present::TimeScale& scale, const present::TimeSpan& span)
{
    const auto inUnits = [&scale](Duration time) {
        return static_cast<double>(time.count()) / static_cast<double>(scale.unit.count());
    };
    const double from = inUnits(span.from);
    across_->setRange(from, std::max(inUnits(span.to), from + inUnits(scale.step)));
    across_->setTickType(QValueAxis::TicksDynamic);
    across_->setTickAnchor(0);
    across_->setTickInterval(inUnits(scale.step));
    across_->setLabelFormat(QStringLiteral("%.%1f %2").arg(scale.decimals).arg(scale.unitName));
}

void StatisticsChart::setValueAxis(double greatest, const Values& values)
{
    const present::Unit unit = values.scaled ? present::unitFor(greatest) : present::Unit{};
    const present::Scale scale = present::scaleFor(greatest / unit.factor);
    QString name = unitName(unit, values);
    name.replace(QLatin1Char('%'), QLatin1String("%%"));
    up_->setRange(0, scale.end);
    up_->setTickType(QValueAxis::TicksFixed);
    up_->setTickCount(scale.steps + 1);
    up_->setLabelFormat(QStringLiteral("%.%1f %2").arg(scale.decimals).arg(name));
}

void StatisticsChart::showBars(const present::SizeBars& bars, Grouping grouping)
{
    QStringList names;
    for (const auto& group : bars.groups) {
        names += group.name;
    }
    setAccessibleDescription(tr("Messages by size: %1").arg(names.join(QStringLiteral(", "))));
    clear(Bars, grouping, names);
    std::vector<double> sums(bars.edges.size() - 1);
    for (const auto& group : bars.groups) {
        std::ranges::transform(sums, group.counts, sums.begin(), std::plus<>{});
        keys_.push_back(group.key);
    }
    const double greatest = std::ranges::max(sums);
    const double unit = present::unitFor(greatest).factor;
    auto* series = new QStackedBarSeries;
    series->setBarWidth(0.9);
    for (const auto& group : bars.groups) {
        auto* set = new QBarSet(group.name);
        for (const double count : group.counts) {
            set->append(count / unit);
        }
        series->append(set);
    }
    chart_->addSeries(series);
    setSizeAxis(bars);
    setValueAxis(greatest, {});
    chart_->addAxis(up_, Qt::AlignLeft);
    for (QAbstractAxis* axis : chart_->axes()) {
        series->attachAxis(axis);
    }
    applyColours();
    tip_ = [bars](double x) {
        const auto bin = static_cast<std::size_t>(
            std::clamp(std::lround(x), 0L, static_cast<long>(bars.edges.size()) - 2));
        const std::uint64_t from = bars.edges[bin];
        const std::uint64_t last = bars.edges[bin + 1] - 1;
        QStringList lines{
            from == last
                ? tr("%1 B").arg(present::formatCount(from))
                : tr("%1 to %2 B").arg(present::formatCount(from), present::formatCount(last))};
        for (const auto& group : bars.groups) {
            const auto count = static_cast<std::uint64_t>(group.counts[bin]);
            lines += QStringLiteral("%1  %2").arg(group.name, present::formatCount(count));
        }
        return lines.join(QLatin1Char('\n'));
    };
    if (stack_->currentWidget() != view_) {
        stack_->setCurrentWidget(view_);
        applyColours();
    }
}

/// Puts labels where one bin ends and the next begins.
void StatisticsChart::setSizeAxis(const present::SizeBars& bars)
{
    auto* sizes = new QCategoryAxis;
    sizes->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    sizes->setStartValue(-1);
    const int edges = static_cast<int>(bars.edges.size());
    const int space = std::max(1, (width() - ValueLabels) / SizeLabelWidth);
    const int every = (edges + space - 1) / space;
    for (int edge = 0; edge < edges; edge += every) {
        sizes->append(present::formatBinary(bars.edges[static_cast<std::size_t>(edge)]),
                      edge - 0.5);
    }
    sizes->setRange(-0.5, edges - 1.5);
    chart_->addAxis(sizes, Qt::AlignBottom);
}

void StatisticsChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange) {
        applyColours();
    }
}

void StatisticsChart::applyColours()
{
    const style::Colours& colours = style::colours(palette());
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * SmallLabels);
    chart_->setBackgroundBrush(colours.base);
    view_->setBackgroundBrush(colours.base);
    for (QAbstractAxis* axis : chart_->axes()) {
        axis->setLabelsColor(colours.muted);
        axis->setLabelsFont(small);
        axis->setLinePen(QPen(colours.borderStrong));
        axis->setGridLinePen(QPen(colours.border));
        axis->setTruncateLabels(false);
    }
    std::vector<SeriesLook> looks;
    for (const int key : keys_) {
        looks.push_back(lookOf(grouping_, key, colours));
    }
    legend_->setFont(small);
    legend_->setSeries(looks.size() == static_cast<std::size_t>(names_.size()) ? names_
                                                                               : QStringList(),
                       looks, kind_ == Bars);
    std::size_t next = 0;
    for (QAbstractSeries* series : chart_->series()) {
        if (auto* line = qobject_cast<QLineSeries*>(series)) {
            line->setPen(looks.at(next++).pen());
        } else if (auto* bars = qobject_cast<QStackedBarSeries*>(series)) {
            for (QBarSet* set : bars->barSets()) {
                set->setBrush(looks.at(next).brush());
                set->setPen(QPen(looks.at(next++).color, 1));
            }
        }
    }
}

bool StatisticsChart::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel) {
        event->ignore(); // scrolls the pane around the chart
        return true;
    }
    if (event->type() == QEvent::MouseMove) {
        const auto* move = static_cast<QMouseEvent*>(event);
        style::showToolTip(move->globalPosition().toPoint() + QPoint(14, 10),
                           tipAt(move->position()), view_);
    }
    return QWidget::eventFilter(watched, event);
}

QString StatisticsChart::tipAt(const QPointF& position) const
{
    const QPointF inChart = chart_->mapFromScene(view_->mapToScene(position.toPoint()));
    if (!tip_ || chart_->series().isEmpty() || !chart_->plotArea().contains(inChart)) {
        return {};
    }
    return tip_(chart_->mapToValue(inChart, chart_->series().first()).x());
}

} // namespace framescope::ui
