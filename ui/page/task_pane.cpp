// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/task_pane.h"

#include <QFileDialog>
#include <QFileInfo>

namespace framescope::ui {

QFileDialog* TaskPane::makeSaveDialog(QWidget* parent) const
{
    const QString known = file();
    auto* dialog = new QFileDialog(parent, tr("Save the file"),
                                   known.isEmpty() ? proposedFile(QDir::home())
                                                   : QFileInfo(known).absoluteFilePath(),
                                   fileTypes());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    return dialog;
}

} // namespace framescope::ui
