// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/folder/collection_edits.h"

#include "collection/file_text.h"
#include "collection/saved_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace framescope::collection {

namespace {

constexpr qsizetype LongestName = 80; ///< characters; a file name has at most 255 bytes

QString fileName(const QString& name)
{
    QString clean;
    for (const QChar c : name.trimmed().left(LongestName)) {
        const bool bad = c.unicode() < 0x20 || QStringLiteral("/\\:*?\"<>|#").contains(c);
        clean += bad ? QLatin1Char('-') : c;
    }
    while (clean.startsWith(QLatin1Char('.'))) {
        clean.remove(0, 1); // it would be hidden
    }
    return clean.isEmpty() ? QStringLiteral("connection") : clean;
}

/// The part of a file's name that tells what it is: ".env.yaml", ".yaml", ".yml".
QString suffixOf(const QString& path)
{
    for (const char* suffix : {".env.yaml", ".yaml", ".yml"}) {
        if (path.endsWith(QLatin1String(suffix))) {
            return QString::fromLatin1(suffix);
        }
    }
    return {};
}

Result<QString> renameTo(const QString& path, const QString& target)
{
    if (QFileInfo::exists(target)) {
        return failure("a file of that name exists", target.toStdString(), "choose another name");
    }
    if (!QDir().rename(path, target)) {
        return failure("it can't be moved to " + target.toStdString(), path.toStdString(),
                       "look whether its folder may be written to");
    }
    return target;
}

} // namespace

QString freePath(const QString& folder, const QString& name, const QString& suffix)
{
    const QString start = QDir(folder).filePath(fileName(name));
    QString path = start + suffix;
    for (int number = 2; QFileInfo::exists(path); ++number) {
        path = start + QLatin1Char(' ') + QString::number(number) + suffix;
    }
    return path;
}

Result<QString> renamed(const QString& path, const QString& name)
{
    const QString target = QFileInfo(path).dir().filePath(fileName(name) + suffixOf(path));
    return target == path ? Result<QString>(path) : renameTo(path, target);
}

Result<QString> moved(const QString& path, const QString& folder)
{
    const QString target = QDir(folder).filePath(QFileInfo(path).fileName());
    if (target == path) {
        return path;
    }
    if ((folder + QLatin1Char('/')).startsWith(path + QLatin1Char('/'))) {
        return failure("a folder can't be moved into itself", path.toStdString());
    }
    return renameTo(path, target);
}

Result<QString> duplicated(const QString& path)
{
    const QString suffix = suffixOf(path);
    const QFileInfo info(path);
    const QString target = freePath(info.path(), info.fileName().chopped(suffix.size()), suffix);
    return textOfFile(path).and_then([&target](const std::string& text) {
        return replaceFile(target, text).map([&target] { return target; });
    });
}

Result<void> removed(const QString& path)
{
    const bool done =
        QFileInfo(path).isDir() ? QDir(path).removeRecursively() : QFile::remove(path);
    return done ? Result<void>()
                : failure("it can't be removed", path.toStdString(),
                          "look whether its folder may be written to");
}

Result<QString> renamedItem(const QString& path, const QString& oldName, const QString& name)
{
    if (oldName.isEmpty()) {
        return renamed(path, name);
    }
    auto file = readSavedFile(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    const bool several = file->connections.size() > 1;
    if (several && file->find(name)) {
        return failure("a connection of that name exists", path.toStdString(),
                       "choose another name");
    }
    const auto target = several ? Result<QString>(path) : renamed(path, name);
    if (!target || (!several && oldName == nameFromPath(path) && name == nameFromPath(*target))) {
        return target;
    }
    for (SavedConnection& saved : file->connections) {
        saved.name = saved.name == oldName ? name : saved.name;
    }
    return writeSavedFile(*file, *target).map([&target] { return *target; });
}

Result<QString> withoutConnection(const QString& path, const QString& name)
{
    return readSavedFile(path)
        .and_then([&](SavedFile file) {
            std::erase_if(file.connections,
                          [&name](const SavedConnection& saved) { return saved.name == name; });
            return writeSavedFile(file, path);
        })
        .map([&path] { return path; });
}

Result<QString> newFolder(const QString& folder, const QString& name)
{
    const QString path = freePath(folder, name);
    return QDir().mkpath(path) ? Result<QString>(path)
                               : failure("the folder can't be made", path.toStdString());
}

} // namespace framescope::collection
