// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mouse, keys and menu of the OverviewStrip.
#include "ui/overview/overview_strip.h"

#include "filter/language/terms.h"
#include "present/time/time_axis.h"
#include "present/words/format.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace framescope::ui {

using present::TimeSpan;

namespace {

constexpr double ZoomStep = 1.25; // per notch of the wheel, or key press
constexpr double WheelPan = 0.1;  // part of the visible range, per notch
constexpr double Notch = 120.0;   // of a wheel, in Qt's unit
constexpr int KeyStep = 4;        // pixels
constexpr int KeyLeap = 40;       // pixels, with Ctrl

} // namespace

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

/// Emits the range with readable ends, as round as the pixels allow.
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
    auto* menu = style::menuFor(this);
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
