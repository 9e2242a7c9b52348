// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

#include <QObject>

#include <map>

namespace framescope::ui {

class MainWindow;
class PageTabs;
class ServerPane;
class Variables;

/// Makes tabs that are for something else than the user's own session: a server, a probe.
class TaskTabs : public QObject
{
    Q_OBJECT

public:
    /// `window`, the parent, `tabs` and `variables` must outlive this object.
    TaskTabs(MainWindow& window, PageTabs& tabs, const Variables& variables);

    /// Makes the tab of an action; false if it has none.
    bool run(ActionId id);
    /// Plays the server of a scenario's file, in the tab that played it before if there is one.
    void serve(const QString& file, const std::map<QString, QString>& values);

private:
    void openServer();
    ServerPane& addServer();
    void openProbe();

    MainWindow& window_;
    PageTabs& tabs_;
    const Variables& variables_;
};

} // namespace framescope::ui
