// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notification.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace framescope::ui {

class NotificationBar;
class PageTabs;
class SessionPage;

/// From names to tabs: an address is connected to, a file that a tab has leads there, any other
/// gets a tab. What can't be opened is told in one message, however many there are.
class Opener : public QObject
{
    Q_OBJECT

public:
    using PageForNew = std::function<SessionPage*()>;

    Opener(PageTabs& tabs, NotificationBar& bar, PageForNew pageForNew, QObject* parent);

    void open(const QStringList& urlsOrFiles);
    /// Of a file whose tab is gone: files are read in the background.
    void tellFailure(const Notification& why);

private:
    void openFile(const QString& file);

    PageTabs& tabs_;
    NotificationBar& bar_;
    PageForNew pageForNew_;
    std::vector<Notification> failures_; ///< since something was opened last
};

} // namespace framescope::ui
