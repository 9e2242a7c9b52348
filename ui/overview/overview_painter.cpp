// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_painter.h"

#include "base/text/qt_string.h"
#include "present/time/time_axis.h"
#include "present/words/format.h"
#include "ui/style/colours.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace framescope::ui {

namespace {

constexpr int MarksHeight = 10;
constexpr int LaneHeight = 3;
constexpr int AxisHeight = 13;
constexpr int LabelWidth = 90; // pixels for each label of the axis
constexpr int MarkWidth = 7;

/// The pixel columns of a slice, at least one.
struct Columns
{
    int from;
    int count;
};

Columns columnsOf(const OverviewScene& scene, std::size_t slice)
{
    const auto at = static_cast<std::int64_t>(slice);
    const int from = static_cast<int>(std::floor(scene.window.xOf(scene.overview->beginOf(at))));
    const int to = static_cast<int>(std::floor(scene.window.xOf(scene.overview->beginOf(at + 1))));
    return {from, std::max(1, to - from)};
}

void paintBars(QPainter& painter, const OverviewScene& scene, const style::Colours& colours)
{
    const auto peaks = peaksOf(scene);
    const double peak = std::max(peaks[0], peaks[1]);
    if (peak <= 0) {
        return;
    }
    const auto& bins = scene.overview->bins;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const auto rates = ratesOf(bins[i], scene.overview->width, scene.measure);
        if (rates[0] <= 0 && rates[1] <= 0) {
            continue;
        }
        const auto [x, width] = columnsOf(scene, i);
        // The cube root keeps small rates visible beside large ones.
        const auto height = [peak](double rate, const QRect& lane) {
            const double part = std::cbrt(rate / peak);
            return rate > 0 ? std::max(1, static_cast<int>(std::lround(part * lane.height()))) : 0;
        };
        const int up = height(rates[0], scene.lanes.in);
        const int down = height(rates[1], scene.lanes.out);
        painter.fillRect(x, scene.lanes.in.bottom() + 1 - up, width, up, colours.incoming);
        painter.fillRect(x, scene.lanes.out.top(), width, down, colours.outgoing);
    }
}

void paintLanes(QPainter& painter, const OverviewScene& scene, const style::Colours& colours)
{
    const auto& overview = *scene.overview;
    for (std::size_t i = 0; i < overview.bins.size(); ++i) {
        const auto [x, width] = columnsOf(scene, i);
        if (overview.bins[i].control > 0) {
            painter.fillRect(x, scene.lanes.control.top(), std::max(2, width),
                             scene.lanes.control.height(), colours.control);
        }
        if (i < overview.hits.size() && overview.hits[i] > 0) {
            painter.fillRect(x, scene.lanes.hits.top(), std::max(2, width),
                             scene.lanes.hits.height(), colours.accent);
        }
    }
}

QPainterPath triangle(double x, const QRect& lane)
{
    QPainterPath path;
    path.moveTo(x, lane.top() + 1);
    path.lineTo(x + MarkWidth / 2.0 + 0.5, lane.bottom());
    path.lineTo(x - MarkWidth / 2.0 - 0.5, lane.bottom());
    path.closeSubpath();
    return path;
}

/// A small sheet with a corner cut off, for a note.
QPainterPath sheet(double x, const QRect& lane)
{
    const QRectF box(x - MarkWidth / 2.0, lane.top() + 1, MarkWidth, lane.height() - 2);
    QPainterPath path;
    path.moveTo(box.topLeft());
    path.lineTo(box.right() - 3, box.top());
    path.lineTo(box.right(), box.top() + 3);
    path.lineTo(box.bottomRight());
    path.lineTo(box.bottomLeft());
    path.closeSubpath();
    return path;
}

/// A pin, for a user's mark.
QPainterPath pin(double x, const QRect& lane)
{
    QPainterPath path;
    path.addEllipse(QPointF(x, lane.center().y()), MarkWidth / 2.0, MarkWidth / 2.0);
    return path;
}

/// A square, for the end of a connection.
QPainterPath square(double x, const QRect& lane)
{
    QPainterPath path;
    path.addRect(x - 3, lane.top() + 2, 6, 6);
    return path;
}

/// Draws marks of one kind from left to right, except those that would overlap the previous one.
class MarkLine
{
public:
    MarkLine(QPainter& painter, const QColor& color, QPainterPath (*shape)(double, const QRect&))
        : painter_(painter), color_(color), shape_(shape)
    {
    }

    void mark(double x, const QRect& lane)
    {
        if (x - last_ >= MarkWidth - 1) {
            painter_.fillPath(shape_(x, lane), color_);
            last_ = x;
        }
    }

private:
    QPainter& painter_;
    QColor color_;
    QPainterPath (*shape_)(double, const QRect&);
    double last_ = -1e9;
};

void paintMarks(QPainter& painter, const OverviewScene& scene, const style::Colours& colours)
{
    const QRect& lane = scene.lanes.marks;
    const auto& bins = scene.overview->bins;
    const auto middle = [&scene](std::size_t slice) {
        const auto [x, width] = columnsOf(scene, slice);
        return x + width / 2.0;
    };
    painter.setRenderHint(QPainter::Antialiasing);
    const auto markTimes = [&](MarkLine line, const std::vector<Duration>& times) {
        for (const Duration time : times) {
            if (scene.window.shown().contains(time)) {
                line.mark(scene.window.xOf(time), lane);
            }
        }
    };
    const auto markBins = [&](MarkLine line, std::uint32_t present::OverviewBin::*count) {
        for (std::size_t i = 0; i < bins.size(); ++i) {
            if (bins[i].*count > 0) {
                line.mark(middle(i), lane);
            }
        }
    };
    markBins({painter, colours.warning, sheet}, &present::OverviewBin::notes);
    markTimes({painter, colours.warning, sheet}, scene.userNotes);
    markTimes({painter, colours.accentInk, pin}, scene.userMarks);
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i].closes > 0) {
            painter.fillRect(QRectF(middle(i) - 0.5, lane.bottom() - 1, 1,
                                    scene.lanes.hits.bottom() - lane.bottom()),
                             colours.lifeCycle);
        }
    }
    markBins({painter, colours.lifeCycle, square}, &present::OverviewBin::closes);
    markBins({painter, colours.bad, triangle}, &present::OverviewBin::violations);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintAxis(QPainter& painter, const OverviewScene& scene, const style::Colours& colours)
{
    const QRect& axis = scene.lanes.axis;
    painter.setPen(colours.muted);
    const int most = std::max(1, axis.width() / LabelWidth);
    for (const auto& tick : present::timeTicks(scene.window.shown(), most)) {
        const int x = static_cast<int>(std::floor(scene.window.xOf(tick.at)));
        painter.fillRect(x, scene.lanes.in.top(), 1, axis.top() + 3 - scene.lanes.in.top(),
                         colours.border);
        const int width = painter.fontMetrics().horizontalAdvance(tick.label);
        const int left = std::clamp(x - width / 2, axis.left(), axis.right() - width);
        painter.drawText(QRect(left, axis.top(), width + 1, axis.height()), Qt::AlignCenter,
                         tick.label);
    }
}

std::array<double, 2> amountsOf(const present::OverviewBin& bin, OverviewMeasure measure)
{
    const auto amount = [&](std::size_t direction) {
        return measure == OverviewMeasure::Messages ? static_cast<double>(bin.messages[direction])
                                                    : static_cast<double>(bin.bytes[direction]);
    };
    return {amount(0), amount(1)};
}

void paintGutter(QPainter& painter, const OverviewScene& scene, const style::Colours& colours)
{
    const auto amounts = busiestSecond(scene);
    const auto line = [&](const char* word, std::size_t direction, const QColor& color) {
        painter.setPen(color);
        painter.drawText(scene.lanes.label(direction, painter.fontMetrics().height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("%1 %2").arg(translated(word), amounts[direction]));
    };
    line(scene.namesSides ? QT_TRANSLATE_NOOP("framescope", "server")
                          : QT_TRANSLATE_NOOP("framescope", "in"),
         0, colours.incoming);
    line(scene.namesSides ? QT_TRANSLATE_NOOP("framescope", "client")
                          : QT_TRANSLATE_NOOP("framescope", "out"),
         1, colours.outgoing);
}

} // namespace

OverviewLanes OverviewLanes::of(const QRect& strip, int gutterWidth)
{
    OverviewLanes lanes;
    const QRect plot = strip.adjusted(gutterWidth, 0, 0, 0);
    int y = plot.top();
    const auto next = [&](int height) {
        const QRect lane(plot.left(), y, plot.width(), height);
        y += height;
        return lane;
    };
    const int bars = std::max(4, plot.height() - MarksHeight - 2 * (LaneHeight + 1) - AxisHeight);
    lanes.marks = next(MarksHeight);
    lanes.in = next(bars / 2);
    lanes.out = next(bars - bars / 2);
    y += 1;
    lanes.control = next(LaneHeight);
    y += 1;
    lanes.hits = next(LaneHeight);
    lanes.axis = next(AxisHeight);
    lanes.gutter = QRect(strip.left(), strip.top(), gutterWidth, strip.height());
    return lanes;
}

QRect OverviewLanes::label(std::size_t direction, int lineHeight) const
{
    constexpr int margin = 8;
    const QRect& lane = direction == 0 ? in : out;
    QRect box(gutter.left(), 0, gutter.width() - margin, std::min(lineHeight, gutter.height() / 2));
    box.moveCenter({box.center().x(), lane.center().y()});
    if (const int middle = out.top(); direction == 0 && box.bottom() >= middle) {
        box.moveBottom(middle - 1);
    } else if (direction == 1 && box.top() < middle) {
        box.moveTop(middle);
    }
    return box;
}

std::array<double, 2> ratesOf(const present::OverviewBin& bin, Duration width,
                              OverviewMeasure measure)
{
    const double seconds = std::chrono::duration<double>(width).count();
    const auto amounts = amountsOf(bin, measure);
    return {amounts[0] / seconds, amounts[1] / seconds};
}

std::array<double, 2> peaksOf(const OverviewScene& scene)
{
    std::array<double, 2> peaks{};
    const present::TimeSpan shown = scene.window.shown();
    const auto& overview = *scene.overview;
    for (std::size_t i = 0; i < overview.bins.size(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        if (!shown.touches({overview.beginOf(at), overview.beginOf(at + 1) - Duration{1}})) {
            continue;
        }
        const auto rates = ratesOf(overview.bins[i], overview.width, scene.measure);
        peaks = {std::max(peaks[0], rates[0]), std::max(peaks[1], rates[1])};
    }
    return peaks;
}

std::array<QString, 2> busiestSecond(const OverviewScene& scene)
{
    const present::Overview& overview = *scene.overview;
    const present::TimeSpan shown = scene.window.shown();
    const auto within = static_cast<std::size_t>(
        (std::chrono::nanoseconds(std::chrono::seconds(1)) + overview.width - Duration{1}) /
        overview.width); // slices of a second
    std::array<double, 2> sum{};
    std::array<double, 2> most{};
    std::size_t slices = 0;
    for (std::size_t i = 0; i < overview.bins.size(); ++i) {
        const auto at = static_cast<std::int64_t>(i);
        if (!shown.touches({overview.beginOf(at), overview.beginOf(at + 1) - Duration{1}})) {
            continue;
        }
        const auto come = amountsOf(overview.bins[i], scene.measure);
        const bool leaves = ++slices > within;
        const auto gone =
            leaves ? amountsOf(overview.bins[i - within], scene.measure) : std::array<double, 2>{};
        for (std::size_t direction = 0; direction < sum.size(); ++direction) {
            sum[direction] += come[direction] - gone[direction];
            most[direction] = std::max(most[direction], sum[direction]);
        }
    }
    const bool isRate = slices >= within;
    const double seconds =
        isRate ? std::chrono::duration<double>(overview.width * static_cast<std::int64_t>(within))
                     .count()
               : 1;
    const auto text = [&](double amount) {
        const auto whole = static_cast<std::uint64_t>(std::llround(amount));
        return scene.measure == OverviewMeasure::Bytes
                   ? present::formatBytes(whole) + (isRate ? QStringLiteral("/s") : QString())
               : isRate ? present::formatRate(amount)
                        : present::formatCount(whole);
    };
    return {text(most[0] / seconds), text(most[1] / seconds)};
}

void paintOverview(QPainter& painter, const OverviewScene& scene, const style::Colours& colours,
                   const QFont& font)
{
    const OverviewLanes& lanes = scene.lanes;
    const QRect plot = lanes.marks.united(lanes.hits);
    painter.fillRect(plot, colours.base);
    if (!scene.overview || scene.overview->empty()) {
        return;
    }
    painter.setFont(font);
    paintAxis(painter, scene, colours);
    painter.save();
    painter.setClipRect(plot.adjusted(-MarkWidth / 2, 0, MarkWidth / 2, 0));
    painter.fillRect(lanes.out.left(), lanes.out.top(), lanes.out.width(), 1, colours.border);
    paintBars(painter, scene, colours);
    paintLanes(painter, scene, colours);
    paintMarks(painter, scene, colours);
    painter.restore();
    paintGutter(painter, scene, colours);
}

} // namespace framescope::ui
