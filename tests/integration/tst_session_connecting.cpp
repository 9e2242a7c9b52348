// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a connection comes about, or does not: names, addresses, proxies, TLS, timeouts.
#include "certificate_files.h"

#include "support/peer_process.h"
#include "support/session_run.h"
#include "support/test_program.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QHostInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace tst_session_connecting {

using namespace framescope;
using namespace framescope::test;
using namespace std::chrono_literals;
using session::Session;
using timeline::Type;

namespace {

QJsonObject detailOf(const SessionRun& run, Type type)
{
    return QJsonDocument::fromJson(run.detail(type).toUtf8()).object();
}

} // namespace

class SessionConnecting : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { certificates_.make(); }
    void unknownName();
    void refused();
    void noAnswer();
    void givenUp();
    void abortedWhileConnecting();
    void fallsOnToTheNextAddress();
    void ipv6();
    void phases();
    void refusedProxy();
    void silentProxy();
    void eagerProxy();
    void crowdedOut();
    void throughProxy_data();
    void throughProxy();

private:
    CertificateFiles certificates_;
};

void SessionConnecting::unknownName()
{
    SessionRun run;
    QVERIFY(!run.open(QStringLiteral("ws://no-such-name.invalid/")));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().size(), 2);
    QVERIFY(run.story()[0].startsWith(
        QLatin1String("error dns: there is no address for no-such-name.invalid: ")));
    QCOMPARE(run.story()[1], QStringLiteral("closed 1006"));
}

void SessionConnecting::refused()
{
    SessionRun run;
    QTcpSocket taken; // whoever has a port and does not listen refuses connections
    QVERIFY(taken.bind(QHostAddress::LocalHost));
    const quint16 port = taken.localPort();
    QVERIFY(!run.open(QStringLiteral("ws://127.0.0.1:%1/").arg(port)));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(),
             (QStringList{
                 QStringLiteral("error tcp: no connection to 127.0.0.1 port %1: connection refused")
                     .arg(port),
                 "closed 1006"}));
}

/// A listener whose queue is full drops what comes: as good as a host that is not there.
void SessionConnecting::noAnswer()
{
    QTcpServer full;
    full.setListenBacklogSize(1);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    std::array<QTcpSocket, 4> queue;
    for (QTcpSocket& socket : queue) {
        socket.connectToHost(QHostAddress::LocalHost, full.serverPort());
    }
    QTRY_COMPARE(queue[1].state(), QAbstractSocket::ConnectedState);
    SessionRun run;
    auto options = SessionRun::options(QStringLiteral("ws://127.0.0.1:%1/").arg(full.serverPort()));
    options.connectTimeout = 500ms;
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().size(), 2);
    QVERIFY(run.story()[0].startsWith(QLatin1String("error tcp: ")));
    QCOMPARE(run.story()[1], QStringLiteral("closed 1006"));
}

void SessionConnecting::givenUp()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    SessionRun run;
    QVERIFY(run->open(SessionRun::options(peer.url(QStringLiteral("/nothing")))));
    QTRY_COMPARE(peer.reports(QStringLiteral("request")).size(), 1);
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(),
             (QStringList{"error http: given up by the client before the connection was open",
                          "closed 1006"}));
}

void SessionConnecting::abortedWhileConnecting()
{
    SessionRun run;
    for (int i = 0; i < 20; ++i) {
        QVERIFY(run->open(SessionRun::options(QStringLiteral("ws://localhost:9/"))));
        if (i % 2 == 1) {
            QTest::qWait(0);
        }
        run->abort();
        QVERIFY(run.waitForClosed());
    }
    QCOMPARE(run->timeline()->connectionCount(), 20u);
}

void SessionConnecting::fallsOnToTheNextAddress()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    const qsizetype addresses = QHostInfo::fromName(QStringLiteral("localhost")).addresses().size();
    SessionRun run;
    QVERIFY(run.open(QStringLiteral("ws://localhost:%1/echo").arg(peer.port())));
    const QJsonObject resolved = detailOf(run, Type::Resolved);
    QCOMPARE(resolved["addresses"].toArray().size(), addresses);
    const QJsonObject connected = detailOf(run, Type::Connected);
    QCOMPARE(connected["server"].toString(), QStringLiteral("127.0.0.1:%1").arg(peer.port()));
    for (const QJsonValue& attempt : connected["attempts"].toArray()) {
        QCOMPARE(attempt["address"].toString(), QStringLiteral("::1"));
    }
    QCOMPARE(connected["attempts"].toArray().size(),
             resolved["addresses"].toArray().first() == QLatin1String("::1") ? 1 : 0);
}

void SessionConnecting::ipv6()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"), {"--host", "::1"});
    SessionRun run;
    QVERIFY(run.open(QStringLiteral("ws://[::1]:%1/echo").arg(peer.port())));
    const auto host = QStringLiteral("Host: [::1]:%1").arg(peer.port());
    QVERIFY(peer.reports(QStringLiteral("request"))[0]["lines"].toStringList().contains(host));
    QVERIFY(run->timeline()->connection(run->connection())->endpoints->server.address.v6);
}

void SessionConnecting::phases()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"), certificates_.tlsArguments("good"));
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.tls.caFile = certificates_.pem("ca");
    QVERIFY(run.open(options));
    QStringList types;
    for (const QString& line : run.lines()) {
        types.append(line.section(QLatin1Char(' '), 0, 0));
    }
    QCOMPARE(types, (QStringList{"connecting", "resolved", "connected", "secured", "request",
                                 "response", "open"}));
    const auto info = *run->timeline()->connection(run->connection());
    QVERIFY(info.connectingAt <= info.resolvedAt && info.resolvedAt <= info.connectedAt &&
            info.connectedAt <= info.securedAt && info.securedAt <= info.requestAt &&
            info.requestAt <= info.responseAt && info.responseAt <= info.openAt);
    const QJsonObject secured = detailOf(run, Type::Secured);
    QCOMPARE(secured["protocol"].toString(), QStringLiteral("TLSv1.3"));
    QVERIFY(secured["verified"].toBool());
    QVERIFY(secured["accepted"].isNull());
    QVERIFY(secured["cipher"].toString().startsWith(QLatin1String("TLS_")));
    const auto chain =
        QSslCertificate::fromData(secured["chain"].toArray().first().toString().toLatin1());
    QCOMPARE(chain.first().subjectDisplayName(), QStringLiteral("loopback"));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
}

void SessionConnecting::refusedProxy()
{
    QTcpSocket taken; // whoever has a port and does not listen refuses connections
    QVERIFY(taken.bind(QHostAddress::LocalHost));
    const quint16 port = taken.localPort();
    SessionRun run;
    auto options = SessionRun::options(QStringLiteral("ws://example.org/"));
    options.proxy =
        connection::ProxyOptions::through(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)));
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story()[0],
             QStringLiteral("error tcp: no connection to the proxy 127.0.0.1 port %1: connection "
                            "refused")
                 .arg(port));
}

void SessionConnecting::silentProxy()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    SessionRun run;
    auto options = SessionRun::options(QStringLiteral("ws://example.org/"));
    options.proxy = connection::ProxyOptions::through(
        QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort())));
    options.connectTimeout = 500ms;
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story()[0], QStringLiteral("error tcp: no answer of the proxy within 0.5 s"));

    const auto close = [&] {
        QTcpSocket* visitor = proxy.nextPendingConnection();
        connect(visitor, &QIODevice::readyRead, visitor, [visitor] {
            visitor->readAll();
            visitor->close();
        });
    };
    while (proxy.hasPendingConnections()) {
        delete proxy.nextPendingConnection();
    }
    connect(&proxy, &QTcpServer::newConnection, this, close);
    options.connectTimeout = 30s;
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.lines()
                 .filter(QStringLiteral("the proxy closed the connection without an answer"))
                 .size(),
             1);
}

/// A proxy answers before it was asked, so the server is reached before QWebSocket is there.
void SessionConnecting::eagerProxy()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    connect(&proxy, &QTcpServer::newConnection, this, [&proxy] {
        QTcpSocket* visitor = proxy.nextPendingConnection();
        visitor->write("HTTP/1.1 200 OK\r\n\r\n");
        connect(visitor, &QIODevice::readyRead, visitor, [visitor] {
            if (visitor->readAll().contains("Upgrade:")) {
                visitor->close();
            }
        });
    });
    auto options = SessionRun::options(QStringLiteral("ws://example.org/"));
    options.proxy = connection::ProxyOptions::through(
        QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort())));
    for (int i = 0; i < 20; ++i) {
        SessionRun run;
        QVERIFY(!run.open(options));
        QVERIFY(run.waitForClosed());
        QVERIFY(run.story().last().startsWith(QLatin1String("closed 1006")));
    }
}

/// Another program crowds the listener that is opened for QWebSocket. It may be too slow to find
/// one, so sessions are opened until it has.
void SessionConnecting::crowdedOut()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    PeerProcess crowd(QStringLiteral("crowd_peer.py"),
                      {QString::number(QCoreApplication::applicationPid())});
    SessionRun run;
    const QDeadlineTimer deadline(1min);
    for (int i = 0;
         i < 25 || (crowd.reports(QStringLiteral("crowded")).isEmpty() && !deadline.hasExpired());
         ++i) {
        QVERIFY(run.open(peer.url(QStringLiteral("/echo"))));
        run->abort();
        QVERIFY(run.waitForClosed());
    }
    QVERIFY(!crowd.reports(QStringLiteral("crowded")).isEmpty());
}

void SessionConnecting::throughProxy_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("error");
    QTest::newRow("http") << "http://127.0.0.1"
                          << "" << false << "";
    QTest::newRow("http, tls") << "http://127.0.0.1"
                               << "" << true << "";
    QTest::newRow("http, user") << "http://me:secret@127.0.0.1"
                                << "me:secret" << false << "";
    QTest::newRow("http, refused")
        << "http://127.0.0.1"
        << "me:secret" << false
        << "error http: the proxy refused the tunnel: 407 Proxy Authentication Required, the "
           "proxy asks for credentials (Proxy-Authenticate: Basic realm=\"peer\") body='no'";
    QTest::newRow("socks5") << "socks5://127.0.0.1"
                            << "" << false << "";
    QTest::newRow("socks5, tls") << "socks5://127.0.0.1"
                                 << "" << true << "";
    QTest::newRow("socks5, user") << "socks5://me:secret@127.0.0.1"
                                  << "me:secret" << false << "";
    QTest::newRow("socks5, refused")
        << "socks5://me:wrong@127.0.0.1"
        << "me:secret" << false << "error tcp: the proxy did not accept the user name and password";
}

void SessionConnecting::throughProxy()
{
    QFETCH(QString, proxy);
    QFETCH(QString, user);
    QFETCH(bool, tls);
    QFETCH(QString, error);
    PeerProcess relay(QStringLiteral("proxy_peer.py"), {"--user", user});
    PeerProcess peer(QStringLiteral("raw_peer.py"),
                     tls ? certificates_.tlsArguments("good") : QStringList());
    SessionRun run;
    auto options = SessionRun::options(
        peer.url(QStringLiteral("/echo"), tls ? QStringLiteral("wss") : QStringLiteral("ws")));
    options.tls.caFile = certificates_.pem("ca");
    options.proxy =
        connection::ProxyOptions::through(QUrl(proxy + QStringLiteral(":%1").arg(relay.port())));
    QCOMPARE(run.open(options), error.isEmpty());
    if (!error.isEmpty()) {
        QVERIFY(run.waitForClosed());
        QCOMPARE(run.story(), (QStringList{error, "closed 1006"}));
        const auto info = *run->timeline()->connection(run->connection());
        const bool http = proxy.startsWith(QLatin1String("http"));
        QCOMPARE(info.response ? info.response->status : 0, http ? 407 : 0);
        QCOMPARE(info.request ? info.request->method : "", std::string(http ? "CONNECT" : ""));
        return;
    }
    QVERIFY(run->send(message::Text{QStringLiteral("hello")}));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'hello'")));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
}

FRAMESCOPE_TEST(SessionConnecting)

} // namespace tst_session_connecting

#include "tst_session_connecting.moc"
