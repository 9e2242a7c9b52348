// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/edit/message_edit.h"

#include "base/text/qt_string.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextDocument>

namespace framescope::ui {

QString pastedText(const QMimeData& pasted)
{
    // UTF8_STRING is offered by X11 programs (ICCCM); Qt lists it only as text/plain.
    for (const char* utf8 : {"text/plain;charset=utf-8", "UTF8_STRING"}) {
        const QByteArray bytes = pasted.data(QLatin1String(utf8));
        if (!bytes.isEmpty()) {
            return toQString({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        }
    }
    return pasted.text();
}

QString MessageEdit::message() const
{
    return document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
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
        insertPlainText(QStringLiteral("\n")); // instead of U+2028, which would be sent
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace framescope::ui
