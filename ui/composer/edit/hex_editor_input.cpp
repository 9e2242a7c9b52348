// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mouse and keys of the HexEditor.
#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "ui/composer/edit/hex_editor.h"
#include "ui/composer/edit/message_edit.h"
#include "ui/widgets/error_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <optional>

namespace framescope::ui {

void HexEditor::moveCursor(qsizetype to, bool extend)
{
    cursor_ = std::clamp<qsizetype>(to, 0, buffer_.size());
    lowDigit_ = false;
    if (!extend) {
        anchor_ = cursor_;
    }
    const auto line = static_cast<int>(cursor_ / layout_.bytesPerLine);
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(std::clamp(bar->value(), line - bar->pageStep() + 1, line));
    viewport()->update();
    emit stateChanged();
}

bool HexEditor::moveByKey(const QKeyEvent& event)
{
    const qsizetype line = layout_.bytesPerLine;
    const qsizetype page = line * verticalScrollBar()->pageStep();
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const auto target = [&]() -> std::optional<qsizetype> {
        switch (event.key()) {
        case Qt::Key_Left:
            return lowDigit_ ? cursor_ : cursor_ - 1;
        case Qt::Key_Right:
            return cursor_ + 1;
        case Qt::Key_Up:
            return cursor_ >= line ? cursor_ - line : cursor_;
        case Qt::Key_Down:
            return cursor_ + line;
        case Qt::Key_PageUp:
            return cursor_ - page;
        case Qt::Key_PageDown:
            return cursor_ + page;
        case Qt::Key_Home:
            return control ? 0 : cursor_ - cursor_ % line;
        case Qt::Key_End:
            return control ? buffer_.size() : cursor_ - cursor_ % line + line - 1;
        default:
            return std::nullopt;
        }
    }();
    if (target) {
        moveCursor(*target, event.modifiers().testFlag(Qt::ShiftModifier));
    }
    return target.has_value();
}

/// Replaces the selection, or puts the bytes over what is at the cursor or before it.
void HexEditor::insert(const QByteArray& bytes)
{
    const auto [first, count] = selection();
    const qsizetype over =
        count > 0 || inserting_ ? count : std::min(bytes.size(), buffer_.size() - first);
    if (buffer_.replace(first, over, bytes)) {
        edited(first + bytes.size());
    } else {
        emit refused(tr("At most 4 MiB can be edited here. Send more as a file."));
    }
}

void HexEditor::edited(qsizetype cursor)
{
    updateLayout();
    moveCursor(cursor, false);
    emit changed();
}

void HexEditor::typeDigit(std::uint8_t digit)
{
    if (lowDigit_) {
        const char byte = static_cast<char>((buffer_.bytes()[cursor_] & 0xF0) | digit);
        buffer_.replace(cursor_, 1, QByteArray(1, byte), true);
        edited(cursor_ + 1);
        return;
    }
    const auto [first, count] = selection();
    const bool over = count == 0 && !inserting_ && first < buffer_.size();
    const char low = over ? static_cast<char>(buffer_.bytes()[first] & 0x0F) : '\0';
    const char byte = static_cast<char>((digit << 4) | low);
    const qsizetype before = buffer_.size();
    insert(QByteArray(1, byte));
    if (over || count > 0 || buffer_.size() != before) {
        moveCursor(first, false);
        lowDigit_ = true;
        emit stateChanged();
    }
}

void HexEditor::erase(bool before)
{
    auto [first, count] = selection();
    if (count == 0) {
        first -= before && !lowDigit_ ? 1 : 0;
        count = first >= 0 && first < buffer_.size() ? 1 : 0;
    }
    if (count > 0) {
        buffer_.replace(first, count, {});
        edited(first);
    }
}

void HexEditor::paste()
{
    const QMimeData* pasted = QGuiApplication::clipboard()->mimeData();
    if (!pasted) {
        return;
    }
    const QByteArray text = pastedText(*pasted).toUtf8();
    if (inText_) {
        insert(text);
        return;
    }
    const auto bytes = parseHex(asText(viewOf(text)));
    if (!bytes) {
        emit refused(tr("What is pasted is not hex. %1").arg(errorText(bytes.error())));
        return;
    }
    insert(toByteArray(*bytes));
}

void HexEditor::takeBack(bool again)
{
    if (again ? buffer_.canRedo() : buffer_.canUndo()) {
        edited(again ? buffer_.redo() : buffer_.undo());
    }
}

bool HexEditor::editByKey(const QKeyEvent& event)
{
    const auto copy = [this] {
        const auto [first, count] = selection();
        const QByteArray chosen = buffer_.bytes().mid(first, count);
        QGuiApplication::clipboard()->setText(
            inText_ ? QString::fromUtf8(chosen)
                    : QString::fromStdString(spacedHex(viewOf(chosen))));
        return count > 0;
    };
    if (event.matches(QKeySequence::Undo) || event.matches(QKeySequence::Redo)) {
        takeBack(event.matches(QKeySequence::Redo));
    } else if (event.matches(QKeySequence::Paste)) {
        paste();
    } else if (event.matches(QKeySequence::Copy)) {
        copy();
    } else if (event.matches(QKeySequence::Cut)) {
        if (copy()) {
            erase(false);
        }
    } else if (event.matches(QKeySequence::SelectAll)) {
        moveCursor(0, false);
        moveCursor(buffer_.size(), true);
    } else if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace) {
        erase(event.key() == Qt::Key_Backspace);
    } else if (event.key() == Qt::Key_Insert && event.modifiers() == Qt::NoModifier) {
        inserting_ = !inserting_;
        moveCursor(cursor_, false);
    } else {
        return false;
    }
    return true;
}

void HexEditor::keyPressEvent(QKeyEvent* event)
{
    const bool command = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) != 0;
    if (command && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        event->ignore();
        return;
    }
    if (editByKey(*event) || moveByKey(*event)) {
        return;
    }
    const QString text = event->text();
    if (command || text.isEmpty() || !text[0].isPrint()) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (inText_) {
        insert(text.toUtf8());
    } else if (const auto digit = hexDigitValue(text[0].toLatin1())) {
        typeDigit(static_cast<std::uint8_t>(*digit));
    } else if (!text[0].isSpace()) {
        emit refused(
            tr("'%1' is not a hexadecimal digit. Tab goes to the text beside it.").arg(text[0]));
    }
}

/// From hex to text and back, before the focus goes on.
bool HexEditor::focusNextPrevChild(bool next)
{
    if (next == inText_) {
        return QAbstractScrollArea::focusNextPrevChild(next);
    }
    inText_ = next;
    lowDigit_ = false;
    viewport()->update();
    emit stateChanged();
    return true;
}

qsizetype HexEditor::placeAt(const QPoint& position, bool& inText) const
{
    const int row = std::max(0, position.y() - layout_.margin / 2) / layout_.lineHeight;
    const int x = position.x() + horizontalScrollBar()->value();
    inText = x >= layout_.textLeft() - layout_.charWidth / 2;
    return qsizetype{verticalScrollBar()->value() + row} * layout_.bytesPerLine +
           layout_.nearestByte(x);
}

void HexEditor::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        const qsizetype at = placeAt(event->pos(), inText_);
        moveCursor(at, event->modifiers().testFlag(Qt::ShiftModifier));
    }
}

void HexEditor::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        bool inText = inText_;
        moveCursor(placeAt(event->pos(), inText), true);
    }
}

} // namespace framescope::ui
