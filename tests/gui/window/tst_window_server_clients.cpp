// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders_contract.h"
#include "server_desk.h"
#include "support/test_program.h"
#include "ui/connect/address_bar.h"
#include "ui/filter/filter_bar.h"
#include "ui/overview/overview_strip.h"
#include "ui/timeline/table/timeline_view.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QPushButton>
#include <QTextDocument>
#include <QToolTip>

namespace tst_window_server_clients {

// What the tab of a server says of its clients, and the tabs that are connected to it.

using namespace framescope;
using Client = test::ServerClient;
using Desk = test::ServerDesk;
using test::Greets;
using test::WindowFixture;
using ui::ClientTable;

class TestWindowServerClients : public QObject
{
    Q_OBJECT

private slots:
    void aTabIsConnectedToThePathThatIsPlayed_data();
    void aTabIsConnectedToThePathThatIsPlayed();
    void aPathOfAPatternIsForTheUserToComplete();
    void thePathsOfTheDemoAreOffered();
    void toolTipsAreText();
    void rowsNameTheSides();
    void whyAClientFailedIsSeenAtOnce();
    void allClientsAreShownAgainWhenItStops();
    void theStartButtonStaysWhereItIs();
    void aBrokenFileOfAFolderIsToldOf();
};

/// With TLS it trusts the certificate of the server alone: verification stays on.
void TestWindowServerClients::aTabIsConnectedToThePathThatIsPlayed_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("in clear") << false;
    QTest::newRow("TLS") << true;
}

void TestWindowServerClients::aTabIsConnectedToThePathThatIsPlayed()
{
    QFETCH(bool, tls);
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    desk.part<QCheckBox>("serverTls").setChecked(tls);
    const QString url = desk.startedUrl() + QStringLiteral("/greet");
    QCOMPARE(desk.part<QLabel>("serverUrl").text(), url);
    QTest::mouseClick(&desk.part<QPushButton>("serverConnect"), Qt::LeftButton);
    QCOMPARE(f.window().pageCount(), 2);
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(f.page().addressBar().address(), url);
    QVERIFY(f.shownRow(QStringLiteral("hello")) >= 0);
    const auto& used = f.page().document().options().tls;
    QVERIFY(!used.insecure);
    QCOMPARE(!used.acceptedCertificate.isEmpty(), tls);
    f.page().connection().sendText(QStringLiteral("thanks"));
    f.page().connection().disconnectNormally();
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("passed"));
    QCOMPARE(desk.clients().model()->rowCount(), 1);
    // The port is what tells clients of one machine apart.
    QVERIFY(desk.clients().columnWidth(ClientTable::Client) >
            desk.clients().fontMetrics().horizontalAdvance(QStringLiteral("127.0.0.1:65535")));
    const auto probed = desk.pane().servedOptions();
    QCOMPARE(probed.url.toString(), url);
    QCOMPARE(probed.tls.acceptedCertificate, used.acceptedCertificate);
}

void TestWindowServerClients::aPathOfAPatternIsForTheUserToComplete()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("rooms.yaml"),
              "serve: { path: { matches: \"/^.room/\" } }\nsteps:\n  - send: hello\n");
    const QString url = desk.startedUrl();
    QTest::mouseClick(&desk.part<QPushButton>("serverConnect"), Qt::LeftButton);
    QCOMPARE(f.window().pageCount(), 2);
    QCOMPARE(f.page().addressBar().address(), url + QLatin1Char('/'));
    QCOMPARE(f.stateWord(), QStringLiteral("not connected"));
    auto* address = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    QVERIFY(address->hasFocus());
    f.type(address, url + QStringLiteral("/room/7"));
    QTest::keyClick(address, Qt::Key_Return);
    QVERIFY(f.shownRow(QStringLiteral("hello")) >= 0);
}

void TestWindowServerClients::thePathsOfTheDemoAreOffered()
{
    WindowFixture f;
    Desk desk(f);
    desk.part<QComboBox>("serverPlays").setCurrentIndex(3);
    const QString url = desk.startedUrl();
    const auto* menu = desk.part<QPushButton>("serverConnect").menu();
    QVERIFY(menu);
    QStringList paths;
    for (const QAction* action : menu->actions()) {
        paths += action->text();
    }
    QVERIFY(paths.contains(QStringLiteral("/echo")));
    QVERIFY(paths.contains(QStringLiteral("/heartbeat")));
    menu->actions().first()->trigger();
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(f.page().addressBar().address(), url + QStringLiteral("/hello"));
}

void TestWindowServerClients::toolTipsAreText()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const Client client(desk.startedUrl() + QStringLiteral("/greet"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Path), QStringLiteral("/greet"));
    auto& clients = desk.clients();
    const QPoint at = clients.visualRect(clients.model()->index(0, ClientTable::Path)).center();
    QHelpEvent help(QEvent::ToolTip, at, clients.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(clients.viewport(), &help);
    QTextDocument shown;
    shown.setHtml(QToolTip::text());
    QCOMPARE(shown.toPlainText(), QStringLiteral("/greet"));
}

void TestWindowServerClients::rowsNameTheSides()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const Client client(desk.startedUrl() + QStringLiteral("/greet"));
    const auto from = [&f](const QString& preview) {
        const int row = f.shownRow(preview);
        return f.page().model().index(row, present::TimelineModel::Dir).data().toString();
    };
    QCOMPARE(from(QStringLiteral("hello")), QStringLiteral("server"));
    QCOMPARE(from(QStringLiteral("thanks")), QStringLiteral("client"));
    QCOMPARE(f.page()
                 .model()
                 .headerData(present::TimelineModel::Dir, Qt::Horizontal, Qt::DisplayRole)
                 .toString(),
             QStringLiteral("From"));
    QTRY_VERIFY(f.page().overview().description({}).contains(QStringLiteral("client ")));
    f.page().timelineView().setCurrentIndex(f.page().model().index(
        f.shownRow(QStringLiteral("thanks")), present::TimelineModel::Preview));
    f.page().focusTimeline();
    f.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("client\ttext")));
}

void TestWindowServerClients::whyAClientFailedIsSeenAtOnce()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const QString url = desk.startedUrl();
    const Client client(url + QStringLiteral("/greet"), QStringLiteral("no"));
    QTRY_VERIFY2(desk.cell(0, ClientTable::Step).contains(QStringLiteral("thanks")),
                 qPrintable(desk.cell(0, ClientTable::Step)));
    QVERIFY(desk.cell(0, ClientTable::Step).startsWith(QStringLiteral("line 5: expected")));
    const Client lost(url + QStringLiteral("/elsewhere"));
    QTRY_COMPARE(desk.cell(1, ClientTable::Step), QStringLiteral("no scenario is for /elsewhere"));
}

/// The filter for one client would hide those of the next start.
void TestWindowServerClients::allClientsAreShownAgainWhenItStops()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const Client client(desk.startedUrl() + QStringLiteral("/greet"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("passed"));
    auto& clients = desk.clients();
    QTest::mouseClick(clients.viewport(), Qt::LeftButton, {},
                      clients.visualRect(clients.model()->index(0, 0)).center());
    QCOMPARE(f.page().filterBar().text(), QStringLiteral("conn:1"));
    QTest::mouseClick(&desk.part<QPushButton>("serverStart"), Qt::LeftButton);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("stopped"));
    QVERIFY(f.page().filterBar().text().isEmpty());
}

void TestWindowServerClients::theStartButtonStaysWhereItIs()
{
    WindowFixture f;
    Desk desk(f);
    auto& start = desk.part<QPushButton>("serverStart");
    QTRY_VERIFY(start.isVisible());
    QTRY_VERIFY(start.y() < desk.part<QCheckBox>("serverTls").parentWidget()->geometry().bottom() +
                                start.height());
    const QRect before = start.geometry();
    QTest::mouseClick(&start, Qt::LeftButton);
    QTRY_VERIFY(desk.part<QLabel>("serverMessage").isVisible());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(start.geometry(), before);
}

void TestWindowServerClients::aBrokenFileOfAFolderIsToldOf()
{
    WindowFixture f;
    Desk desk(f);
    f.write(QStringLiteral("broken.yaml"), "asyncapi: [3\n");
    f.write(QStringLiteral("contract.yml"), test::OrdersContract);
    f.type(&desk.part<QLineEdit>("serverFiles"), f.file({}));
    f.press(Qt::Key_F5);
    QTRY_VERIFY2(desk.message().contains(QStringLiteral("broken.yaml")),
                 qPrintable(desk.message()));
    QCOMPARE(f.stateWord(), QStringLiteral("not started")); // nothing is left to be played
    f.write(QStringLiteral("greets.yaml"), Greets);
    const Client greeted(desk.startedUrl() + QStringLiteral("/greet"));
    QTRY_COMPARE(greeted.received, QStringList{QStringLiteral("hello")});
    QVERIFY2(desk.message().contains(QStringLiteral("broken.yaml")), qPrintable(desk.message()));
    QVERIFY(!desk.message().contains(QStringLiteral("greets.yaml")));
}

FRAMESCOPE_TEST(TestWindowServerClients)

} // namespace tst_window_server_clients

#include "tst_window_server_clients.moc"
