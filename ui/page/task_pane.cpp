// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/task_pane.h"

#include <QFileDialog>
#include <QFileInfo>

namespace framescope::ui {

QString TaskPane::unsavedSentence() const
{
    return tr("The changes of %1 are not saved.").arg(title());
}

QFileDialog* TaskPane::makeSaveDialog(QWidget* parent) const
{
    const QString known = file();
    auto* dialog = new QFileDialog(parent, tr("Save the file"),
                                   known.isEmpty() ? proposedFile(QDir::home())
                                                   : QFileInfo(known).absoluteFilePath(),
                                   fileTypes());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix());
    return dialog;
}

} // namespace framescope::ui
