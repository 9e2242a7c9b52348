// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/demo_guide.h"

#include "base/text/qt_string.h"
#include "scenario/demo/demo_paths.h"
#include "ui/page/connection_control.h"
#include "ui/page/session_page.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/notification.h"

#include <QCursor>
#include <QMenu>

namespace framescope::ui {

namespace {

const QString Greeting = QStringLiteral("My name is John");

void showPaths(SessionPage& page, const std::function<SessionPage*()>& newPage,
               const QString& server)
{
    auto* menu = style::menuFor(&page, "demoPaths");
    for (const scenario::DemoPath& row : scenario::demoPaths()) {
        const QString path = toQString(row.path);
        menu->addAction(path + QLatin1Char('\t') + toQString(row.what), &page,
                        [newPage, server, path] { startDemo(newPage, server, path); });
    }
    menu->popup(QCursor::pos());
}

} // namespace

void startDemo(const std::function<SessionPage*()>& newPage, const QString& server,
               const QString& path)
{
    SessionPage& page = *newPage();
    page.connectTo(server + path);
    Notification guide{.kind = Notification::Kind::Info,
                       .title = translated("This is the demo server, on your own machine")};
    if (path == QLatin1String("/hello")) {
        guide.details +=
            translated("Say “%1” and it greets you, waits five seconds and closes with 1000.")
                .arg(Greeting);
        guide.actions.push_back({translated("Say “%1”").arg(Greeting),
                                 [&page, newPage, server] {
                                     if (page.document().state() == session::Session::State::Open) {
                                         page.connection().sendText(Greeting);
                                     } else {
                                         startDemo(newPage, server); // it has closed by itself
                                     }
                                 },
                                 true});
    } else {
        guide.details += toQString(scenario::demoPath(path.toStdString())->what);
    }
    guide.actions.push_back({translated("Other paths…"),
                             [&page, newPage, server] { showPaths(page, newPage, server); }, true});
    page.notify(guide);
}

} // namespace framescope::ui
