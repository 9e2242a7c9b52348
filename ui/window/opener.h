// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notification.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <utility>
#include <vector>

namespace framescope::ui {

class NotificationBar;
class PageTabs;
class SessionPage;
class Settings;

/// Opens names in tabs: connects to an address, goes to the tab of a file that is open, and opens
/// any other file in a new tab. Files that can't be opened are listed in one message.
class Opener : public QObject
{
    Q_OBJECT

public:
    using PageForNew = std::function<SessionPage*()>;

    Opener(PageTabs& tabs, NotificationBar& bar, PageForNew pageForNew, QObject* parent);

    /// Opens the files that are scenarios.
    void setScenarios(std::function<void(const QString& file)> open)
    {
        scenario_ = std::move(open);
    }
    void open(const QStringList& urlsOrFiles);
    /// Asks for files to open.
    void ask(const Settings& settings, QWidget* window);
    /// Reports a file that could not be opened. Its tab is already closed, since files are read in
    /// the background.
    void tellFailure(const Notification& why);

private:
    void openFile(const QString& file);

    PageTabs& tabs_;
    NotificationBar& bar_;
    PageForNew pageForNew_;
    std::function<void(const QString& file)> scenario_;
    std::vector<Notification> failures_; ///< since the last call of open()
};

} // namespace framescope::ui
