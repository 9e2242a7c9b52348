// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/fold_control.h"

#include "present/rows/timeline_model.h"
#include "ui/timeline/table/row_signs.h"
#include "ui/timeline/table/timeline_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace framescope::ui {

using present::FoldState;
using present::TimelineModel;

FoldControl::FoldControl(TimelineView& view, TimelineModel& model)
    : QObject(&view), view_(view), viewport_(view.viewport()), model_(model)
{
    view_.installEventFilter(this);
    viewport_->installEventFilter(this);
    connect(&view_, &TimelineView::currentEventChanged, this,
            [this] { model_.keepShown(view_.currentEvent()); });
}

bool FoldControl::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &view_ && event->type() == QEvent::KeyPress) {
        return key(static_cast<QKeyEvent&>(*event));
    }
    if (watched == viewport_ && (event->type() == QEvent::MouseButtonPress ||
                                 event->type() == QEvent::MouseButtonDblClick)) {
        const auto& mouse = static_cast<QMouseEvent&>(*event);
        return mouse.button() == Qt::LeftButton && mouse.modifiers() == Qt::NoModifier &&
               click(mouse.position().toPoint(), event->type() == QEvent::MouseButtonDblClick);
    }
    return false;
}

bool FoldControl::key(const QKeyEvent& event)
{
    const QModelIndex current = view_.currentIndex();
    if (!current.isValid() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) {
        return false;
    }
    const FoldState state = model_.foldState(current.row());
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const bool opens = state == FoldState::Closed && (enter || event.key() == Qt::Key_Right);
    const bool closes = (state == FoldState::Open && (enter || event.key() == Qt::Key_Left)) ||
                        (state == FoldState::Inside && event.key() == Qt::Key_Left);
    if (opens || closes) {
        setOpen(current.row(), opens);
    }
    return opens || closes;
}

bool FoldControl::click(const QPoint& at, bool twice)
{
    const QModelIndex index = view_.indexAt(at);
    if (!index.isValid()) {
        return false;
    }
    const FoldState state = model_.foldState(index.row());
    if (state != FoldState::Closed && state != FoldState::Open) {
        return false;
    }
    const QRect cell = view_.visualRect(index.siblingAtColumn(TimelineModel::Preview));
    const bool arrow = foldArrow(cell).contains(at);
    if (!arrow && !twice) {
        return false;
    }
    setOpen(index.row(), state == FoldState::Closed);
    return true;
}

/// Opens or closes a fold. If this hides the current row, the fold's row becomes current.
void FoldControl::setOpen(int row, bool open)
{
    view_.setFollowing(false);
    const QModelIndex current = view_.currentIndex();
    const int top = model_.foldTop(row);
    if (!open && current.isValid() && model_.foldTop(current.row()) == top) {
        view_.setCurrentIndex(model_.index(top, 0));
    }
    model_.setFoldOpen(row, open);
    view_.scrollTo(model_.index(top, 0));
    model_.keepShown(view_.currentEvent());
}

} // namespace framescope::ui
