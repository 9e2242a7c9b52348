// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/task_tabs.h"

#include "ui/filter/filter_bar.h"
#include "ui/page/connection_control.h"
#include "ui/page/session_page.h"
#include "ui/probe/probe_pane.h"
#include "ui/server/connection_term.h"
#include "ui/server/server_pane.h"
#include "ui/window/main_window.h"

#include <QAction>

#include <memory>

namespace framescope::ui {

TaskTabs::TaskTabs(MainWindow& window, const Variables& variables)
    : QObject(&window), window_(window), variables_(variables)
{
}

bool TaskTabs::run(ActionId id)
{
    return runAction({{ActionId::MockServer, [this] { openServer(); }},
                      {ActionId::Probe, [this] { openProbe(); }}},
                     id);
}

/// A recording that the current tab shows is proposed to be played.
void TaskTabs::openServer()
{
    const QString recording = window_.currentPage()->document().path();
    SessionPage& page = *window_.pageForNew();
    auto server = std::make_unique<ServerPane>(page.document(), variables_);
    if (!recording.isEmpty()) {
        server->setFiles({recording});
    }
    connect(server.get(), &ServerPane::connectRequested, this,
            [this](const QString& url) { window_.pageForNew()->connectTo(url); });
    connect(server.get(), &ServerPane::connectionChosen, &page,
            [&page](std::optional<ConnectionId> connection) {
                FilterBar& filter = page.filterBar();
                filter.setText(withConnection(filter.text(), connection));
            });
    page.setTask(std::move(server));
    page.focusTask();
}

/// Probes what the current tab would connect to, or the server that it plays.
void TaskTabs::openProbe()
{
    const auto open = [this](const connection::ConnectionOptions& options) {
        window_.action(ActionId::NewTab)->trigger();
        SessionPage& page = *window_.currentPage();
        page.setTask(std::make_unique<ProbePane>(page.document(), options));
        page.focusTask();
    };
    SessionPage& current = *window_.currentPage();
    if (const TaskPane* task = current.task()) {
        connection::ConnectionOptions options;
        options.url = QUrl(task->servedUrl());
        open(options);
    } else {
        current.connection().resolve(tr("&Probe"), open);
    }
}

} // namespace framescope::ui
