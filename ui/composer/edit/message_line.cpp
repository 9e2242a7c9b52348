// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/edit/message_line.h"

#include "ui/composer/edit/message_edit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

namespace framescope::ui {

void MessageLine::keyPressEvent(QKeyEvent* event)
{
    const QMimeData* pasted = QGuiApplication::clipboard()->mimeData(); // may be null
    if (event->matches(QKeySequence::Paste) && !isReadOnly() && pasted) {
        insert(pastedText(*pasted));
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace framescope::ui
