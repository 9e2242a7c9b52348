// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders_contract.h"
#include "server_desk.h"
#include "support/test_program.h"
#include "timeline/decode/load.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/filter/filter_bar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSslConfiguration>
#include <QTableView>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>
#include <QWebSocket>

namespace tst_window_server {

// The tab of a server, with clients of Qt.

using namespace framescope;
using Client = test::ServerClient;
using Desk = test::ServerDesk;
using test::Greets;
using test::WindowFixture;
using ui::ActionId;
using ui::ClientTable;

class TestWindowServer : public QObject
{
    Q_OBJECT

private slots:
    void playsAScenario();
    void saysWhatAClientDidOtherwise();
    void aMistakeInTheFileHasItsLine();
    void aPortInUseIsAnError();
    void whatIsMissingIsSaid();
    void choosingAClientFilters();
    void theSameRecordingGoesOn();
    void aTabIsConnectedToIt();
    void playsARecordingAgain();
    void playsTheDemo();
    void playsAContract();
    void aContractOfNothingIsToldOf();
    void whatWasChosenIsRemembered();
    void otherNetworksAreWarnedOf();
    void itsCertificateIsTrusted();
    void theScenariosOfAFolder();
    void closingWhileItServes();
    void beginsOnTheWelcomePage();
    void aScenarioBeginsOnTheWelcomePage();
};

void TestWindowServer::playsAScenario()
{
    WindowFixture f;
    Desk desk(f);
    QVERIFY(f.page().composer().isHidden());
    QCOMPARE(f.stateWord(), QStringLiteral("stopped"));
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const Client client(desk.startedUrl() + QStringLiteral("/greet"));
    QTRY_COMPARE(client.received, QStringList{QStringLiteral("hello")});
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("passed"));
    QCOMPARE(desk.cell(0, ClientTable::Path), QStringLiteral("/greet"));
    QCOMPARE(desk.cell(0, ClientTable::Plays), QStringLiteral("greets"));
    QVERIFY(f.shownRow(QStringLiteral("hello")) >= 0);
    QVERIFY(f.shownRow(QStringLiteral("thanks")) >= 0);
    QCOMPARE(f.stateWord(), QStringLiteral("listening"));
    QCOMPARE(f.page().findChild<QLineEdit*>(QStringLiteral("address"))->text(),
             desk.pane().servedUrl());
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("stopped"));
    QVERIFY(f.page().document().isUnsaved());
}

void TestWindowServer::saysWhatAClientDidOtherwise()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const Client client(desk.startedUrl() + QStringLiteral("/greet"), QStringLiteral("no"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("failed"));
    auto& clients = desk.clients();
    QTest::mouseClick(clients.viewport(), Qt::LeftButton, {},
                      clients.visualRect(clients.model()->index(0, 0)).center());
    auto& story = desk.part<QPlainTextEdit>("serverStory");
    QTRY_VERIFY(story.isVisible());
    QVERIFY2(story.toPlainText().contains(QStringLiteral("greets.yaml:5")),
             qPrintable(story.toPlainText()));
    QVERIFY(story.toPlainText().contains(QStringLiteral("thanks")));
    QVERIFY(story.toPlainText().contains(QStringLiteral("no")));
}

void TestWindowServer::aMistakeInTheFileHasItsLine()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("bad.yaml"), "serve: { path: / }\nsteps:\n  - expct: open\n");
    f.press(Qt::Key_F5);
    QTRY_VERIFY2(desk.message().contains(QStringLiteral("bad.yaml:3")), qPrintable(desk.message()));
    QCOMPARE(f.stateWord(), QStringLiteral("not started"));
    QVERIFY(f.window().action(ActionId::Connect)->isEnabled());
    desk.play(QStringLiteral("bad.yaml"), Greets);
    QVERIFY(!desk.startedUrl().isEmpty());
    QVERIFY(desk.message().isEmpty());
}

void TestWindowServer::aPortInUseIsAnError()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    desk.part<QSpinBox>("serverPort").setValue(other.serverPort());
    f.press(Qt::Key_F5);
    QTRY_VERIFY2(desk.message().contains(QString::number(other.serverPort())),
                 qPrintable(desk.message()));
    QTRY_COMPARE(f.stateWord(), QStringLiteral("not started"));
    other.close();
    QVERIFY(!desk.startedUrl().isEmpty());
}

void TestWindowServer::whatIsMissingIsSaid()
{
    WindowFixture f;
    Desk desk(f);
    f.press(Qt::Key_F5);
    QVERIFY(desk.message().contains(QStringLiteral("hoose the scenario")));
    f.type(&desk.part<QLineEdit>("serverFiles"), f.file(QStringLiteral("nowhere.yaml")));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(desk.message().contains(QStringLiteral("nowhere.yaml")));
    desk.play(QStringLiteral("client.yaml"),
              "connect: ws://127.0.0.1/\nsteps:\n  - expect: open\n");
    f.press(Qt::Key_F5);
    QTRY_VERIFY2(desk.message().contains(QStringLiteral("serve")), qPrintable(desk.message()));
    desk.part<QComboBox>("serverAddress").setCurrentText(QStringLiteral("localhost"));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(desk.message().contains(QStringLiteral("not an IP address")));
}

void TestWindowServer::choosingAClientFilters()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const QString url = desk.startedUrl() + QStringLiteral("/greet");
    const Client first(url);
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("passed"));
    const Client second(url, QStringLiteral("only of the second"));
    QTRY_COMPARE(desk.cell(1, ClientTable::Verdict), QStringLiteral("failed"));
    QVERIFY(f.shownRow(QStringLiteral("thanks")) >= 0);
    auto& clients = desk.clients();
    QTest::mouseClick(clients.viewport(), Qt::LeftButton, {},
                      clients.visualRect(clients.model()->index(1, 1)).center());
    QCOMPARE(f.page().filterBar().text(), QStringLiteral("conn:2"));
    QTRY_VERIFY(f.rowOf(QStringLiteral("thanks")) < 0);
    QVERIFY(f.shownRow(QStringLiteral("only of the second")) >= 0);
    QTest::keyClick(&clients, Qt::Key_Up);
    QCOMPARE(f.page().filterBar().text(), QStringLiteral("conn:1"));
    QTest::mouseClick(&desk.part<QToolButton>("serverAllClients"), Qt::LeftButton);
    QVERIFY(f.page().filterBar().text().isEmpty());
    QVERIFY(f.shownRow(QStringLiteral("only of the second")) >= 0);
}

void TestWindowServer::theSameRecordingGoesOn()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const Client first(desk.startedUrl() + QStringLiteral("/greet"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("passed"));
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("stopped"));
    f.page().document().editNotes(timeline::NoteEdit::noteOn(EventId{0}, "while it is stopped"));
    QTRY_COMPARE(f.page().document().timeline()->noteEditCount(), std::size_t{1});
    const Client second(desk.startedUrl() + QStringLiteral("/greet"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("passed"));
    QCOMPARE(f.page().document().timeline()->connectionCount(), std::size_t{2});
    auto& clients = desk.clients();
    QTest::mouseClick(clients.viewport(), Qt::LeftButton, {},
                      clients.visualRect(clients.model()->index(0, 0)).center());
    QCOMPARE(f.page().filterBar().text(), QStringLiteral("conn:2"));
    f.page().document().editNotes(timeline::NoteEdit::noteOn(EventId{1}, "while it serves"));
    QTRY_COMPARE(f.page().document().timeline()->noteEditCount(), std::size_t{2});
}

void TestWindowServer::aTabIsConnectedToIt()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(
        QStringLiteral("echoes.yaml"),
        "serve: {}\nsteps:\n  - send: welcome\n  - expect: { message: thanks, within: 9s }\n");
    const QString url = desk.startedUrl();
    QTest::mouseClick(&desk.part<QToolButton>("serverCopyUrl"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), url);
    QTest::mouseClick(&desk.part<QPushButton>("serverConnect"), Qt::LeftButton);
    QCOMPARE(f.window().pageCount(), 2);
    QTRY_VERIFY(f.isOpen());
    QVERIFY(f.shownRow(QStringLiteral("welcome")) >= 0);
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("connected"));
    QTRY_VERIFY2(desk.cell(0, ClientTable::Step).startsWith(QStringLiteral("echoes.yaml:4")),
                 qPrintable(desk.cell(0, ClientTable::Step)));
    f.page().connection().sendText(QStringLiteral("thanks"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("passed"));
}

void TestWindowServer::playsARecordingAgain()
{
    WindowFixture f;
    f.recordSomething();
    const QString saved = f.file(QStringLiteral("echo.pcapng"));
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(saved);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    Desk desk(f);
    QCOMPARE(desk.part<QComboBox>("serverPlays").currentIndex(), 1); // proposed
    QCOMPARE(desk.part<QLineEdit>("serverFiles").text(), saved);
    const QString url = desk.startedUrl() + QStringLiteral("/echo");
    QWebSocket client;
    QString answer;
    QObject::connect(&client, &QWebSocket::connected, &client,
                     [&] { client.sendTextMessage(QStringLiteral("something")); });
    QObject::connect(&client, &QWebSocket::textMessageReceived, &client,
                     [&](const QString& text) { answer = text; });
    client.open(QUrl(url));
    QTRY_COMPARE(answer, QStringLiteral("something"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Plays), QStringLiteral("connection 1"));
    client.close();
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("left"));
    QTest::mouseClick(&desk.part<QPushButton>("serverConnect"), Qt::LeftButton);
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(f.page().addressBar().address(), url);
}

void TestWindowServer::playsTheDemo()
{
    WindowFixture f;
    Desk desk(f);
    desk.part<QComboBox>("serverPlays").setCurrentIndex(3);
    QVERIFY(!desk.part<QLineEdit>("serverFiles").isVisible());
    const QString url = desk.startedUrl() + QStringLiteral("/close?code=4000");
    QWebSocket client;
    client.open(QUrl(url));
    QTRY_COMPARE(desk.cell(0, ClientTable::Path), QStringLiteral("/close?code=4000"));
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("left"));
    QVERIFY(f.shownRow(QStringLiteral("4000")) >= 0);
}

/// What it sends fits the contract, and a client that breaks it is told of.
void TestWindowServer::playsAContract()
{
    WindowFixture f;
    Desk desk(f);
    desk.part<QComboBox>("serverPlays").setCurrentIndex(2);
    desk.play(QStringLiteral("orders.yaml"), test::OrdersContract);
    const Client client(desk.startedUrl() + QStringLiteral("/echo"),
                        QStringLiteral(R"({"kind":"order","price":"none"})"));
    QTRY_VERIFY(!client.received.isEmpty());
    QVERIFY(desk.part<QLabel>("serverUrl").text().endsWith(QStringLiteral("/echo")));
    QTRY_COMPARE(desk.cell(0, ClientTable::Verdict), QStringLiteral("failed"));
    auto& clients = desk.clients();
    QTest::mouseClick(clients.viewport(), Qt::LeftButton, {},
                      clients.visualRect(clients.model()->index(0, 0)).center());
    auto& story = desk.part<QPlainTextEdit>("serverStory");
    QTRY_VERIFY(story.isVisible());
    QVERIFY2(story.toPlainText().contains(QStringLiteral("$.price")),
             qPrintable(story.toPlainText()));
    const auto isBroken = [&f](int row) {
        return !f.page()
                    .model()
                    .index(row, 0)
                    .data(present::TimelineModel::ContractRole)
                    .toString()
                    .isEmpty();
    };
    const int said = f.shownRow(QStringLiteral(R"({"kind":"order","price":"none")"));
    QTRY_VERIFY(isBroken(said));
    for (int row = 0; row < f.rowCount(); ++row) {
        QCOMPARE(isBroken(row), row == said);
    }
}

void TestWindowServer::aContractOfNothingIsToldOf()
{
    WindowFixture f;
    Desk desk(f);
    desk.part<QComboBox>("serverPlays").setCurrentIndex(2);
    f.press(Qt::Key_F5);
    QVERIFY(desk.message().contains(QStringLiteral("hoose the contract")));
    desk.play(QStringLiteral("bad.yaml"), "asyncapi: 3.0.0\nchannels: [\n");
    f.press(Qt::Key_F5);
    QTRY_VERIFY2(desk.message().contains(QStringLiteral("bad.yaml:")), qPrintable(desk.message()));
    QCOMPARE(f.stateWord(), QStringLiteral("not started"));
}

void TestWindowServer::whatWasChosenIsRemembered()
{
    WindowFixture f;
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const int port = free.serverPort();
    free.close();
    {
        Desk desk(f);
        desk.part<QComboBox>("serverPlays").setCurrentIndex(2);
        desk.play(QStringLiteral("orders.yaml"), test::OrdersContract);
        desk.part<QSpinBox>("serverPort").setValue(port);
        desk.part<QCheckBox>("serverTls").setChecked(true);
        desk.part<QComboBox>("serverAddress").setCurrentText(QStringLiteral("127.0.0.2"));
        QVERIFY(!desk.startedUrl().isEmpty());
    }
    f.restart();
    Desk desk(f);
    QCOMPARE(desk.part<QComboBox>("serverPlays").currentIndex(), 2);
    QCOMPARE(desk.part<QSpinBox>("serverPort").value(), port);
    QVERIFY(desk.part<QCheckBox>("serverTls").isChecked());
    QCOMPARE(desk.part<QComboBox>("serverAddress").currentText(), QStringLiteral("127.0.0.1"));
    QTest::mouseClick(&desk.part<QToolButton>("serverBrowse"), Qt::LeftButton);
    auto* asked = qobject_cast<QFileDialog*>(f.dialog());
    QVERIFY(asked);
    QCOMPARE(QFileInfo(asked->directory().path()), QFileInfo(f.file({})));
    asked->reject();
}

void TestWindowServer::otherNetworksAreWarnedOf()
{
    WindowFixture f;
    Desk desk(f);
    auto& address = desk.part<QComboBox>("serverAddress");
    auto& warning = desk.part<QLabel>("serverWarning");
    QVERIFY(!warning.isVisible());
    address.setCurrentText(QStringLiteral("0.0.0.0"));
    QVERIFY(warning.isVisible());
    address.setCurrentText(QStringLiteral("127.0.0.2"));
    QVERIFY(!warning.isVisible());
}

void TestWindowServer::itsCertificateIsTrusted()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    QTest::keyClick(&desk.part<QCheckBox>("serverTls"), Qt::Key_Space);
    const QString url = desk.startedUrl();
    QVERIFY(url.startsWith(QStringLiteral("wss://")));
    auto& certificate = desk.part<QToolButton>("serverCertificate");
    QVERIFY(certificate.isVisible());
    certificate.menu()->actions().first()->trigger();
    const auto copied = QSslCertificate::fromData(QGuiApplication::clipboard()->text().toUtf8());
    QCOMPARE(copied.size(), 1);
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates(copied);
    Client client(QString{});
    client.socket.setSslConfiguration(trusting);
    client.socket.open(QUrl(url + QStringLiteral("/greet")));
    QTRY_COMPARE(client.received, QStringList{QStringLiteral("hello")});
    certificate.menu()->actions().last()->trigger();
    f.giveFileName(f.file(QStringLiteral("server.pem")));
    QTRY_VERIFY(desk.message().contains(QStringLiteral("server.pem")));
    QFile saved(f.file(QStringLiteral("server.pem")));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(QSslCertificate::fromData(saved.readAll()), copied);
}

void TestWindowServer::theScenariosOfAFolder()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    desk.play(QStringLiteral("client.yaml"),
              "connect: ws://127.0.0.1/\nsteps:\n  - expect: open\n");
    desk.play(QStringLiteral("other.yml"),
              "name: other\nserve: { path: /other }\nsteps:\n  - send: two\n");
    f.type(&desk.part<QLineEdit>("serverFiles"), f.file({}));
    const QString url = desk.startedUrl();
    const Client other(url + QStringLiteral("/other"));
    QTRY_COMPARE(other.received, QStringList{QStringLiteral("two")});
    const Client greeted(url + QStringLiteral("/greet"));
    QTRY_COMPARE(greeted.received, QStringList{QStringLiteral("hello")});
}

void TestWindowServer::closingWhileItServes()
{
    WindowFixture f;
    Desk desk(f);
    desk.play(QStringLiteral("greets.yaml"), Greets);
    const Client client(desk.startedUrl() + QStringLiteral("/greet"));
    QTRY_COMPARE(client.received, QStringList{QStringLiteral("hello")});
    QTRY_VERIFY(f.page().isUnsaved());
    f.window().closePage(&f.page());
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("save")), Qt::LeftButton);
    const QString saved = f.file(QStringLiteral("served.pcapng"));
    f.giveFileName(saved);
    QTRY_VERIFY(f.page().isEmpty());
    const auto loaded = timeline::load(saved.toStdString());
    QVERIFY(loaded);
    QCOMPARE(loaded->timeline->connectionCount(), std::size_t{1});
    QVERIFY(loaded->timeline->connection(ConnectionId{1})->closing);
}

void TestWindowServer::beginsOnTheWelcomePage()
{
    WindowFixture f;
    QTest::mouseClick(f.page().findChild<QPushButton*>(QStringLiteral("serverButton")),
                      Qt::LeftButton);
    QVERIFY(f.page().task());
    QCOMPARE(f.window().pageCount(), 1);
    QCOMPARE(f.page().title(), QStringLiteral("Server"));
}

/// So does a probe, once there is an address.
void TestWindowServer::aScenarioBeginsOnTheWelcomePage()
{
    WindowFixture f;
    QTest::mouseClick(f.page().findChild<QPushButton*>(QStringLiteral("scenarioButton")),
                      Qt::LeftButton);
    QVERIFY(f.page().task());
    QCOMPARE(f.page().title(), QStringLiteral("New scenario"));
    f.window().action(ActionId::NewTab)->trigger();
    f.page().addressBar().setAddress(f.url(QStringLiteral("/echo")));
    QTest::mouseClick(f.page().findChild<QPushButton*>(QStringLiteral("probeButton")),
                      Qt::LeftButton);
    QVERIFY(f.page().task());
    QCOMPARE(f.page().task()->place(), f.url(QStringLiteral("/echo")));
}

FRAMESCOPE_TEST(TestWindowServer)

} // namespace tst_window_server

#include "tst_window_server.moc"
