// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/edit_commands.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::ui {

namespace {

constexpr std::array<std::pair<ActionId, QKeySequence::StandardKey>, 7> Keys{{
    {ActionId::Undo, QKeySequence::Undo},
    {ActionId::Redo, QKeySequence::Redo},
    {ActionId::Cut, QKeySequence::Cut},
    {ActionId::Copy, QKeySequence::Copy},
    {ActionId::Paste, QKeySequence::Paste},
    {ActionId::Delete, QKeySequence::Delete},
    {ActionId::SelectAll, QKeySequence::SelectAll},
}};

/// The edit commands that a text widget can run now.
struct Editing
{
    bool writable = false;
    bool undo = false;
    bool redo = false;
    bool selected = false;
};

Editing editingIn(const QWidget* widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) {
        return {!line->isReadOnly(), line->isUndoAvailable(), line->isRedoAvailable(),
                line->hasSelectedText()};
    }
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget)) {
        return {!text->isReadOnly(), text->document()->isUndoAvailable(),
                text->document()->isRedoAvailable(), text->textCursor().hasSelection()};
    }
    return {};
}

/// The action with these keys of a widget or an ancestor; null if there is none.
QAction* actionOf(const QWidget* widget, const QKeySequence& keys)
{
    for (; widget && !widget->isWindow(); widget = widget->parentWidget()) {
        for (QAction* action : widget->actions()) {
            if (action->shortcuts().contains(keys)) {
                return action;
            }
        }
    }
    return nullptr;
}

/// Sends a key event to a widget and returns whether it was accepted.
bool send(QEvent::Type type, const QKeySequence& keys, QWidget& widget)
{
    QKeyEvent event(type, keys[0].key(), keys[0].keyboardModifiers());
    event.setAccepted(type == QEvent::KeyPress);
    QCoreApplication::sendEvent(&widget, &event);
    return event.isAccepted();
}

} // namespace

bool runEditCommand(ActionId id)
{
    const auto* row =
        std::ranges::find(Keys, id, &std::pair<ActionId, QKeySequence::StandardKey>::first);
    QWidget* widget = QApplication::focusWidget();
    if (row == Keys.end() || !widget) {
        return row != Keys.end();
    }
    const QKeySequence keys(row->second);
    if (QAction* action = actionOf(widget, keys)) {
        action->trigger();
    } else {
        send(QEvent::KeyPress, keys, *widget);
    }
    return true;
}

bool isTakenByFocus(const QKeySequence& keys)
{
    QWidget* widget = QApplication::focusWidget();
    if (!widget || keys.isEmpty() || !send(QEvent::ShortcutOverride, keys, *widget)) {
        return false;
    }
    send(QEvent::KeyPress, keys, *widget);
    return true;
}

void updateEditCommands(const Actions& actions)
{
    const QWidget* widget = QApplication::focusWidget();
    const bool typed =
        qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
    const Editing now = editingIn(widget);
    const QMimeData* copied = QApplication::clipboard()->mimeData(); // may be null
    const bool pastes = now.writable && copied && copied->hasText();
    actions.action(ActionId::Undo)->setEnabled(now.undo);
    actions.action(ActionId::Redo)->setEnabled(now.redo);
    actions.action(ActionId::Cut)->setEnabled(now.writable && now.selected);
    actions.action(ActionId::Copy)->setEnabled(widget && (!typed || now.selected));
    actions.action(ActionId::Paste)->setEnabled(pastes);
    actions.action(ActionId::Delete)->setEnabled(now.writable && now.selected);
    actions.action(ActionId::SelectAll)->setEnabled(widget);
}

} // namespace framescope::ui
