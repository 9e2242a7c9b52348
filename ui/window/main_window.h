// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/recordings_folder.h"
#include "ui/settings/settings.h"
#include "ui/widgets/actions.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>

namespace framescope::ui {

class Closing;
class CollectionControl;
class CollectionPane;
class NotificationBar;
class Opener;
class PageTabs;
class ScenarioControl;
class SessionPage;
class SideBar;
class TaskTabs;
class WindowDialogs;
struct PaneRow;

/// Options that the program passes to the window.
struct WindowOptions
{
    QString recordingsFolder;    ///< empty: the user's
    QString settingsFile;        ///< empty: the user's
    QString collectionFolder;    ///< of saved connections; empty: the user's
    bool forgetsSecrets = false; ///< uses no key ring
    /// Starts the demo server if necessary and calls back with its URL, "ws://127.0.0.1:8765".
    std::function<void(std::function<void(const Result<QString>&)>)> demo;
    std::function<void(style::ThemeChoice)> chooseTheme;
};

/// The main window: tabs and menus, connected to the pages, which do the work.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowOptions options, QWidget* parent = nullptr);
    ~MainWindow() override;

    SessionPage* currentPage() const;
    int pageCount() const;
    SessionPage* page(int index) const;
    QAction* action(ActionId id) const { return actions_->action(id); }
    NotificationBar& notificationBar() { return *notifications_; }
    /// The bar about files that could not be opened.
    NotificationBar& notOpened() { return *notOpened_; }
    Settings& settings() { return settings_; }
    CollectionControl& collection() { return *collection_; }
    CollectionPane& connections() { return *connections_; }

    /// Returns the current tab if it is empty, otherwise a new one.
    SessionPage* pageForNew();
    /// Opens URLs and files, as given on the command line.
    void openAll(const QStringList& urlsOrFiles);
    void open(const QString& urlOrFile) { openAll({urlOrFile}); }
    void openDemo();
    /// Closes a page, and asks first if something would be lost.
    void closePage(SessionPage* page);
    /// Called when the desktop is about to end its session. False: something is unsaved and the
    /// user is asked, so the desktop should wait. If it does not allow questions, unsaved
    /// recordings stay in the recordings folder and are offered the next time.
    bool mayDesktopEnd(bool allowsQuestions);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void run(ActionId id);
    void runOnCurrentPage(ActionId id);
    void openLeftBehind(const QString& recording);
    SessionPage* addPage();
    void removePage(SessionPage* page);
    void updateActions();
    void fillRecentFiles();
    void clearAddresses();
    void chooseTheme(style::ThemeChoice choice);
    void beginQuitting();
    void follow(Closing& closing);
    void usePreferences();
    void showPane(const PaneRow& pane, bool shown);
    void showSideBar(bool shown);
    void importCollection(bool folder);

    WindowOptions options_;
    Settings settings_;
    library::RecordingsFolder folder_;
    std::unique_ptr<Actions> actions_;
    NotificationBar* notifications_;
    NotificationBar* notOpened_;
    PageTabs* tabs_;
    CollectionPane* connections_;
    SideBar* sideBar_ = nullptr; ///< the connections, and the rest of the window
    CollectionControl* collection_ = nullptr;
    ScenarioControl* scenarios_ = nullptr;
    Opener* opener_;
    QMenu* recent_ = nullptr;
    WindowDialogs* dialogs_;
    TaskTabs* tasks_ = nullptr;
    QPointer<Closing> quitting_; ///< closes all tabs
};

} // namespace framescope::ui
