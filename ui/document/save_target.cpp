// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/save_target.h"

#include "base/text/qt_string.h"
#include "ui/document/document.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <chrono>

namespace framescope::ui {

namespace {

/// A host as part of a file name that every file system accepts: "[::1]" becomes "1".
QString hostName(const QString& host)
{
    constexpr qsizetype Longest = 80; // characters; a host may be longer than a file name
    static const QRegularExpression others(QStringLiteral("[^\\p{L}\\p{N}.]+"));
    static const QRegularExpression start(QStringLiteral("^[-.]+"));
    static const QRegularExpression end(QStringLiteral("[-.]+$"));
    QString name = QString(host).replace(others, QStringLiteral("-")).remove(start);
    name.truncate(Longest);
    name.remove(end);
    return name.isEmpty() ? QStringLiteral("recording") : name;
}

QString nameFor(const Document& document)
{
    if (const QString own = QFileInfo(document.path()).completeBaseName(); !own.isEmpty()) {
        return own;
    }
    const auto connection = document.connection();
    const QUrl url = !document.options().url.isEmpty() || !connection
                         ? document.options().url
                         : QUrl(QString::fromStdString(connection->url));
    const Timestamp start = document.timeline() ? document.timeline()->start() : now();
    const auto milliseconds =
        std::chrono::floor<std::chrono::milliseconds>(start.time_since_epoch()).count();
    const bool watched = document.origin() == Document::Origin::Watched;
    return hostName(watched ? document.title() : url.host()) +
           QDateTime::fromMSecsSinceEpoch(milliseconds)
               .toString(QStringLiteral("-yyyy-MM-dd-HHmmss"));
}

} // namespace

QString knownTarget(const Document& document)
{
    const bool ofAFile = document.origin() == Document::Origin::File;
    const bool hasSpace = document.path().endsWith(QLatin1String(".pcapng"));
    return ofAFile && !(document.isUnsaved() && hasSpace) ? QString() : document.path();
}

QDir folderFor(const Document& document, const QString& chosen)
{
    if (!document.path().isEmpty()) {
        return QFileInfo(document.path()).dir();
    }
    return QDir(chosen.isEmpty() ? QDir::homePath() : chosen);
}

QString proposedFile(const Document& document, const QDir& folder, const QString& suffix,
                     const QStringList& taken)
{
    const QString name = nameFor(document);
    QString path = folder.filePath(name + QLatin1Char('.') + suffix);
    for (int number = 2;
         taken.contains(path) || (path != document.path() && QFileInfo::exists(path)); ++number) {
        path = folder.filePath(QStringLiteral("%1-%2.%3").arg(name).arg(number).arg(suffix));
    }
    return path;
}

QFileDialog* makeSaveDialog(const Document& document, QWidget* parent, const QString& folder)
{
    auto* dialog = new QFileDialog(parent, translated("Save the recording"),
                                   proposedFile(document, folderFor(document, folder)),
                                   translated("Recordings (*.pcapng);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pcapng"));
    return dialog;
}

} // namespace framescope::ui
