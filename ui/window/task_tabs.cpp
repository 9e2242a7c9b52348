// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/task_tabs.h"

#include "ui/connect/address_bar.h"
#include "ui/filter/filter_bar.h"
#include "ui/page/connection_control.h"
#include "ui/page/contract_control.h"
#include "ui/page/session_page.h"
#include "ui/probe/probe_pane.h"
#include "ui/server/connection_term.h"
#include "ui/server/server_form.h"
#include "ui/server/server_pane.h"
#include "ui/window/main_window.h"
#include "ui/window/page_tabs.h"

#include <QAction>

#include <memory>

namespace framescope::ui {

TaskTabs::TaskTabs(MainWindow& window, PageTabs& tabs, const Variables& variables)
    : QObject(&window), window_(window), tabs_(tabs), variables_(variables)
{
}

bool TaskTabs::run(ActionId id)
{
    return runAction({{ActionId::MockServer, [this] { openServer(); }},
                      {ActionId::Probe, [this] { openProbe(); }}},
                     id);
}

/// What the current tab shows is proposed to be played: a recording, or a contract.
void TaskTabs::openServer()
{
    SessionPage& current = *window_.currentPage();
    const QString recording = current.document().path();
    const QString contract = current.contract().file();
    ServerForm& form = addServer().form();
    if (!recording.isEmpty()) {
        form.setFiles({recording});
    } else if (!contract.isEmpty()) {
        form.setContract(contract);
    }
}

void TaskTabs::serve(const QString& file, const std::map<QString, QString>& values)
{
    for (SessionPage* page : tabs_.pages()) {
        auto* server = dynamic_cast<ServerPane*>(page->task());
        if (server && server->isOf(file)) {
            tabs_.setCurrentWidget(page);
            server->play(file, values);
            return;
        }
    }
    addServer().play(file, values);
}

ServerPane& TaskTabs::addServer()
{
    SessionPage& page = *window_.pageForNew();
    auto server = std::make_unique<ServerPane>(page.document(), variables_, window_.settings());
    ServerPane& added = *server;
    connect(server.get(), &ServerPane::contractPlayed, &page.contract(), &ContractControl::open);
    connect(server.get(), &ServerPane::connectRequested, this,
            [this](const QString& url, const QByteArray& certificate, bool completed) {
                SessionPage& client = *window_.pageForNew();
                client.connection().accept(QUrl(url), certificate);
                if (completed) {
                    client.connectTo(url);
                } else {
                    client.addressBar().setAddress(url + QLatin1Char('/'));
                    client.addressBar().focusAddress();
                }
            });
    connect(server.get(), &ServerPane::connectionChosen, &page,
            [&page](std::optional<ConnectionId> connection) {
                FilterBar& filter = page.filterBar();
                filter.setText(withConnection(filter.text(), connection));
            });
    page.setTask(std::move(server));
    page.focusTask();
    return added;
}

/// Probes what the current tab would connect to, or the server that it plays; where it says
/// nothing, what was probed at last.
void TaskTabs::openProbe()
{
    const auto open = [this](const connection::ConnectionOptions& options) {
        // A tab that holds no more than this address becomes the probe's.
        if (!window_.currentPage()->isEmpty() || window_.currentPage()->connection().origin()) {
            window_.action(ActionId::NewTab)->trigger();
        }
        SessionPage& page = *window_.currentPage();
        page.setTask(std::make_unique<ProbePane>(page.document(), options, window_.settings()));
        page.focusTask();
    };
    SessionPage& current = *window_.currentPage();
    if (const TaskPane* task = current.task()) {
        open(task->servedOptions());
    } else {
        AddressBar& bar = current.addressBar();
        if (bar.address().isEmpty() && current.isEmpty()) {
            bar.setAddress(ProbePane::lastUrl(window_.settings()));
        }
        current.connection().resolve(tr("&Probe"), open);
    }
}

} // namespace framescope::ui
