// SPDX-License-Identifier: GPL-3.0-or-later
//
// What TLS does to a connection: certificates, peers that speak no TLS, and its ends.
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

namespace tst_session_tls {

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

class SessionTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { certificates_.make(); }
    void certificates_data();
    void certificates();
    void acceptedByFingerprint();
    void clientCertificate();
    void notTls();
    void plainAnswerToTls();
    void plainRequestToTls();
    void tlsEndings_data();
    void tlsEndings();
    void failedTlsEndings();

private:
    CertificateFiles certificates_;
};

void SessionTls::certificates_data()
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

void SessionTls::certificates()
{
    QFETCH(QString, name);
    QFETCH(bool, withCa);
    QFETCH(QString, failure);
    PeerProcess peer(QStringLiteral("raw_peer.py"), certificates_.tlsArguments(name));
    SessionRun run;
    QSignalSpy rejected(&run.session(), &Session::certificateRejected);
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.tls.caFile = withCa ? certificates_.pem("ca") : QString();
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
    QCOMPARE(told.fingerprint, QSslCertificate::fromPath(certificates_.pem(name))
                                   .first()
                                   .digest(QCryptographicHash::Sha256));
    QCOMPARE(run.story().size(), 2);
    QVERIFY(run.story()[0].startsWith(
        QLatin1String("error tls: the server's certificate is not accepted: ")));
    QCOMPARE(run.story()[1], QStringLiteral("closed 1006"));
    QVERIFY(detailOf(run, Type::Error)["chain"].toArray().size() > 0);
    QVERIFY(peer.reports(QStringLiteral("request")).isEmpty());

    options.tls.insecure = true;
    QVERIFY(run.open(options));
    const QJsonObject secured = detailOf(run, Type::Secured);
    QCOMPARE(secured["verified"].toBool(), false);
    QCOMPARE(secured["accepted"].toString(), QStringLiteral("insecure"));
    QVERIFY(secured["failures"].toArray().size() > 0);
}

void SessionTls::acceptedByFingerprint()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"), certificates_.tlsArguments("self-signed"));
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.tls.acceptedCertificate = QByteArray(32, 'x');
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    options.tls.acceptedCertificate = QSslCertificate::fromPath(certificates_.pem("self-signed"))
                                          .first()
                                          .digest(QCryptographicHash::Sha256);
    QVERIFY(run.open(options));
    QCOMPARE(detailOf(run, Type::Secured)["accepted"].toString(), QStringLiteral("fingerprint"));
    QVERIFY(run->send(message::Text{QStringLiteral("hello")}));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'hello'")));
}

void SessionTls::clientCertificate()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"),
                     certificates_.tlsArguments("good") +
                         QStringList{"--ca", certificates_.pem("ca")});
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo"), QStringLiteral("wss")));
    options.tls.caFile = certificates_.pem("ca");
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1006"));
    // TLS 1.3 tells after the handshake.
    QVERIFY2(run.story().first().startsWith(
                 QLatin1String("error tls: the server wants a client certificate (OpenSSL: ")),
             qPrintable(run.story().first()));
    options.tls.certFile = certificates_.pem("client");
    options.tls.keyFile = certificates_.pem("client-key");
    QVERIFY(run.open(options));
}

void SessionTls::notTls()
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

void SessionTls::plainAnswerToTls()
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
void SessionTls::plainRequestToTls()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"), certificates_.tlsArguments("good"));
    SessionRun run;
    QVERIFY(!run.open(peer.url(QStringLiteral("/echo"))));
    QVERIFY(run.waitForClosed());
    QVERIFY2(run.story()[0].contains(QLatin1String("try wss://")), qPrintable(run.story()[0]));
}

void SessionTls::tlsEndings_data()
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

void SessionTls::tlsEndings()
{
    QFETCH(QString, how);
    QFETCH(QString, error);
    QFETCH(QString, detail);
    PeerProcess peer(QStringLiteral("raw_peer.py"), certificates_.tlsArguments("good"));
    SessionRun run;
    auto options =
        SessionRun::options(peer.url(QStringLiteral("/tls-ends/") + how, QStringLiteral("wss")));
    options.tls.caFile = certificates_.pem("ca");
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
void SessionTls::failedTlsEndings()
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
    PeerProcess peer(QStringLiteral("raw_peer.py"), certificates_.tlsArguments("self-signed"));
    QVERIFY(!run.open(peer.url(QStringLiteral("/echo"), QStringLiteral("wss"))));
    QVERIFY(run.waitForClosed());
    QCOMPARE(detailOf(run, Type::Closed)["tcp_by"].toString(), QStringLiteral("client"));
}

FRAMESCOPE_TEST(SessionTls)

} // namespace tst_session_tls

#include "tst_session_tls.moc"
