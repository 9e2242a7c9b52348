// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/folder/collection_folder.h"

#include "collection/file_text.h"
#include "collection/resolving.h"

#include <QDir>
#include <QFileInfo>

namespace framescope::collection {

namespace {

class Reading
{
public:
    explicit Reading(std::stop_token stop) : stop_(std::move(stop)) {}

    CollectionFolder read(const QString& path, int level)
    {
        CollectionFolder folder;
        folder.path = path;
        const QDir dir(path);
        for (const QFileInfo& info :
             dir.entryInfoList(QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot | QDir::Readable,
                               QDir::Name | QDir::IgnoreCase)) {
            if (stop_.stop_requested()) {
                break;
            }
            if (info.isDir()) {
                if (!info.isSymLink() && level < MostFolderLevels) {
                    folder.folders.push_back(read(info.filePath(), level + 1));
                }
            } else if (info.isFile() && count_ < MostCollectionFiles) {
                take(folder, info);
            }
        }
        return folder;
    }

private:
    void take(CollectionFolder& folder, const QFileInfo& info)
    {
        const QString path = info.filePath();
        const QString name = info.fileName();
        if (name.endsWith(EnvironmentSuffix)) {
            folder.environments.push_back({path, readEnvironment(path)});
        } else if (name.endsWith(QLatin1String(".yaml")) || name.endsWith(QLatin1String(".yml"))) {
            ++count_;
            auto text = textOfFile(path);
            auto content = text.and_then(
                [&path](const std::string& read) { return savedFileFrom(read, path); });
            folder.files.push_back({path, std::move(content), std::move(text).value_or("")});
        }
    }

    std::stop_token stop_;
    std::size_t count_ = 0;
};

} // namespace

QString CollectionFolder::name() const
{
    return QDir(path).dirName();
}

const CollectionFile* CollectionFolder::find(const QString& file) const
{
    const CollectionFile* found = nullptr;
    eachFile([&](const CollectionFile& one) { found = one.path == file ? &one : found; });
    return found;
}

void CollectionFolder::eachFile(const std::function<void(const CollectionFile&)>& take) const
{
    eachFolder([&take](const CollectionFolder& folder) {
        for (const CollectionFile& file : folder.files) {
            take(file);
        }
    });
}

void CollectionFolder::eachFolder(const std::function<void(const CollectionFolder&)>& take) const
{
    take(*this);
    for (const CollectionFolder& folder : folders) {
        folder.eachFolder(take);
    }
}

std::vector<Environment> CollectionFolder::usableEnvironments() const
{
    std::vector<Environment> usable;
    for (const EnvironmentFile& file : environments) {
        if (file.content) {
            usable.push_back(*file.content);
        }
    }
    return usable;
}

QStringList CollectionFolder::usedSecrets(const QString& exceptPath,
                                          const QString& exceptName) const
{
    QStringList names;
    const auto take = [&names](const SavedConnection& saved) {
        names += secretsOf(saved, {});
        for (const SavedMessage& message : saved.messages) {
            names += secretsOf(message::textsOf(message.draft), {});
        }
    };
    eachFile([&](const CollectionFile& file) {
        const bool excepted =
            file.path == exceptPath ||
            (!exceptPath.isEmpty() && file.path.startsWith(exceptPath + QLatin1Char('/')));
        for (const SavedConnection& saved :
             file.content ? file.content->connections : std::vector<SavedConnection>()) {
            if (!excepted || (!exceptName.isEmpty() && saved.name != exceptName)) {
                take(saved);
            }
        }
    });
    names.removeDuplicates();
    return names;
}

CollectionFolder readCollection(const QString& path, const std::stop_token& stop)
{
    return Reading(stop).read(QDir(path).absolutePath(), 0);
}

} // namespace framescope::collection
