// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/name_in_folder_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace framescope::ui {

NameInFolderDialog::NameInFolderDialog(const QString& title, const QString& name,
                                       const QStringList& folders, const QString& folder,
                                       QWidget* parent)
    : QDialog(parent), name_(new QLineEdit(name)), folder_(new QComboBox),
      explanation_(style::wrappedLabel({}, "muted")), note_(style::wrappedLabel({}, "bad"))
{
    setWindowTitle(title);
    name_->setObjectName(QStringLiteral("connectionName"));
    name_->setMinimumWidth(320);
    name_->selectAll();
    const QDir root(folders.value(0));
    for (const QString& path : folders) {
        const QString relative = root.relativeFilePath(path);
        folder_->addItem(relative == QLatin1String(".") ? root.dirName() : relative, path);
    }
    folder_->setCurrentIndex(std::max(folder_->findData(folder), 0));
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    accept_ = buttons->button(QDialogButtonBox::Save);
    connect(name_, &QLineEdit::textChanged, this, &NameInFolderDialog::check);
    connect(folder_, &QComboBox::currentIndexChanged, this, &NameInFolderDialog::check);
    explanation_->hide();
    note_->setObjectName(QStringLiteral("nameNote"));
    note_->hide();
    auto* form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 12);
    form->setVerticalSpacing(10);
    form->addRow(explanation_);
    form->addRow(tr("&Name:"), name_);
    form->addRow(tr("&Folder:"), folder_);
    form->addRow(note_);
    form->addRow(buttons);
    check();
}

void NameInFolderDialog::explain(const QString& text)
{
    explanation_->setText(text);
    explanation_->setVisible(!text.isEmpty());
}

void NameInFolderDialog::setObjection(Objection objection)
{
    objection_ = std::move(objection);
    check();
}

void NameInFolderDialog::check()
{
    const QString objection = objection_ ? objection_(folder(), name()) : QString();
    note_->setText(objection);
    note_->setVisible(!objection.isEmpty());
    accept_->setEnabled(!name().isEmpty() && objection.isEmpty());
}

QString NameInFolderDialog::name() const
{
    return name_->text().simplified();
}

QString NameInFolderDialog::folder() const
{
    return folder_->currentData().toString();
}

} // namespace framescope::ui
