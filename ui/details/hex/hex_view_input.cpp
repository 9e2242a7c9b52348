// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mouse and keys of the HexView.
#include "ui/details/hex/hex_view.h"
#include "ui/style/building_blocks.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace framescope::ui {

/// Returns the byte at or nearest to a position, which may be outside of the viewport.
std::uint64_t HexView::byteAt(const QPoint& position) const
{
    const int y = position.y() - layout_.margin / 2;
    const int row = y >= 0 ? y / layout_.lineHeight : -1;
    const auto line = static_cast<std::uint64_t>(std::max(0, verticalScrollBar()->value() + row));
    const int column = layout_.nearestByte(position.x() + horizontalScrollBar()->value());
    const std::uint64_t at = line * perLine() + static_cast<std::uint64_t>(column);
    return size() == 0 ? 0 : std::min<std::uint64_t>(at, size() - 1);
}

void HexView::moveCursor(std::uint64_t to, bool extend)
{
    cursor_ = to;
    if (!extend) {
        anchor_ = to;
    }
    hasSelection_ = true;
    showCursor();
    viewport()->update();
    emit selectionChanged();
}

void HexView::showCursor()
{
    const auto line = static_cast<int>(cursor_ / perLine());
    QScrollBar* bar = verticalScrollBar();
    if (line < bar->value()) {
        bar->setValue(line);
    } else if (line >= bar->value() + bar->pageStep()) {
        bar->setValue(line - bar->pageStep() + 1);
    }
}

std::optional<std::int64_t> HexView::target(const QKeyEvent& event) const
{
    const auto line = static_cast<std::int64_t>(perLine());
    const std::int64_t page = line * verticalScrollBar()->pageStep();
    const auto at = static_cast<std::int64_t>(cursor_);
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    switch (event.key()) {
    case Qt::Key_Left:
        return at - 1;
    case Qt::Key_Right:
        return at + 1;
    case Qt::Key_Up:
        return at >= line ? at - line : at;
    case Qt::Key_Down:
        return at + line;
    case Qt::Key_PageUp:
        return at - page;
    case Qt::Key_PageDown:
        return at + page;
    case Qt::Key_Home:
        return control ? 0 : at - at % line;
    case Qt::Key_End:
        return control ? static_cast<std::int64_t>(size()) : at - at % line + line - 1;
    default:
        return std::nullopt;
    }
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    const bool both = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (both && event->key() == Qt::Key_C) {
        copy(present::CopyFormat::Text);
    } else if (event->matches(QKeySequence::Copy)) {
        copy(present::CopyFormat::Hex);
    } else if (event->matches(QKeySequence::SelectAll)) {
        select(0, size());
    } else if (const auto to = target(*event); to && size() > 0) {
        const auto last = static_cast<std::int64_t>(size()) - 1;
        moveCursor(static_cast<std::uint64_t>(std::clamp<std::int64_t>(*to, 0, last)),
                   event->modifiers().testFlag(Qt::ShiftModifier));
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && size() > 0) {
        moveCursor(byteAt(event->pos()), event->modifiers().testFlag(Qt::ShiftModifier));
    }
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && size() > 0) {
        moveCursor(byteAt(event->pos()), true);
    }
}

void HexView::contextMenuEvent(QContextMenuEvent* event)
{
    using present::CopyFormat;
    auto* menu = style::menuFor(this, "hexMenu");
    const auto add = [&](const QString& text, CopyFormat format, const QKeySequence& keys = {}) {
        QAction* action = menu->addAction(text, this, [this, format] { copy(format); });
        action->setShortcut(keys); // only shown: keyPressEvent handles the keys
        action->setEnabled(hasSelection_);
    };
    add(tr("Copy as hex"), CopyFormat::Hex, QKeySequence(QKeySequence::Copy));
    add(tr("Copy as text"), CopyFormat::Text, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    add(tr("Copy as base64"), CopyFormat::Base64);
    add(tr("Copy as C array"), CopyFormat::CArray);
    menu->addSeparator();
    if (!actions().isEmpty()) {
        menu->addActions(actions());
        menu->addSeparator();
    }
    menu->addAction(tr("Select all"), this, [this] { select(0, size()); })
        ->setShortcut(QKeySequence(QKeySequence::SelectAll));
    menu->popup(event->globalPos());
}

} // namespace framescope::ui
