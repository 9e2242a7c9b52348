// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/saved_reference.h"

#include "collection/saved_file.h"

#include <QFileInfo>

#include <string>
#include <utility>

namespace framescope::collection {

namespace {

std::pair<QString, QString> fileAndName(const QString& reference)
{
    const qsizetype hash = reference.lastIndexOf(QLatin1Char('#'));
    return hash < 0 || QFileInfo::exists(reference)
               ? std::pair{reference, QString()}
               : std::pair{reference.left(hash), reference.mid(hash + 1)};
}

std::string namesOf(const SavedFile& file)
{
    std::string names;
    for (const SavedConnection& saved : file.connections) {
        names += (names.empty() ? "" : ", ") + saved.name.toStdString();
    }
    return names;
}

} // namespace

Result<SavedConnection> savedConnectionCalled(const QString& reference)
{
    const auto [path, name] = fileAndName(reference);
    const auto file = readSavedFile(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (name.isEmpty() && file->connections.size() > 1) {
        return failure("the file has several connections", path.toStdString(),
                       "name one of them as FILE#NAME: " + namesOf(*file));
    }
    const SavedConnection* found = name.isEmpty() ? &file->connections.front() : file->find(name);
    return found ? Result<SavedConnection>(*found)
                 : failure("no connection is called \"" + name.toStdString() + '"',
                           path.toStdString(), "there are: " + namesOf(*file));
}

} // namespace framescope::collection
