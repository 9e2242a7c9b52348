// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/save_target.h"

#include "ui/document.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace framescope::ui {

QString knownTarget(const Document& document)
{
    const bool ofAFile = document.origin() == Document::Origin::File;
    const bool hasRoom = document.path().endsWith(QLatin1String(".pcapng"));
    return ofAFile && !(document.isUnsaved() && hasRoom) ? QString() : document.path();
}

QString suggestedFile(const Document& document, const QString& folder)
{
    if (const QFileInfo file(document.path()); !document.path().isEmpty()) {
        const bool hasRoom = !document.isUnsaved() || file.suffix() == QLatin1String("pcapng");
        return hasRoom ? file.filePath()
                       : file.dir().filePath(file.completeBaseName() + QLatin1String(".pcapng"));
    }
    const QString host = document.options().url.host();
    const QString when = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
    return QDir(folder.isEmpty() ? QDir::homePath() : folder)
        .filePath(QStringLiteral("%1-%2.pcapng")
                      .arg(host.isEmpty() ? QStringLiteral("recording") : host, when));
}

QFileDialog* makeSaveDialog(const Document& document, QWidget* parent, const QString& folder)
{
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("SaveDialog", text);
    };
    auto* dialog =
        new QFileDialog(parent, tr("Save the recording"), suggestedFile(document, folder),
                        tr("Recordings (*.pcapng);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pcapng"));
    return dialog;
}

} // namespace framescope::ui
