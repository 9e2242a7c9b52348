// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/folder/collection_watcher.h"
#include "ui/widgets/notification.h"
#include "work/task.h"

#include <QObject>

#include <deque>
#include <functional>
#include <utility>

namespace framescope::ui {

class CollectionPane;
class CookieJars;
class NotificationBar;
class Variables;

/// Changes the files of the collection for the side bar: names, copies, moves, deletes, imports.
/// Files are written in the background, one after the other.
class CollectionEditing : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        CollectionPane& pane;
        collection::CollectionWatcher& watcher;
        Variables& variables;
        CookieJars& cookieJars;
        NotificationBar& notifications;
    };

    /// All parts must outlive it.
    CollectionEditing(const Parts& parts, QWidget& window);

    /// Runs a change of files; `then` gets the path. An error is told.
    using Edit = std::function<Result<QString>()>;
    using Then = std::function<void(const QString& path)>;
    void edit(Edit edit, Then then = {});
    void tell(const QString& title, const Error& error,
              Notification::Topic topic = Notification::Topic::Other);
    /// Keeps a secret, and says so if the key ring does not take it.
    void keep(const QString& name, const QString& value);

    /// The content of a file as it was read last; null if it has a mistake or is gone.
    const collection::SavedFile* fileAt(const QString& path) const;
    /// Whether a file in the folder has a connection of that name.
    bool hasConnection(const QString& folder, const QString& name) const;
    /// The folders of the collection, itself first.
    QStringList folders() const;

signals:
    /// Emitted when a file or folder has another path.
    void moved(const QString& from, const QString& to);

private:
    void connectPane();
    void runEdits();
    void askToRemove(const QString& path, const QString& name);
    void forgetSecrets(const QString& path, const QString& name);
    void askForNewFolder(const QString& folder);
    void askForImport(bool folder);
    void import(const QString& path);

    Parts parts_;
    QWidget& window_;
    std::deque<std::pair<Edit, Then>> edits_;
    work::Task editing_;
    work::Task importing_;
};

} // namespace framescope::ui
