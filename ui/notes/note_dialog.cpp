// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/note_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace framescope::ui {

NoteDialog::NoteDialog(const QString& about, const QString& text, QWidget* parent)
    : QDialog(parent), edit_(new QPlainTextEdit(text))
{
    setWindowTitle(text.isEmpty() ? tr("Add a note") : tr("Edit the note"));
    auto* label = style::plainLabel(tr("&Note on %1:").arg(about));
    label->setBuddy(edit_);
    edit_->setObjectName(QStringLiteral("note"));
    edit_->setAccessibleName(tr("Text of the note"));
    edit_->setTabChangesFocus(true);
    edit_->setPlaceholderText(tr("It is kept in the recording, as a packet comment"));
    edit_->selectAll();
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setToolTip(tr("Ctrl+Enter"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(edit_, 1);
    column->addWidget(buttons);
    resize(460, 220);
    edit_->setFocus();
}

QString NoteDialog::text() const
{
    return edit_->toPlainText().left(MostCharacters).trimmed();
}

/// Accepts on Ctrl+Enter, which the text field passes on to its window.
void NoteDialog::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    enter && event->modifiers().testFlag(Qt::ControlModifier) ? accept()
                                                              : QDialog::keyPressEvent(event);
}

} // namespace framescope::ui
