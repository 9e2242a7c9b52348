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

bool isWordCharacter(const TextCell& cell)
{
    return cell.kind == Kind::Character &&
           (QChar::isLetterOrNumber(cell.character) || cell.character == U'_' || cell.columns == 0);
}

} // namespace

/// The edge of the character that is nearest to a position, which may be outside.
std::uint64_t TextView::offsetAt(const QPoint& position) const
{
    if (shown_.empty()) {
        return 0;
    }
    const int line = std::max(0, position.y()) / lineHeight_;
    const std::size_t index =
        std::min(static_cast<std::size_t>(std::max(0, line)), shown_.size() - 1);
    const Row& row = shown_[index];
    for (const TextCell& cell : row.cells) {
        const QRect rect = cellRect(index, cell);
        if (cell.kind == Kind::LineFeed || position.x() < rect.center().x()) {
            return row.offset + cell.offset;
        }
    }
    return row.end();
}

void TextView::moveCursor(std::uint64_t to, bool extend)
{
    cursor_ = std::min(to, size());
    if (!extend) {
        anchor_ = cursor_;
    }
    pending_ = cursor_;
    showPending();
    viewport()->update();
    emit selectionChanged();
}

void TextView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        wantedColumn_.reset();
        const std::uint64_t to = offsetAt(event->pos());
        cursor_ = to;
        if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
            anchor_ = to;
        }
        viewport()->update();
        emit selectionChanged();
    }
}

void TextView::mouseMoveEvent(QMouseEvent* event)
{
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        return;
    }
    dragPosition_ = event->pos();
    cursor_ = offsetAt(event->pos());
    viewport()->update();
    emit selectionChanged();
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

/// Faster the further the mouse is away.
void TextView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != dragScroll_.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const int above = dragPosition_.y();
    const int below = dragPosition_.y() - viewport()->height();
    const int rows = below > 0 ? 1 + below / lineHeight_ : -1 + above / lineHeight_;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rows);
    cursor_ = offsetAt(QPoint(
        dragPosition_.x(), std::clamp(dragPosition_.y(), 0, viewport()->height() - lineHeight_)));
    viewport()->update();
    emit selectionChanged();
}

void TextView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const std::uint64_t at = offsetAt(event->pos());
    anchor_ = wordEdge(std::min(at + 1, size()), false);
    cursor_ = wordEdge(anchor_, true);
    viewport()->update();
    emit selectionChanged();
}

void TextView::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuRequested(event->globalPos());
}

/// The edge of the character behind or before an offset.
std::uint64_t TextView::nextTo(std::uint64_t offset, bool forward)
{
    constexpr std::uint64_t around = 8;
    const std::uint64_t start = offset - std::min(offset, around);
    const auto bytes = pages_.read(start, 2 * around);
    if (!bytes || (forward ? offset == size() : offset == 0)) {
        return offset;
    }
    const std::size_t at = offset - start;
    return forward ? offset + present::cellAt(ByteView(*bytes).subspan(at), 0).length
                   : start + present::previousCell(*bytes, at);
}

/// The end, or the start, of the word there or next to it; looks no further than a row does.
std::uint64_t TextView::wordEdge(std::uint64_t offset, bool forward)
{
    constexpr int furthest = 4096;
    const auto isWord = [this](std::uint64_t at) {
        const auto bytes = pages_.read(at, 4);
        return bytes && !bytes->empty() && isWordCharacter(present::cellAt(*bytes, 0));
    };
    bool inWord = false;
    for (int i = 0; i < furthest; ++i) {
        const std::uint64_t next = nextTo(offset, forward);
        const bool word = isWord(forward ? offset : next);
        if (next == offset || (inWord && !word)) {
            break;
        }
        inWord = inWord || word;
        offset = next;
    }
    return offset;
}

std::uint32_t TextView::columnOf(std::uint64_t offset)
{
    const auto row = rowOfOffset(offset);
    const auto start = row ? offsetOfRow(*row) : std::nullopt;
    const auto at = start ? readRow(*start) : std::nullopt;
    if (!at) {
        return 0;
    }
    std::uint32_t column = 0;
    for (const TextCell& cell : at->cells) {
        if (at->offset + cell.offset >= offset) {
            return cell.column;
        }
        column = cell.column + cell.columns;
    }
    return column;
}

std::uint64_t TextView::verticalTarget(std::int64_t rows)
{
    const auto row = rowOfOffset(cursor_);
    if (!row) {
        return cursor_;
    }
    if (!wantedColumn_) {
        wantedColumn_ = columnOf(cursor_);
    }
    const auto last = static_cast<std::int64_t>(rows_.count()) - 1;
    const auto to = std::clamp<std::int64_t>(static_cast<std::int64_t>(*row) + rows, 0, last);
    const auto start = offsetOfRow(static_cast<std::uint64_t>(to));
    const auto target = start ? readRow(*start) : std::nullopt;
    if (!target) {
        return cursor_;
    }
    for (const TextCell& cell : target->cells) {
        if (cell.column >= *wantedColumn_ || cell.kind == Kind::LineFeed) {
            return target->offset + cell.offset;
        }
    }
    // The end of a wrapped row is the start of the next one.
    return target->end() < size() && !target->cells.empty()
               ? target->offset + target->cells.back().offset
               : target->end();
}

std::uint64_t TextView::rowEdge(bool end)
{
    const auto row = rowOfOffset(cursor_);
    const auto start = row ? offsetOfRow(*row) : std::nullopt;
    const auto at = start ? readRow(*start) : std::nullopt;
    if (!at) {
        return cursor_;
    }
    if (!end || at->cells.empty()) {
        return at->offset;
    }
    return at->end() == size() && !at->endsLine ? at->end() : at->offset + at->cells.back().offset;
}

std::optional<std::uint64_t> TextView::target(const QKeyEvent& event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const int key = event.key();
    const bool vertical = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
                          key == Qt::Key_PageDown;
    if (!vertical) {
        wantedColumn_.reset();
    }
    const std::int64_t page = visibleRows();
    switch (key) {
    case Qt::Key_Left:
        return control ? wordEdge(cursor_, false) : nextTo(cursor_, false);
    case Qt::Key_Right:
        return control ? wordEdge(cursor_, true) : nextTo(cursor_, true);
    case Qt::Key_Up:
        return verticalTarget(-1);
    case Qt::Key_Down:
        return verticalTarget(1);
    case Qt::Key_PageUp:
        return verticalTarget(-page);
    case Qt::Key_PageDown:
        return verticalTarget(page);
    case Qt::Key_Home:
        return control ? 0 : rowEdge(false);
    case Qt::Key_End:
        return control ? size() : rowEdge(true);
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
