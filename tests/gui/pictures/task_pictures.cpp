// SPDX-License-Identifier: GPL-3.0-or-later
#include "task_pictures.h"

#include "idle_server.h"
#include "orders_contract.h"
#include "ui/connect/address_bar.h"
#include "ui/details/shell/details_pane.h"
#include "ui/page/contract_control.h"
#include "ui/page/task_pane.h"
#include "ui/timeline/table/timeline_view.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>
#include <QWebSocket>

#include <array>

namespace framescope::test {

namespace {

using Take = std::function<void(QWidget&, const char*)>;
using ui::ActionId;

const char* const Orders = R"(name: orders
serve: { path: /orders }
steps:
  - send: '{"type":"hello","server":"orders"}'
  - expect: { message: { json: { $.op: subscribe } }, within: 20s }
  - send: '{"type":"order","id":4711,"price":101.5}'
  - expect: { message: { json: { $.op: confirm, $.id: 4711 } }, within: 20s }
  - expect: { close: { code: 1000 }, within: 20s }
)";

template <typename Widget>
Widget& part(WindowFixture& f, const char* name)
{
    return *f.page().task()->findChild<Widget*>(QLatin1String(name));
}

void waitFor(const std::function<bool()>& condition, const char* what)
{
    require(QTest::qWaitFor(condition, 3 * Patience), what);
}

/// A client that says some messages, then closes unless it stays.
void speak(QWebSocket& client, const QString& url, const QStringList& said, bool stays)
{
    QObject::connect(&client, &QWebSocket::connected, &client, [&client, said, stays] {
        for (const QString& text : said) {
            client.sendTextMessage(text);
        }
        if (!stays) {
            client.close();
        }
    });
    client.open(QUrl(url));
}

void takeServer(WindowFixture& f, const Take& take)
{
    f.window().action(ActionId::MockServer)->trigger();
    take(f.window(), "server-new");
    auto& files = part<QLineEdit>(f, "serverFiles");
    files.setText(f.write(QStringLiteral("orders.yaml"),
                          QByteArray(Orders).replace("expect: { close", "expct: { close")));
    part<QComboBox>(f, "serverAddress").setCurrentText(QStringLiteral("0.0.0.0"));
    f.page().task()->start();
    waitFor([&f] { return f.stateWord() == QLatin1String("not started"); }, "a mistake");
    take(f.window(), "server-mistake");
    part<QComboBox>(f, "serverAddress").setCurrentText(QStringLiteral("127.0.0.1"));
    files.setText(f.write(QStringLiteral("orders.yaml"), Orders));
    f.page().task()->start();
    waitFor([&f] { return !f.page().task()->servedUrl().isEmpty(); }, "a server");
    const QString url = f.page().task()->servedUrl() + QStringLiteral("/orders");
    std::array<QWebSocket, 3> clients;
    speak(
        clients[0], url,
        {QStringLiteral(R"({"op":"subscribe"})"), QStringLiteral(R"({"op":"confirm","id":4711})")},
        false);
    auto& table = part<QTableView>(f, "serverClients");
    waitFor([&] { return table.model()->index(0, 0).data() == QLatin1String("passed"); }, "passed");
    speak(clients[1], url,
          {QStringLiteral(R"({"op":"subscribe"})"), QStringLiteral(R"({"op":"confirm","id":12})")},
          true);
    waitFor([&] { return table.model()->index(1, 0).data() == QLatin1String("failed"); }, "failed");
    speak(clients[2], url, {QStringLiteral(R"({"op":"subscribe"})")}, true);
    waitFor([&] { return table.model()->rowCount() == 3; }, "three clients");
    QTest::qWait(500);
    take(f.window(), "server");
    table.selectRow(1);
    QTest::qWait(300);
    take(f.window(), "server-client");
    f.page().task()->stop();
}

/// A server that plays a contract, which one of its clients breaks.
void takeContractServer(WindowFixture& f, const Take& take)
{
    f.window().action(ActionId::NewTab)->trigger();
    f.window().action(ActionId::MockServer)->trigger();
    part<QComboBox>(f, "serverPlays").setCurrentIndex(2);
    part<QLineEdit>(f, "serverFiles")
        .setText(f.write(QStringLiteral("orders.asyncapi.yaml"), OrdersContract));
    QTest::qWait(100);
    take(f.window(), "server-contract-new");
    f.page().task()->start();
    waitFor([&f] { return !f.page().task()->servedUrl().isEmpty(); }, "a server");
    QWebSocket client;
    speak(client, f.page().task()->servedUrl() + QStringLiteral("/echo"),
          {QStringLiteral(R"({"kind":"order","price":99})"),
           QStringLiteral(R"({"kind":"order","price":"none"})")},
          true);
    auto& table = part<QTableView>(f, "serverClients");
    waitFor([&] { return table.model()->rowCount() == 1; }, "a client");
    require(f.shownRow(QStringLiteral(R"({"kind":"order","price":"none")")) >= 0, "its message");
    table.selectRow(0);
    QTest::qWait(500);
    take(f.window(), "server-contract");
    f.page().task()->stop();
}

void takeProbe(WindowFixture& f, const Take& take)
{
    f.window().action(ActionId::NewTab)->trigger();
    const IdleServer server;
    f.page().addressBar().setAddress(server.url());
    f.window().action(ActionId::Probe)->trigger();
    waitFor([&f] { return f.page().task() != nullptr; }, "a probe");
    auto& groups = part<QTreeWidget>(f, "probeGroups");
    for (int i = 0; i < groups.topLevelItemCount(); ++i) {
        const QString name = groups.topLevelItem(i)->text(0);
        const bool quick = name == QLatin1String("ping") || name == QLatin1String("mask");
        groups.topLevelItem(i)->setCheckState(0, quick ? Qt::Checked : Qt::Unchecked);
    }
    take(f.window(), "probe-plan");
    f.page().task()->start();
    auto& table = part<QTableView>(f, "probeTable");
    waitFor([&] { return !table.model()->index(4, 0).data().toString().isEmpty(); }, "some cases");
    take(f.window(), "probe-running");
    waitFor([&f] { return !f.page().task()->canStop(); }, "the end of the probe");
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        if (table.model()->index(row, 0).data() == QLatin1String("failed")) {
            table.selectRow(row);
            emit table.activated(table.currentIndex());
            break;
        }
    }
    QTest::qWait(500);
    take(f.window(), "probe-done");
}

void takeContract(WindowFixture& f, const Take& take)
{
    f.window().action(ActionId::NewTab)->trigger();
    f.connectTo(QStringLiteral("/echo"));
    waitFor([&f] { return f.isOpen(); }, "open");
    for (const char* text :
         {R"({"kind":"order","price":101.5})", R"({"kind":"order","price":"none"})",
          R"({"hello":"world"})", R"({"kind":"order","price":99})"}) {
        f.page().connection().sendText(QLatin1String(text));
        require(f.shownRow(QLatin1String(text)) >= 0, text);
    }
    f.page().contract().open(f.write(QStringLiteral("orders.asyncapi.yaml"), OrdersContract));
    waitFor([&f] { return f.page().contract().contract() != nullptr; }, "a contract");
    auto& view = f.page().timelineView();
    view.setFollowing(false);
    view.setCurrentIndex(
        f.page().model().index(f.rowOf(QStringLiteral(R"({"kind":"order","price":"none")")), 0));
    QTest::qWait(400);
    take(f.window(), "contract");
    f.window().action(ActionId::Coverage)->trigger();
    QDialog* coverage = f.dialog();
    require(coverage, "the coverage");
    auto* list = coverage->findChild<QTreeWidget*>();
    waitFor([list] { return list->topLevelItemCount() > 0; }, "its rows");
    take(*coverage, "contract-coverage");
    coverage->reject();
}

} // namespace

void takeTaskPictures(WindowFixture& f, const Take& take)
{
    takeServer(f, take);
    takeContractServer(f, take);
    takeProbe(f, take);
    takeContract(f, take);
}

} // namespace framescope::test
