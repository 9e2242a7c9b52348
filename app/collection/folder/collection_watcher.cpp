// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/folder/collection_watcher.h"

#include <QSet>

#include <map>

namespace framescope::collection {

namespace {

/// What the files of a collection hold, by path.
std::map<QString, std::string> textsOf(const CollectionFolder& content)
{
    std::map<QString, std::string> texts;
    content.eachFile([&](const CollectionFile& file) {
        texts[file.path] = file.content ? file.text : file.text + file.content.error().message();
    });
    content.eachFolder([&](const CollectionFolder& folder) {
        texts[folder.path + QLatin1Char('/')] = {};
        for (const EnvironmentFile& file : folder.environments) {
            texts[file.path] =
                file.content ? textOf(*file.content) : file.content.error().message();
        }
    });
    return texts;
}

} // namespace

CollectionChanges changesBetween(const CollectionFolder* before, const CollectionFolder& after)
{
    CollectionChanges changes;
    const auto old = before ? textsOf(*before) : std::map<QString, std::string>();
    const auto now = textsOf(after);
    for (const auto& [path, text] : now) {
        const auto known = old.find(path);
        if (known == old.end()) {
            changes.added += path;
        } else if (known->second != text) {
            changes.changed += path;
        }
    }
    for (const auto& [path, text] : old) {
        if (!now.contains(path)) {
            changes.removed += path;
        }
    }
    return changes;
}

CollectionWatcher::CollectionWatcher(QObject* parent) : QObject(parent)
{
    delay_.setSingleShot(true);
    delay_.setInterval(Delay);
    connect(&delay_, &QTimer::timeout, this, &CollectionWatcher::read);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, &CollectionWatcher::readSoon);
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, &CollectionWatcher::readSoon);
}

void CollectionWatcher::setFolder(const QString& folder)
{
    if (folder == folder_) {
        return;
    }
    folder_ = folder;
    content_.reset();
    reading_.cancel();
    watch();
    if (!folder_.isEmpty()) {
        read();
    }
}

void CollectionWatcher::readSoon()
{
    if (!folder_.isEmpty()) {
        delay_.start();
    }
}

void CollectionWatcher::read()
{
    reading_.run([folder = folder_](work::Run& run) { return readCollection(folder, run.stop()); },
                 [this](CollectionFolder content) { take(std::move(content)); });
}

void CollectionWatcher::take(CollectionFolder content)
{
    const CollectionChanges changes = changesBetween(content_.get(), content);
    content_ = std::make_shared<const CollectionFolder>(std::move(content));
    watch(); // a file that was replaced is another one
    if (!changes.isEmpty()) {
        emit changed(changes);
    }
}

void CollectionWatcher::watch()
{
    QSet<QString> paths;
    if (content_) {
        content_->eachFolder([&paths](const CollectionFolder& folder) {
            paths += folder.path;
            for (const EnvironmentFile& file : folder.environments) {
                paths += file.path;
            }
        });
        content_->eachFile([&paths](const CollectionFile& file) { paths += file.path; });
    }
    const QStringList known = watcher_.files() + watcher_.directories();
    const QSet<QString> watched(known.begin(), known.end());
    if (const QSet<QString> gone = watched - paths; !gone.isEmpty()) {
        watcher_.removePaths(gone.values());
    }
    if (const QSet<QString> added = paths - watched; !added.isEmpty()) {
        watcher_.addPaths(added.values());
    }
}

} // namespace framescope::collection
