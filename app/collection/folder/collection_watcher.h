// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/folder/collection_folder.h"
#include "work/task.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <memory>

namespace framescope::collection {

/// The files that are no longer as they were.
struct CollectionChanges
{
    QStringList added;
    QStringList changed;
    QStringList removed;

    bool isEmpty() const { return added.isEmpty() && changed.isEmpty() && removed.isEmpty(); }
};

/// Reads a collection in the background, and again after each change on the disk.
class CollectionWatcher : public QObject
{
    Q_OBJECT

public:
    static constexpr int Delay = 150; ///< ms; several changes at once are read once

    explicit CollectionWatcher(QObject* parent = nullptr);

    /// Empty: none. What was read of another folder is dropped at once.
    void setFolder(const QString& folder);
    const QString& folder() const { return folder_; }
    /// Null until it is read.
    const std::shared_ptr<const CollectionFolder>& content() const { return content_; }
    /// Reads again soon, for those who have just changed a file.
    void readSoon();

signals:
    /// Emitted after each reading that differs from the one before.
    void changed(const framescope::collection::CollectionChanges& changes);

private:
    void read();
    void take(CollectionFolder content);
    void watch();

    QString folder_;
    std::shared_ptr<const CollectionFolder> content_;
    QFileSystemWatcher watcher_;
    QTimer delay_;
    work::Task reading_;
};

/// What differs between two readings; null: nothing was read before.
CollectionChanges changesBetween(const CollectionFolder* before, const CollectionFolder& after);

} // namespace framescope::collection
