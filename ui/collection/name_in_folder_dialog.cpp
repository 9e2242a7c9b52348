// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/name_in_folder_dialog.h"

#include "ui/style/building_blocks.h"

#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace framescope::ui {

NameInFolderDialog::NameInFolderDialog(const QString& title, const QString& name,
                                       const QStringList& folders, const QString& folder,
                                       QWidget* parent)
    : QDialog(parent), name_(new QLineEdit(name)), folder_(new QComboBox)
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
    const auto check = [this] { accept_->setEnabled(!this->name().isEmpty()); };
    connect(name_, &QLineEdit::textChanged, this, check);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 12);
    form->setVerticalSpacing(10);
    form->addRow(tr("&Name:"), name_);
    form->addRow(tr("&Folder:"), folder_);
    form->addRow(buttons);
    check();
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
