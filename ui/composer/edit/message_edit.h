// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace framescope::ui {

/// The text of clipboard data. Unlike QMimeData::text it keeps a byte order mark at the start.
QString pastedText(const QMimeData& pasted);

/// Editor of a message. Text that is typed, pasted or dropped is sent unchanged.
class MessageEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    using QPlainTextEdit::QPlainTextEdit;

    /// The text. Unlike toPlainText it keeps non-breaking spaces.
    QString message() const;

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace framescope::ui
