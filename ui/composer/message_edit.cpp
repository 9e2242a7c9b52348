// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/message_edit.h"

#include "ui/composer/pasted_text.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextDocument>

namespace framescope::ui {

QString MessageEdit::message() const
{
    QString text = document()->toRawText();
    for (QChar& character : text) {
        if (character == QChar::ParagraphSeparator) { // the end of a line
            character = QLatin1Char('\n');
        }
    }
    return text;
}

bool MessageEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText();
}

void MessageEdit::insertFromMimeData(const QMimeData* source)
{
    if (!isReadOnly() && source->hasText()) {
        insertPlainText(pastedText(*source));
        ensureCursorVisible();
    }
}

void MessageEdit::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::ShiftModifier) {
        insertPlainText(QStringLiteral("\n")); // not U+2028, which would be sent
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace framescope::ui
