// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/task_tabs.h"

#include "ui/filter/filter_bar.h"
#include "ui/page/connection_control.h"
#include "ui/page/session_page.h"
#include "ui/probe/probe_pane.h"
#include "ui/server/connection_term.h"
#include "ui/server/server_pane.h"

#include <memory>
#include <utility>

namespace framescope::ui {

TaskTabs::TaskTabs(Pages pages, const Variables& variables, QObject* parent)
    : QObject(parent), pages_(std::move(pages)), variables_(variables)
{
}

bool TaskTabs::run(ActionId id)
{
    return runAction({{ActionId::MockServer, [this] { openServer(); }},
                      {ActionId::Probe, [this] { openProbe(); }}},
                     id);
}

void TaskTabs::openServer()
{
    SessionPage& page = *pages_.empty();
    auto server = std::make_unique<ServerPane>(page.document(), variables_);
    connect(server.get(), &ServerPane::connectRequested, this,
            [this](const QString& url) { pages_.empty()->connectTo(url); });
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
        SessionPage& page = *pages_.empty();
        page.setTask(std::make_unique<ProbePane>(page.document(), options));
        page.focusTask();
    };
    SessionPage& current = *pages_.current();
    if (const TaskPane* task = current.task()) {
        connection::ConnectionOptions options;
        options.url = QUrl(task->servedUrl());
        open(options);
    } else {
        current.connection().resolve(tr("&Probe"), open);
    }
}

} // namespace framescope::ui
