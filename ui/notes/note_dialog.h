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
    /// The most characters of a note, which fit into a packet comment in any script.
    static constexpr int MostCharacters = 10'000;

    NoteDialog(const QString& about, const QString& text, QWidget* parent = nullptr);

    /// The text without surrounding space; empty: no note.
    QString text() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QPlainTextEdit* edit_;
};

} // namespace framescope::ui
