// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a connection comes about, or does not: names, addresses, proxies, TLS, timeouts.
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
    void initTestCase();
    void unknownName();
    void refused();
    void noAnswer();
    void givenUp();
    void abortedWhileConnecting();
    void fallsOnToTheNextAddress();
    void ipv6();
    void phases();
    void certificates_data();
    void certificates();
    void acceptedByFingerprint();
    void clientCertificate();
    void notTls();
    void plainAnswerToTls();
    void plainRequestToTls();
    void refusedProxy();
    void silentProxy();
    void crowdedOut();
    void tlsEndings_data();
    void tlsEndings();
    void failedTlsEndings();
    void throughProxy_data();
    void throughProxy();

private:
    QString pem(const QString& name) const { return certificates_.filePath(name + ".pem"); }
    QStringList tlsArguments(const QString& name) const
    {
        return {"--cert", pem(name), "--key", pem(name + "-key")};
    }
    void openssl(const QStringList& arguments);
    void signByCa(const QString& name, const QString& subject, const QString& extension,
                  const QString& days);

    QTemporaryDir certificates_;
};

/// A CA, and certificates of it; made anew so that none of them expires one day.
void SessionConnecting::initTestCase()
{
    const QString loopback = QStringLiteral("subjectAltName=IP:127.0.0.1");
    openssl({"req", "-x509", "-subj", "/CN=localhost", "-addext", loopback, "-days", "2", "-keyout",
             pem("self-signed-key"), "-out", pem("self-signed")});
    openssl({"req", "-x509", "-subj", "/CN=Framescope test CA", "-days", "2", "-keyout",
             pem("ca-key"), "-out", pem("ca")});
    signByCa("good", "loopback", loopback, "2");
    signByCa("expired", "loopback", loopback, "-1");
    signByCa("elsewhere", "elsewhere.example", "subjectAltName=DNS:elsewhere.example", "2");
    signByCa("address-as-name", "127.0.0.1", "basicConstraints=CA:FALSE", "2");
    signByCa("client", "the client", "basicConstraints=CA:FALSE", "2");
}

void SessionConnecting::openssl(const QStringList& arguments)
{
    QStringList all = arguments;
    if (all.first() == QLatin1String("req")) {
        all += {"-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"};
    }
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start("openssl", all);
    QVERIFY(openssl.waitForFinished(Patience));
    QVERIFY2(openssl.exitCode() == 0, openssl.readAll());
}

void SessionConnecting::signByCa(const QString& name, const QString& subject,
                                 const QString& extension, const QString& days)
{
    const QString request = pem(name + "-request");
    openssl({"req", "-subj", "/CN=" + subject, "-addext", extension, "-keyout", pem(name + "-key"),
             "-out", request});
    openssl({"x509", "-req", "-in", request, "-CA", pem("ca"), "-CAkey", pem("ca-key"), "-days",
             days, "-copy_extensions", "copy", "-out", pem(name)});
}

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
             (QStringList{"error http: given up before the connection was open", "closed 1006"}));
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
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6)) {
        QSKIP("there is no IPv6"); // a machine without IPv6 has nothing to show here
    }
    PeerProcess peer(QStringLiteral("raw_peer.py"), {"--host", "::1"});
    SessionRun run;
    QVERIFY(run.open(QStringLiteral("ws://[::1]:%1/echo").arg(peer.port())));
    const auto host = QStringLiteral("Host: [::1]:%1").arg(peer.port());
    QVERIFY(peer.reports(QStringLiteral("request"))[0]["lines"].toStringList().contains(host));
    QVERIFY(run->timeline()->connection(run->connection())->endpoints->server.address.v6);
}

void SessionConnecting::phases()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"), tlsArguments("good"));
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.caFile = pem("ca");
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

void SessionConnecting::certificates_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("withCa");
    QTest::addColumn<QString>("failure");
    QTest::newRow("good") << "good" << true << "";
    QTest::newRow("unknown CA") << "good" << false << "issuer";
    QTest::newRow("self-signed") << "self-signed" << false << "self-signed";
    QTest::newRow("expired") << "expired" << true << "expired";
    QTest::newRow("for another host")
        << "elsewhere" << true << "it is for elsewhere.example, not for 127.0.0.1";
    QTest::newRow("address in the common name")
        << "address-as-name" << true << "common name 127.0.0.1 does not count";
}

void SessionConnecting::certificates()
{
    QFETCH(QString, name);
    QFETCH(bool, withCa);
    QFETCH(QString, failure);
    PeerProcess peer(QStringLiteral("raw_peer.py"), tlsArguments(name));
    SessionRun run;
    QSignalSpy rejected(&run.session(), &Session::certificateRejected);
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.caFile = withCa ? pem("ca") : QString();
    QCOMPARE(run.open(options), failure.isEmpty());
    if (failure.isEmpty()) {
        QCOMPARE(rejected.size(), 0);
        return;
    }
    QVERIFY(run.waitForClosed());
    QCOMPARE(rejected.size(), 1);
    const auto told = rejected[0][0].value<connection::CertificateFailure>();
    QVERIFY2(told.failures.join(QLatin1Char(' ')).contains(failure),
             qPrintable(told.failures.join(QLatin1Char('\n'))));
    QCOMPARE(told.fingerprint,
             QSslCertificate::fromPath(pem(name)).first().digest(QCryptographicHash::Sha256));
    QCOMPARE(run.story().size(), 2);
    QVERIFY(run.story()[0].startsWith(
        QLatin1String("error tls: the server's certificate is not accepted: ")));
    QCOMPARE(run.story()[1], QStringLiteral("closed 1006"));
    QVERIFY(detailOf(run, Type::Error)["chain"].toArray().size() > 0);
    QVERIFY(peer.reports(QStringLiteral("request")).isEmpty());

    options.insecure = true;
    QVERIFY(run.open(options));
    const QJsonObject secured = detailOf(run, Type::Secured);
    QCOMPARE(secured["verified"].toBool(), false);
    QCOMPARE(secured["accepted"].toString(), QStringLiteral("insecure"));
    QVERIFY(secured["failures"].toArray().size() > 0);
}

void SessionConnecting::acceptedByFingerprint()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"), tlsArguments("self-signed"));
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.acceptedCertificate = QByteArray(32, 'x');
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    options.acceptedCertificate =
        QSslCertificate::fromPath(pem("self-signed")).first().digest(QCryptographicHash::Sha256);
    QVERIFY(run.open(options));
    QCOMPARE(detailOf(run, Type::Secured)["accepted"].toString(), QStringLiteral("fingerprint"));
    QVERIFY(run->send(message::Text{QStringLiteral("hello")}));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'hello'")));
}

void SessionConnecting::clientCertificate()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"),
                     tlsArguments("good") + QStringList{"--ca", pem("ca")});
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.caFile = pem("ca");
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1006"));
    // TLS 1.3 tells after the handshake.
    QVERIFY2(run.story().first().startsWith(
                 QLatin1String("error tls: the server wants a client certificate (OpenSSL: ")),
             qPrintable(run.story().first()));
    options.certFile = pem("client");
    options.keyFile = pem("client-key");
    QVERIFY(run.open(options));
}

void SessionConnecting::notTls()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.connectTimeout = 1000ms;
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(),
             (QStringList{"error tls: no answer to the TLS handshake within 1 s; where "
                          "the port does not speak TLS, try ws://",
                          "closed 1006"}));
}

void SessionConnecting::plainAnswerToTls()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"),
                     {"--banner", "HTTP/1.1 400 Bad Request\r\n\r\n"});
    SessionRun run;
    QVERIFY(!run.open(peer.url(QStringLiteral("/echo"), QStringLiteral("wss"))));
    QVERIFY(run.waitForClosed());
    QVERIFY2(run.story()[0].startsWith(
                 QLatin1String("error tls: this port does not speak TLS: try ws:// (OpenSSL: ")),
             qPrintable(run.story()[0]));
}

/// OpenSSL hangs up on it; others send an alert.
void SessionConnecting::plainRequestToTls()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"), tlsArguments("good"));
    SessionRun run;
    QVERIFY(!run.open(peer.url(QStringLiteral("/echo"))));
    QVERIFY(run.waitForClosed());
    QVERIFY2(run.story()[0].contains(QLatin1String("try wss://")), qPrintable(run.story()[0]));
}

void SessionConnecting::refusedProxy()
{
    QTcpSocket taken; // whoever has a port and does not listen refuses connections
    QVERIFY(taken.bind(QHostAddress::LocalHost));
    const quint16 port = taken.localPort();
    SessionRun run;
    auto options = SessionRun::options(QStringLiteral("ws://example.org/"));
    options.proxyUrl = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
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
    options.proxyUrl = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort()));
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

void SessionConnecting::tlsEndings_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("detail");
    QTest::newRow("with close_notify") << "in-order"
                                       << ""
                                       << "ended by the server (close_notify), which left TCP open";
    QTest::newRow("without close_notify") << "cut-off"
                                          << ""
                                          << "ended without close_notify";
    QTest::newRow("damaged") << "damaged"
                             << "error tls: the data received is no longer TLS (OpenSSL: "
                             << "ended without close_notify";
}

void SessionConnecting::tlsEndings()
{
    QFETCH(QString, how);
    QFETCH(QString, error);
    QFETCH(QString, detail);
    PeerProcess peer(QStringLiteral("raw_peer.py"), tlsArguments("good"));
    SessionRun run;
    auto options =
        SessionRun::options(peer.url(QStringLiteral("/tls-ends/") + how, QStringLiteral("wss")));
    options.caFile = pem("ca");
    QVERIFY(run->open(options));
    QVERIFY(run.waitForClosed());
    const QStringList story = run.story();
    QCOMPARE(story.mid(0, 2), (QStringList{"open", "<= text 'hello'"}));
    QCOMPARE(story.filter(QRegularExpression(QStringLiteral("^error "))).size(),
             error.isEmpty() ? 0 : 1);
    QVERIFY(error.isEmpty() || story[2].startsWith(error));
    QCOMPARE(story.last(), QStringLiteral("closed 1006"));
    QCOMPARE(detailOf(run, Type::Closed)["tls"].toString(), detail);
}

/// Who ended TCP before TLS was up.
void SessionConnecting::failedTlsEndings()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    bool reset = false;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* visitor = server.nextPendingConnection();
        connect(visitor, &QIODevice::readyRead, visitor, [visitor, &reset] {
            if (!reset) {
                visitor->readAll();
            }
            visitor->disconnectFromHost();
        });
    });
    SessionRun run;
    const auto url = QStringLiteral("wss://127.0.0.1:%1/").arg(server.serverPort());
    for (const bool unread : {false, true}) {
        reset = unread; // closing with bytes that nobody has read makes the system reset
        QVERIFY(!run.open(url));
        QVERIFY(run.waitForClosed());
        const QJsonObject closed = detailOf(run, Type::Closed);
        QCOMPARE(closed["tcp_by"].toString(), QStringLiteral("server"));
        QVERIFY(unread || closed["tcp"].toString() == QLatin1String("fin"));
    }
    PeerProcess peer(QStringLiteral("raw_peer.py"), tlsArguments("self-signed"));
    QVERIFY(!run.open(peer.url(QStringLiteral("/echo"), QStringLiteral("wss"))));
    QVERIFY(run.waitForClosed());
    QCOMPARE(detailOf(run, Type::Closed)["tcp_by"].toString(), QStringLiteral("client"));
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
    PeerProcess peer(QStringLiteral("raw_peer.py"), tls ? tlsArguments("good") : QStringList());
    SessionRun run;
    auto options = SessionRun::options(
        peer.url(QStringLiteral("/echo"), tls ? QStringLiteral("wss") : QStringLiteral("ws")));
    options.caFile = pem("ca");
    options.proxyUrl = QUrl(proxy + QStringLiteral(":%1").arg(relay.port()));
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
