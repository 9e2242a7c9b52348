// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/environment.h"
#include "collection/saved_file.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace framescope::collection {

/// A file of a collection, read or with its mistake.
struct CollectionFile
{
    QString path;
    Result<SavedFile> content;
    std::string text; ///< as it was read, so that a change is noticed
};

struct EnvironmentFile
{
    QString path;
    Result<Environment> content;
};

/// A folder of a collection. Its folders, files and environments are sorted by name.
struct CollectionFolder
{
    QString path;
    std::vector<CollectionFolder> folders;
    std::vector<CollectionFile> files;
    std::vector<EnvironmentFile> environments;

    QString name() const;
    /// The file with that path, in this folder or one below it; null if there is none.
    const CollectionFile* find(const QString& file) const;
    /// All files and folders, of the folders below it too; this one is the first folder.
    void eachFile(const std::function<void(const CollectionFile&)>& take) const;
    void eachFolder(const std::function<void(const CollectionFolder&)>& take) const;
    /// The environments that can be used, of this folder alone.
    std::vector<Environment> usableEnvironments() const;
    /// The names of all secrets that its connections and their messages use, but for those of a
    /// file, of one connection in it, or of the files of a folder.
    QStringList usedSecrets(const QString& exceptPath = {}, const QString& exceptName = {}) const;
};

/// Limits of a collection: what is beyond them is left out.
inline constexpr int MostFolderLevels = 16;
inline constexpr std::size_t MostCollectionFiles = 10'000;

/// Reads all *.yaml and *.yml files of a folder and the folders in it. Hidden names, links to
/// folders and all other files are skipped.
CollectionFolder readCollection(const QString& path, const std::stop_token& stop = {});

} // namespace framescope::collection
