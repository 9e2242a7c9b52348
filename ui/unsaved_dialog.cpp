// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/unsaved_dialog.h"

#include "present/format.h"
#include "ui/style/icons.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace framescope::ui {

UnsavedDialog::UnsavedDialog(const QString& title, std::optional<std::uint64_t> size,
                             QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(size ? tr("Save the recording?") : tr("Save the notes and marks?"));
    auto* picture = new QLabel;
    picture->setPixmap(style::icon(QStringLiteral("warning"), style::Ink::Warning).pixmap(28, 28));
    auto* question = new QLabel((size ? tr("The recording of %1 is not saved.")
                                      : tr("Notes and marks on %1 are not saved."))
                                    .arg(title));
    question->setProperty("role", QStringLiteral("title"));
    question->setTextFormat(Qt::PlainText);
    auto* more = new QLabel(
        size ? tr("%1 would be lost for good if it is discarded.").arg(present::formatBytes(*size))
             : tr("They would be lost for good if they are discarded; the file stays as it is."));
    more->setObjectName(QStringLiteral("loss"));
    more->setProperty("role", QStringLiteral("muted"));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(question);
    texts->addWidget(more);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(texts, 1);

    auto* buttons = new QDialogButtonBox;
    QPushButton* save = buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
    save->setDefault(true);
    QPushButton* discard = buttons->addButton(tr("&Discard"), QDialogButtonBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("discard"));
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this] {
        accept();
        emit saveChosen();
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        accept();
        emit discardChosen();
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 14);
    column->setSpacing(18);
    column->addLayout(row);
    column->addWidget(buttons);
}

} // namespace framescope::ui
