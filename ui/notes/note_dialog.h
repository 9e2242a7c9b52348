// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace framescope::ui {

/// Asks for the text of a note.
class NoteDialog : public QDialog
{
    Q_OBJECT

public:
    /// Characters of a note at most: what fits into a packet comment in any script.
    static constexpr int MostCharacters = 10'000;

    NoteDialog(const QString& about, const QString& text, QWidget* parent = nullptr);

    /// Without space around it; empty: no note is wanted.
    QString text() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QPlainTextEdit* edit_;
};

} // namespace framescope::ui
