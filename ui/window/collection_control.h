// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/folder/collection_watcher.h"
#include "ui/collection/cookie_jars.h"
#include "ui/collection/key_ring.h"
#include "ui/collection/variables.h"
#include "ui/window/collection_editing.h"

#include <QObject>

#include <functional>

namespace framescope::ui {

class CollectionPane;
class NotificationBar;
class PageTabs;
class SessionPage;
class Settings;
struct SavedOrigin;

/// Does what the side bar asks for: opens saved connections in tabs, saves those of tabs, changes
/// environments, and tells tabs when theirs has changed.
class CollectionControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        CollectionPane& pane;
        PageTabs& tabs;
        NotificationBar& notifications;
        Settings& settings;
        std::function<SessionPage*()> pageForNew;
    };

    /// All parts must outlive it. `usualFolder` is used until the user chooses one.
    CollectionControl(const Parts& parts, const QString& usualFolder, bool forgetsSecrets,
                      QWidget& window);

    Variables& variables() { return variables_; }
    /// The cookies of the saved connections.
    CookieJars& cookieJars() { return cookieJars_; }
    const collection::CollectionWatcher& watcher() const { return watcher_; }
    collection::SecretStore& secrets() { return keyRing_; }
    void setFolder(const QString& folder);

    /// Saves the connection of the current tab to its file, or asks for a name.
    void saveCurrent();
    /// The same for the sake of a message, which is saved with its connection.
    void saveForMessage();
    void open(const QString& path, const QString& name, bool connects);

private:
    void connectPane();
    void askForFolder();
    void askToReplace(SessionPage& page, const SavedOrigin& replaced, const QString& why);
    void saveOrAsk(const QString& why);
    void askForName(SessionPage& page, const QString& why);
    void selectCurrent();
    void saveTo(SessionPage& page, const QString& path, const QString& name);
    void takeChanges(const collection::CollectionChanges& changes);
    void followMove(const QString& from, const QString& to);
    void takeChange(SessionPage& page, const SavedOrigin& origin);
    void editEnvironment(const QString& name);
    void useEnvironment(const QString& name);

    Parts parts_;
    QWidget& window_;
    KeyRing keyRing_;
    Variables variables_;
    CookieJars cookieJars_;
    collection::CollectionWatcher watcher_;
    CollectionEditing editing_;
};

} // namespace framescope::ui
