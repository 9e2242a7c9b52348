// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_strip.h"

#include "present/time/time_axis.h"
#include "present/words/format.h"
#include "ui/style/colours.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace framescope::ui {

using present::TimeSpan;

namespace {

constexpr int PixelsPerSlice = 2; // at least; single-pixel bars are hard to see
constexpr int RightMargin = 10;
constexpr double SmallFont = 0.82; // relative to the application's font

QFont smallFont(const QFont& font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * SmallFont);
    return small;
}

TimeSpan ordered(Duration a, Duration b)
{
    return {std::min(a, b), std::max(a, b)};
}

} // namespace

OverviewStrip::OverviewStrip(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("overview"));
    setAccessibleName(tr("Overview of the session over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setFixedHeight(Height);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&job_, &present::OverviewJob::changed, this, &OverviewStrip::takeOverview);
    layOut();
}

void OverviewStrip::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    scene_.window.showAll();
    scene_.userMarks.clear();
    scene_.userNotes.clear();
    tableSpan_.reset();
    hovered_.reset();
    cursor_.reset();
    giveUp();
    job_.start(std::move(timeline));
    windowChanged();
}

void OverviewStrip::setTableSpan(const std::optional<TimeSpan>& span)
{
    if (tableSpan_ != span) {
        tableSpan_ = span;
        update();
    }
}

void OverviewStrip::setSelected(const std::optional<TimeSpan>& span)
{
    if (selected_ != span) {
        selected_ = span;
        update();
    }
}

void OverviewStrip::setUserMarks(std::vector<Duration> times)
{
    scene_.userMarks = std::move(times);
    outdated_ = true;
    update();
}

void OverviewStrip::setUserNotes(std::vector<Duration> times)
{
    scene_.userNotes = std::move(times);
    outdated_ = true;
    update();
}

void OverviewStrip::setMeasure(OverviewMeasure measure)
{
    scene_.measure = measure;
    outdated_ = true;
    update();
}

void OverviewStrip::nameSides()
{
    scene_.namesSides = true;
    layOut();
}

bool OverviewStrip::isEmpty() const
{
    return !scene_.overview || scene_.overview->empty();
}

std::optional<TimeSpan> OverviewStrip::choosing() const
{
    const auto end = gesture_ == Gesture::Choose ? hovered_ : cursor_;
    return anchor_ && end ? std::optional(ordered(*anchor_, *end)) : std::nullopt;
}

void OverviewStrip::layOut()
{
    const QFontMetrics metrics(smallFont(font()));
    const int gutter =
        metrics.horizontalAdvance(scene_.namesSides ? QStringLiteral("server 99.9 MB/s")
                                                    : QStringLiteral("out 99.9 MB/s")) +
        16;
    scene_.lanes = OverviewLanes::of(rect().adjusted(0, 1, -RightMargin, -1), gutter);
    scene_.window.setPlot(scene_.lanes.in.left(), scene_.lanes.in.width());
    windowChanged();
}

void OverviewStrip::takeOverview()
{
    scene_.overview = job_.overview();
    if (scene_.overview) {
        scene_.window.setSession(scene_.overview->session);
    }
    outdated_ = true;
    update();
}

void OverviewStrip::windowChanged()
{
    job_.setWindow(scene_.window.part(),
                   static_cast<std::size_t>(scene_.window.width() / PixelsPerSlice));
    outdated_ = true;
    update();
}

void OverviewStrip::zoomTo(const TimeSpan& span)
{
    scene_.window.show(span);
    windowChanged();
}

void OverviewStrip::showAll()
{
    scene_.window.showAll();
    windowChanged();
}

QString OverviewStrip::description(Duration time) const
{
    QStringList parts{present::formatMoment(time, scene_.window.perPixel())};
    const auto slice = isEmpty() ? std::nullopt : scene_.overview->sliceAt(time);
    if (!slice) {
        return parts.join(QString());
    }
    const auto& bin = scene_.overview->bins[*slice];
    const Duration width = scene_.overview->width;
    const auto messages = ratesOf(bin, width, OverviewMeasure::Messages);
    const auto bytes = ratesOf(bin, width, OverviewMeasure::Bytes);
    const auto rate = [&](std::size_t direction) {
        return width < std::chrono::seconds(1) // the slice itself is told
                   ? tr("%1 (%2)").arg(present::formatCount(bin.messages[direction]),
                                       present::formatBytes(bin.bytes[direction]))
                   : tr("%1 (%2/s)")
                         .arg(present::formatRate(messages[direction]),
                              present::formatBytes(
                                  static_cast<std::uint64_t>(std::llround(bytes[direction]))));
    };
    parts += (scene_.namesSides ? tr("server %1") : tr("in %1")).arg(rate(0));
    parts += (scene_.namesSides ? tr("client %1") : tr("out %1")).arg(rate(1));
    QStringList events;
    const auto count = [&events](std::uint64_t number, const char* unit) {
        if (number > 0) {
            events += present::formatCounted(number, unit);
        }
    };
    count(bin.violations, "violation");
    count(bin.control, "control frame");
    const auto begin = scene_.overview->beginOf(static_cast<std::int64_t>(*slice));
    const auto countOf = [&](const std::vector<Duration>& times) {
        return static_cast<std::uint64_t>(std::ranges::count_if(
            times, [&](Duration time) { return time >= begin && time < begin + width; }));
    };
    count(bin.notes + countOf(scene_.userNotes), "note");
    count(countOf(scene_.userMarks), "mark");
    if (bin.closes > 0) {
        events += bin.closes == 1
                      ? tr("a connection ended")
                      : tr("%1 connections ended").arg(present::formatCount(bin.closes));
    }
    if (scene_.overview->filtered) {
        events += present::formatCounted(scene_.overview->hits[*slice], "hit");
    }
    const QString line = parts.join(QStringLiteral("  ·  "));
    return events.isEmpty() ? line
                            : line + QLatin1Char('\n') + events.join(QStringLiteral("  ·  "));
}

void OverviewStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void OverviewStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::PaletteChange) {
        layOut();
    }
}

void OverviewStrip::paintEvent(QPaintEvent*)
{
    const style::Colours& colours = style::colours(palette());
    const qreal ratio = devicePixelRatioF();
    if (outdated_ || still_.size() != size() * ratio) {
        still_ = QPixmap(size() * ratio);
        still_.setDevicePixelRatio(ratio);
        still_.fill(colours.window);
        QPainter painter(&still_);
        paintOverview(painter, scene_, colours, smallFont(font()));
        painter.fillRect(0, height() - 1, width(), 1, colours.border);
        outdated_ = false;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, still_);
    if (isEmpty()) {
        paintHint(painter);
    } else {
        const auto tinted = [](QColor color, int alpha) {
            color.setAlpha(alpha);
            return color;
        };
        painter.setClipRect(scene_.lanes.marks.united(scene_.lanes.axis).adjusted(-1, 0, 1, 0));
        if (tableSpan_) {
            paintRange(painter, *tableSpan_, tinted(colours.muted, 38), tinted(colours.muted, 150));
        }
        if (selected_) {
            paintRange(painter, *selected_, tinted(colours.accent, 36), colours.accentInk);
        }
        if (const auto chosen = choosing()) {
            paintRange(painter, *chosen, tinted(colours.accent, 70), colours.accentInk);
        }
        if (hovered_ && gesture_ == Gesture::None) {
            paintMoment(painter, *hovered_, colours.muted);
        }
        if (cursor_ && hasFocus()) {
            paintMoment(painter, *cursor_, colours.accentInk);
        }
        painter.setClipping(false);
    }
    if (hasFocus()) {
        painter.setPen(colours.accent);
        painter.drawRect(scene_.lanes.marks.united(scene_.lanes.hits).adjusted(-1, -1, 0, 0));
    }
}

void OverviewStrip::paintRange(QPainter& painter, const TimeSpan& span, const QColor& fill,
                               const QColor& edge) const
{
    const auto clamped = [this](double x) {
        const int left = scene_.lanes.in.left();
        return std::clamp(static_cast<int>(std::floor(x)), left - 2, left + scene_.window.width());
    };
    const int from = clamped(scene_.window.xOf(span.from));
    const int to = std::max(from + 2, clamped(scene_.window.xOf(span.to)) + 1);
    const int top = scene_.lanes.marks.top();
    const int bottom = scene_.lanes.hits.bottom();
    painter.fillRect(QRect(QPoint(from, top), QPoint(to - 1, bottom)), fill);
    painter.fillRect(from, top, 1, bottom - top + 1, edge);
    painter.fillRect(to - 1, top, 1, bottom - top + 1, edge);
}

void OverviewStrip::paintMoment(QPainter& painter, Duration time, const QColor& color) const
{
    const int x = static_cast<int>(std::floor(scene_.window.xOf(time)));
    const int top = scene_.lanes.marks.top();
    painter.fillRect(x, top, 1, scene_.lanes.hits.bottom() - top + 1, color);
}

void OverviewStrip::paintHint(QPainter& painter) const
{
    painter.setPen(style::colours(palette()).muted);
    painter.drawText(scene_.lanes.marks.united(scene_.lanes.hits), Qt::AlignCenter,
                     tr("Nothing has happened yet"));
}

} // namespace framescope::ui
