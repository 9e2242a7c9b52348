// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/address_field.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

namespace framescope::ui {

bool AddressField::isTaken(const QString& text) const
{
    return !isReadOnly() && take_ && !text.isEmpty() && take_(text);
}

bool AddressField::takeFrom(QClipboard::Mode mode) const
{
    return isTaken(QGuiApplication::clipboard()->text(mode));
}

void AddressField::keyPressEvent(QKeyEvent* event)
{
    if (!event->matches(QKeySequence::Paste) || !takeFrom(QClipboard::Clipboard)) {
        QLineEdit::keyPressEvent(event);
    }
}

void AddressField::mouseReleaseEvent(QMouseEvent* event)
{
    const bool pastes =
        event->button() == Qt::MiddleButton && QGuiApplication::clipboard()->supportsSelection();
    if (!pastes || !takeFrom(QClipboard::Selection)) {
        QLineEdit::mouseReleaseEvent(event);
    }
}

void AddressField::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu* menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (auto* paste = menu->findChild<QAction*>(QStringLiteral("edit-paste"))) {
        paste->disconnect(this);
        connect(paste, &QAction::triggered, this, [this] {
            if (!takeFrom(QClipboard::Clipboard)) {
                this->paste();
            }
        });
    }
    menu->popup(event->globalPos());
}

void AddressField::dropEvent(QDropEvent* event)
{
    if (event->mimeData()->hasText() && isTaken(event->mimeData()->text())) {
        event->acceptProposedAction();
    } else {
        QLineEdit::dropEvent(event);
    }
}

} // namespace framescope::ui
