// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mouse and keys of the TextView.
#include "ui/details/text/text_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>

namespace framescope::ui {

using present::TextCell;
using Kind = present::TextCell::Kind;

namespace {

constexpr int dragInterval = 30; // ms

} // namespace

/// Returns the character edge nearest to a position, which may be outside of the viewport.
std::uint64_t TextView::offsetAt(const QPoint& position) const
{
    if (shown_.empty()) {
        return 0;
    }
    const int line = std::max(0, position.y()) / grid_.lineHeight;
    const std::size_t index =
        std::min(static_cast<std::size_t>(std::max(0, line)), shown_.size() - 1);
    const TextRow& row = shown_[index];
    for (const TextCell& cell : row.cells) {
        const QRect rect = grid_.rectOf(index, cell);
        if (cell.kind == Kind::LineFeed || position.x() < rect.center().x()) {
            return row.offset + cell.offset;
        }
    }
    return row.end();
}

void TextView::moveCursor(std::uint64_t to, bool extend)
{
    pending_ = std::min(to, size());
    const std::uint64_t cursor = *pending_;
    showPending();
    setSelection(extend ? anchor_ : cursor, cursor);
}

void TextView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        wantedColumn_.reset();
        const std::uint64_t to = offsetAt(event->pos());
        setSelection(event->modifiers().testFlag(Qt::ShiftModifier) ? anchor_ : to, to);
    }
}

void TextView::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        return;
    }
    dragPosition_ = event->pos();
    setSelection(anchor_, offsetAt(event->pos()));
    const bool outside = event->pos().y() < 0 || event->pos().y() >= viewport()->height();
    if (outside && !dragScroll_.isActive()) {
        dragScroll_.start(dragInterval, this);
    } else if (!outside) {
        dragScroll_.stop();
    }
}

void TextView::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    dragScroll_.stop();
}

/// Scrolls faster the further the mouse is away.
void TextView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != dragScroll_.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const int above = dragPosition_.y();
    const int below = dragPosition_.y() - viewport()->height();
    const int rows = below > 0 ? 1 + below / grid_.lineHeight : -1 + above / grid_.lineHeight;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rows);
    const int y = std::clamp(dragPosition_.y(), 0, viewport()->height() - grid_.lineHeight);
    setSelection(anchor_, offsetAt(QPoint(dragPosition_.x(), y)));
}

void TextView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const std::uint64_t at = offsetAt(event->pos());
    const std::uint64_t start = source_.wordEdge(std::min(at + 1, size()), false);
    setSelection(start, source_.wordEdge(start, true));
}

void TextView::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuRequested(event->globalPos());
}

std::optional<std::uint64_t> TextView::target(const QKeyEvent& event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const int key = event.key();
    const bool vertical = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
                          key == Qt::Key_PageDown;
    if (!vertical) {
        wantedColumn_.reset();
    } else if (!wantedColumn_ && source_.rowOfOffset(cursor_)) {
        wantedColumn_ = source_.columnOf(cursor_);
    }
    const auto vertically = [this](std::int64_t rows) {
        return source_.below(cursor_, rows, wantedColumn_.value_or(0));
    };
    const std::int64_t page = visibleRows();
    switch (key) {
    case Qt::Key_Left:
        return control ? source_.wordEdge(cursor_, false) : source_.nextTo(cursor_, false);
    case Qt::Key_Right:
        return control ? source_.wordEdge(cursor_, true) : source_.nextTo(cursor_, true);
    case Qt::Key_Up:
        return vertically(-1);
    case Qt::Key_Down:
        return vertically(1);
    case Qt::Key_PageUp:
        return vertically(-page);
    case Qt::Key_PageDown:
        return vertically(page);
    case Qt::Key_Home:
        return control ? 0 : source_.rowEdge(cursor_, false);
    case Qt::Key_End:
        return control ? size() : source_.rowEdge(cursor_, true);
    default:
        return std::nullopt;
    }
}

void TextView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (const auto to = target(*event)) {
        moveCursor(*to, event->modifiers().testFlag(Qt::ShiftModifier));
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace framescope::ui
