// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_handler.h"
#include "scenario/demo/demo_paths.h"
#include "scenario/demo/demo_scenarios.h"
#include "scenario/demo/demo_server_thread.h"
#include "scenario/demo/demo_ticks.h"
#include "scenario/server/certificate.h"
#include "scenario/server/server.h"
#include "support/test_program.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpSocket>
#include <QTest>

namespace tst_demo_parts {

using namespace framescope;
using namespace framescope::scenario;

class DemoPartsTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheTrailingName_data();
    void findsTheTrailingName();
    void ticksAreNumberedJson();
    void ticksAreAsLongAsWanted_data();
    void ticksAreAsLongAsWanted();
    void certificatesAreOfThisRunAndForThisMachine();
    void serverListensWhereItSays();
    void aPortInUseIsAnError();
    void threadServes();
    void itsScenariosAreRead();
};

void DemoPartsTest::findsTheTrailingName_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("name");

    QTest::newRow("sentence") << "My name is John"
                              << "John";
    QTest::newRow("one word") << "John"
                              << "John";
    QTest::newRow("nothing") << ""
                             << "Guest";
    QTest::newRow("ends with a dot") << "I am John."
                                     << "Guest";
    QTest::newRow("ends with a line break") << "John\n"
                                            << "Guest";
    QTest::newRow("hyphen") << "Anna-Maria"
                            << "Maria";
    QTest::newRow("accents") << QStringLiteral("I am Zo\u00EB") << QStringLiteral("Zo\u00EB");
    QTest::newRow("combining accent") << QStringLiteral("Zoe\u0308") << QStringLiteral("Zoe\u0308");
    QTest::newRow("Cyrillic") << QStringLiteral("\u044F \u0418\u0432\u0430\u043D")
                              << QStringLiteral("\u0418\u0432\u0430\u043D");
    QTest::newRow("digits and underscore") << "user_42"
                                           << "user_42";
    QTest::newRow("emoji is no word") << QStringLiteral("John \U0001F434") << "Guest";
}

void DemoPartsTest::findsTheTrailingName()
{
    QFETCH(QString, message);
    QFETCH(QString, name);
    QCOMPARE(QString::fromStdString(trailingName(message.toStdString())), name);
}

void DemoPartsTest::ticksAreNumberedJson()
{
    TickMaker maker(0);
    for (int number = 1; number <= 5000; ++number) {
        const std::string_view text = asText(maker.next());
        const auto tick =
            QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
        QCOMPARE(tick["type"].toString(), QStringLiteral("tick"));
        QCOMPARE(tick["seq"].toInt(), number);
        QVERIFY(tick["price"].toDouble() >= 1);
    }
    QCOMPARE(maker.made(), std::uint64_t{5000});
    TickMaker again(0);
    QVERIFY(asText(again.next()) == R"({"type":"tick","seq":1,"price":101.25})");
}

void DemoPartsTest::ticksAreAsLongAsWanted_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {38, 39, 40, 46, 47, 48, 64, 1000}) {
        QTest::addRow("%d bytes", size) << size;
    }
}

void DemoPartsTest::ticksAreAsLongAsWanted()
{
    QFETCH(int, size);
    TickMaker maker(static_cast<std::size_t>(size));
    const std::string_view text = asText(maker.next());
    QCOMPARE(text.size(), static_cast<std::size_t>(size));
    const auto tick =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    QCOMPARE(tick["seq"].toInt(), 1);
}

void DemoPartsTest::certificatesAreOfThisRunAndForThisMachine()
{
    const auto one = makeCertificate();
    const auto other = makeCertificate();
    QVERIFY(one && other);
    QVERIFY(one->key != other->key);
    const QSslCertificate certificate(QByteArray::fromStdString(one->certificate));
    QVERIFY(!certificate.isNull());
    QVERIFY(!QSslKey(QByteArray::fromStdString(one->key), QSsl::Ec).isNull());
    QVERIFY(certificate.effectiveDate() < QDateTime::currentDateTimeUtc());
    QVERIFY(certificate.expiryDate() > QDateTime::currentDateTimeUtc().addDays(300));
    const auto names = certificate.subjectAlternativeNames();
    QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
    QVERIFY(names.contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1")));
    QVERIFY(certificate.serialNumber() !=
            QSslCertificate(QByteArray::fromStdString(other->certificate)).serialNumber());
}

void DemoPartsTest::serverListensWhereItSays()
{
    Server server(demoHandlers());
    QCOMPARE(server.url(), QString());
    const auto port = server.start({});
    QVERIFY(port);
    QCOMPARE(server.url(), QStringLiteral("ws://127.0.0.1:%1").arg(*port));
    QVERIFY(server.certificate().empty());
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, *port);
    QTRY_COMPARE(server.connectionCount(), 1);
    client.write("garbage\r\n");
    QTRY_COMPARE(server.connectionCount(), 0);
    QTRY_VERIFY(client.peek(20).startsWith("HTTP/1.1 400 "));
    server.stop();
    QCOMPARE(server.url(), QString());
    const auto securePort = server.start({.tls = true});
    QVERIFY(securePort);
    QCOMPARE(server.url(), QStringLiteral("wss://127.0.0.1:%1").arg(*securePort));
    QVERIFY(server.certificate().find("BEGIN CERTIFICATE") != std::string::npos);
}

void DemoPartsTest::aPortInUseIsAnError()
{
    Server one(demoHandlers());
    Server other(demoHandlers());
    const auto port = one.start({});
    QVERIFY(port);
    const auto refused = other.start({.port = *port});
    QVERIFY(!refused);
    QVERIFY(refused.error().message().find(std::to_string(*port)) != std::string::npos);
}

void DemoPartsTest::threadServes()
{
    const auto server = DemoServerThread::start();
    QVERIFY(server);
    const int port = (*server)->url().section(QLatin1Char(':'), -1).toInt();
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    client.write("GET /ticks HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    QTRY_VERIFY(client.peek(20).startsWith("HTTP/1.1 426 "));
}

/// A mistake in one of them would end the program here.
void DemoPartsTest::itsScenariosAreRead()
{
    QVERIFY(makeDemoMock());
    for (const DemoScenario& row : demoScenarios()) {
        QVERIFY(isDemoScenario(std::string(row.path) + "?a=b"));
        QVERIFY(!demoPath(row.path));
        QVERIFY(demoHelp().find("  " + std::string(row.path) + " ") != std::string::npos);
    }
    QVERIFY(!isDemoScenario("/echo"));
}

FRAMESCOPE_TEST(DemoPartsTest)

} // namespace tst_demo_parts

#include "tst_demo_parts.moc"
