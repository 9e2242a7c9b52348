// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_strip.h"

#include "filter/language/terms.h"
#include "present/time/time_axis.h"
#include "present/words/format.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace framescope::ui {

using present::TimeSpan;

namespace {

constexpr double ZoomStep = 1.25; // for a notch of the wheel, or a key press
constexpr double WheelPan = 0.1;  // of what is shown, for a notch
constexpr double Notch = 120.0;   // of a wheel, as Qt counts
constexpr int KeyStep = 4;        // pixels
constexpr int KeyLeap = 40;       // pixels, with Ctrl
constexpr int PixelsPerSlice = 2; // at least; bars of one pixel are hard to see
constexpr int RightMargin = 10;
constexpr double SmallFont = 0.82; // of the application's

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
    const int gutter = metrics.horizontalAdvance(QStringLiteral("out 99.9 MB/s")) + 16;
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
        return tr("%1 (%2/s)")
            .arg(present::formatRate(messages[direction]),
                 present::formatBytes(static_cast<std::uint64_t>(std::llround(bytes[direction]))));
    };
    parts += tr("in %1").arg(rate(0));
    parts += tr("out %1").arg(rate(1));
    QStringList events;
    const auto count = [&events](std::uint32_t number, const QString& one, const QString& many) {
        if (number > 0) {
            events += number == 1 ? one : many.arg(present::formatCount(number));
        }
    };
    count(bin.violations, tr("1 violation"), tr("%1 violations"));
    count(bin.control, tr("1 control frame"), tr("%1 control frames"));
    const auto begin = scene_.overview->beginOf(static_cast<std::int64_t>(*slice));
    const auto countOf = [&](const std::vector<Duration>& times) {
        return static_cast<std::uint32_t>(std::ranges::count_if(
            times, [&](Duration time) { return time >= begin && time < begin + width; }));
    };
    count(bin.notes + countOf(scene_.userNotes), tr("1 note"), tr("%1 notes"));
    count(countOf(scene_.userMarks), tr("1 mark"), tr("%1 marks"));
    count(bin.closes, tr("a connection ended"), tr("%1 connections ended"));
    if (scene_.overview->filtered) {
        const std::uint32_t hits = scene_.overview->hits[*slice];
        events += hits == 1 ? tr("1 hit") : tr("%1 hits").arg(present::formatCount(hits));
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

void OverviewStrip::mousePressEvent(QMouseEvent* event)
{
    if (isEmpty()) {
        return;
    }
    pressed_ = event->position();
    if (event->button() == Qt::LeftButton) {
        gesture_ = Gesture::Press;
        anchor_.reset();
    } else if (event->button() == Qt::MiddleButton) {
        gesture_ = Gesture::Pan;
        pannedFrom_ = pressed_.x();
        setCursor(Qt::ClosedHandCursor);
    }
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (isEmpty()) {
        return;
    }
    const QPointF at = event->position();
    if (gesture_ == Gesture::Pan) {
        scene_.window.pan(pannedFrom_ - at.x());
        pannedFrom_ = at.x();
        windowChanged();
        return;
    }
    if (gesture_ == Gesture::Press &&
        std::abs(at.x() - pressed_.x()) >= QApplication::startDragDistance()) {
        gesture_ = Gesture::Choose;
        anchor_ = scene_.window.timeAt(pressed_.x());
    }
    hover(at);
}

void OverviewStrip::hover(const QPointF& at)
{
    hovered_ = scene_.window.timeAt(at.x());
    const QPoint below = mapToGlobal(QPoint(static_cast<int>(at.x()) + 12, height() - 4));
    QString text = description(*hovered_);
    if (const auto chosen = choosing(); chosen && gesture_ == Gesture::Choose) {
        const Duration step = scene_.window.perPixel();
        text = tr("%1 to %2 (%3); Escape cancels")
                   .arg(present::formatMoment(chosen->from, step),
                        present::formatMoment(chosen->to, step),
                        present::formatDuration(chosen->length()));
    }
    style::showToolTip(below, text, this, rect());
    update();
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent* event)
{
    const Gesture gesture = gesture_;
    if (event->button() == Qt::MiddleButton && gesture == Gesture::Pan) {
        gesture_ = Gesture::None;
        unsetCursor();
    }
    if (event->button() != Qt::LeftButton || isEmpty()) {
        return;
    }
    const auto chosen = choosing();
    gesture_ = Gesture::None;
    if (gesture == Gesture::Choose && chosen) {
        anchor_.reset();
        requestRange(*chosen);
    } else if (gesture == Gesture::Press) {
        cursor_ = scene_.window.timeAt(event->position().x());
        emit timeActivated(*cursor_);
    }
    update();
}

void OverviewStrip::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        gesture_ = Gesture::None;
        showAll();
    }
}

void OverviewStrip::wheelEvent(QWheelEvent* event)
{
    event->accept();
    if (isEmpty()) {
        return;
    }
    const QPoint turned = event->angleDelta();
    const bool sideways = std::abs(turned.x()) > std::abs(turned.y());
    if (sideways || event->modifiers().testFlag(Qt::ShiftModifier)) {
        const double notches = (sideways ? turned.x() : turned.y()) / Notch;
        scene_.window.pan(-notches * WheelPan * scene_.window.width());
    } else {
        scene_.window.zoom(std::pow(ZoomStep, turned.y() / Notch), event->position().x());
    }
    windowChanged();
    hover(event->position());
}

void OverviewStrip::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    if (gesture_ == Gesture::None) {
        hovered_.reset();
        update();
    }
}

void OverviewStrip::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Escape && (anchor_ || gesture_ != Gesture::None)) {
        giveUp();
        return;
    }
    if (isEmpty() || (!zoomByKey(key) && !moveByKey(key, event->modifiers()))) {
        QWidget::keyPressEvent(event);
    }
}

bool OverviewStrip::zoomByKey(int key)
{
    const TimeSpan shown = scene_.window.shown();
    const double x = scene_.window.xOf(cursor_.value_or(shown.from + shown.length() / 2));
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        scene_.window.zoom(ZoomStep, x);
        break;
    case Qt::Key_Minus:
        scene_.window.zoom(1 / ZoomStep, x);
        break;
    case Qt::Key_0:
        scene_.window.showAll();
        break;
    case Qt::Key_PageUp:
        scene_.window.pan(-scene_.window.width() / 2.0);
        break;
    case Qt::Key_PageDown:
        scene_.window.pan(scene_.window.width() / 2.0);
        break;
    default:
        return false;
    }
    windowChanged();
    return true;
}

bool OverviewStrip::moveByKey(int key, Qt::KeyboardModifiers modifiers)
{
    const TimeSpan session = scene_.window.session();
    const TimeSpan shown = scene_.window.shown();
    const bool choose = modifiers.testFlag(Qt::ShiftModifier);
    const Duration step =
        scene_.window.perPixel() * (modifiers.testFlag(Qt::ControlModifier) ? KeyLeap : KeyStep);
    const Duration from = cursor_.value_or(shown.from + shown.length() / 2);
    switch (key) {
    case Qt::Key_Left:
        moveCursor(std::max(session.from, from - step), choose);
        return true;
    case Qt::Key_Right:
        moveCursor(std::min(session.to, from + step), choose);
        return true;
    case Qt::Key_Home:
        moveCursor(session.from, choose);
        return true;
    case Qt::Key_End:
        moveCursor(session.to, choose);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate();
        return true;
    default:
        return false;
    }
}

void OverviewStrip::moveCursor(Duration to, bool choose)
{
    if (choose && !anchor_) {
        const TimeSpan shown = scene_.window.shown();
        anchor_ = cursor_.value_or(shown.from + shown.length() / 2);
    } else if (!choose) {
        anchor_.reset();
    }
    cursor_ = to;
    scene_.window.include(to);
    windowChanged();
    setAccessibleDescription(description(to));
    const int x = static_cast<int>(scene_.window.xOf(to));
    style::showToolTip(mapToGlobal(QPoint(x + 12, height() - 4)), description(to), this, rect());
}

void OverviewStrip::activate()
{
    if (const auto chosen = choosing()) {
        anchor_.reset();
        requestRange(*chosen);
        update();
    } else if (cursor_) {
        emit timeActivated(*cursor_);
    }
}

/// With ends that can be read: as round as the pixels allow.
void OverviewStrip::requestRange(const TimeSpan& span)
{
    const Duration step = scene_.window.perPixel();
    const Duration from = std::max(Duration{0}, present::rounded(span.from, step));
    const Duration to = std::max(from, present::rounded(span.to, step));
    emit filterTermRequested(QString::fromStdString(filter::timeTerm(from, to)));
}

void OverviewStrip::giveUp()
{
    anchor_.reset();
    if (gesture_ == Gesture::Pan) {
        unsetCursor();
    }
    gesture_ = Gesture::None;
    update();
}

void OverviewStrip::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto range = choosing() ? choosing() : selected_;
    QAction* zoom = menu->addAction(style::icon(QStringLiteral("search")), tr("&Zoom to the range"),
                                    this, [this, range] { zoomTo(*range); });
    zoom->setEnabled(range.has_value());
    menu->addAction(tr("Show the &whole session"), QKeySequence(Qt::Key_0), this,
                    &OverviewStrip::showAll)
        ->setEnabled(scene_.window.isZoomed());
    menu->addSeparator();
    const TimeSpan shown = scene_.window.shown();
    menu->addAction(style::icon(QStringLiteral("filter")), tr("&Filter by what is shown"), this,
                    [this, shown] { requestRange(shown); })
        ->setEnabled(!isEmpty());
    menu->addAction(tr("&Remove the time range from the filter"), this,
                    &OverviewStrip::rangeRemovalRequested)
        ->setEnabled(selected_.has_value());
    menu->addSeparator();
    const auto choice = [this, menu](const QString& text, OverviewMeasure measure) {
        QAction* action = menu->addAction(text, this, [this, measure] { setMeasure(measure); });
        action->setCheckable(true);
        action->setChecked(scene_.measure == measure);
    };
    choice(tr("&Messages a second"), OverviewMeasure::Messages);
    choice(tr("&Bytes a second"), OverviewMeasure::Bytes);
    menu->popup(event->globalPos());
}

} // namespace framescope::ui
