// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers that do not read: what waits is bounded, closing comes to an end, and what was not sent
// is not told as sent. A proxy that refuses slowly.
#include "support/peer_process.h"
#include "support/session_run.h"
#include "support/test_program.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace tst_session_slow_servers {

using namespace framescope;
using namespace framescope::test;
using namespace std::chrono_literals;
using session::Session;

class SessionSlowServers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<PeerProcess>(QStringLiteral("raw_peer.py")); }

    void doesNotRead();
    void readsLate();
    void closingWhileItDoesNotRead();
    void doesNotReadPongs();
    void doesNotReadClose();
    void slowRefusalOfProxy();

private:
    connection::ConnectionOptions options(const QString& path)
    {
        auto options = SessionRun::options(peer_->url(path));
        options.closeTimeout = 800ms;
        options.compression.offered = false;
        return options;
    }

    std::unique_ptr<PeerProcess> peer_;
};

/// Memory is bounded, closing is possible, and what was not sent is not told as sent.
void SessionSlowServers::doesNotRead()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/does-not-read"))));
    const QByteArray megabyte(1 << 20, 'x');
    int sent = 0;
    while (QTest::qWaitFor([&] { return run->canSend(); }, 1000)) {
        QVERIFY(run->send(message::Binary{megabyte}));
        QVERIFY(++sent < 60);
    }
    QVERIFY(!run->send(message::Text{QStringLiteral("one more")}));
    QVERIFY(!run->send(message::Ping{"one more"}));
    QVERIFY(run->bytesToSend() < 10u << 20);
    QVERIFY(run->close(1000));
    run->abort();
    QVERIFY(run.waitForClosed());
    const timeline::Totals totals = run->timeline()->statistics();
    const auto& out = totals.direction[indexOf(Direction::Out)];
    QVERIFY(out.wireBytes < 30u << 20);
    QCOMPARE(run->messages().accepted, std::uint64_t(sent));
    QVERIFY(run->messages().recorded < std::uint64_t(sent));
    const std::uint64_t inPart = out.messages - run->messages().recorded;
    QVERIFY(inPart <= 1);
    QCOMPARE(run->controls().accepted, 1u); // Close
    QCOMPARE(run->controls().recorded, 0u);
}

/// Whoever was refused hears when there is room again, and nothing is lost.
void SessionSlowServers::readsLate()
{
    SessionRun run;
    auto patient = options(QStringLiteral("/reads-late"));
    patient.closeTimeout = std::chrono::milliseconds(Patience);
    QVERIFY(run.open(patient));
    std::uint64_t sent = 0;
    const QByteArray megabyte(1 << 20, 'x');
    const auto fill = [&] {
        while (sent < 60 && run->canSend()) {
            QVERIFY(run->send(message::Binary{megabyte}));
            ++sent;
        }
    };
    connect(&run.session(), &Session::canSendAgain, this, fill);
    fill();
    QVERIFY(sent < 60);
    SessionRun other;
    QVERIFY(other.open(options(QStringLiteral("/lets-read"))));
    QTRY_COMPARE(sent, 60u);
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
    QCOMPARE(run->timeline()->statistics().direction[indexOf(Direction::Out)].messages, 60u);
    QCOMPARE(run->messages().recorded, 60u);
    QCOMPARE(run->controls().recorded, 1u);
}

/// The time runs from when closing is asked for. What was recorded and what was not, but did not
/// leave, is told.
void SessionSlowServers::closingWhileItDoesNotRead()
{
    for (const qsizetype size : {5 << 20, 40 << 20}) {
        SessionRun run;
        QVERIFY(run.open(options(QStringLiteral("/does-not-read"))));
        QVERIFY(run->send(message::Binary{QByteArray(size, 'x')}));
        QVERIFY(run->close(1000));
        QVERIFY(run.waitForClosed());
        QVERIFY(run.story().last().startsWith(QLatin1String("closed 1006")));
        const QString detail = run.detail(timeline::Type::Closed);
        if (size > 20 << 20) {
            QVERIFY2(detail.contains(QLatin1String("did not read")), qPrintable(detail));
            QVERIFY2(detail.contains(QLatin1String("\"unsent\":")), qPrintable(detail));
        }
    }
}

/// The pongs that are waiting are bounded too; the latest ping is answered in the end.
void SessionSlowServers::doesNotReadPongs()
{
    SessionRun run;
    auto patient = options(QStringLiteral("/pings-unread"));
    patient.closeTimeout = std::chrono::milliseconds(Patience);
    QVERIFY(run->open(patient));
    std::uint64_t most = 0;
    QVERIFY(QTest::qWaitFor(
        [&] {
            most = std::max(most, run->bytesToSend());
            return run->state() == Session::State::Closed;
        },
        Patience));
    QVERIFY2(most < 2u << 20, qPrintable(QString::number(most)));
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by server"));
    QCOMPARE(run->timeline()->statistics().direction[indexOf(Direction::In)].frames, 80'002u);
}

/// Our Close stands in the recording, but the server can't have got it: that is not clean.
void SessionSlowServers::doesNotReadClose()
{
    SessionRun run;
    QVERIFY(run->open(options(QStringLiteral("/closes-unread"))));
    QVERIFY(run.waitForClosed());
    QVERIFY2(run.story().last().startsWith(QLatin1String("closed 1000 by server")),
             qPrintable(run.story().last()));
    const QString detail = run.detail(timeline::Type::Closed);
    QVERIFY2(detail.contains(QLatin1String("\"close_unsent\":true")), qPrintable(detail));
    const auto info = *run->timeline()->connection(run->connection());
    QVERIFY(info.closeSent);
    QVERIFY(!info.closing->clean);
}

/// A refusal comes whole however many packets it takes, and the password is not recorded.
void SessionSlowServers::slowRefusalOfProxy()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    SessionRun run;
    QTimer soon;
    connect(&proxy, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* visitor = proxy.nextPendingConnection();
        connect(visitor, &QIODevice::readyRead, visitor, [&, visitor] {
            visitor->readAll();
            visitor->write("HTTP/1.1 407 No\r\nContent-Length: 12\r\n\r\nfirst ");
            connect(&soon, &QTimer::timeout, visitor, [&, visitor] {
                const auto info = run->timeline()->connection(run->connection());
                if (info && info->request) {
                    soon.stop();
                    visitor->write("second");
                }
            });
            soon.start(0);
        });
    });
    auto options = SessionRun::options(QStringLiteral("ws://example.org/"));
    options.proxy = connection::ProxyOptions::through(
        QUrl(QStringLiteral("http://me:geheim@127.0.0.1:%1").arg(proxy.serverPort())));
    QVERIFY(!run.open(options));
    QVERIFY(run.waitForClosed());
    QVERIFY2(run.story()[0].endsWith(QLatin1String("body='first second'")),
             qPrintable(run.story()[0]));
    const auto info = *run->timeline()->connection(run->connection());
    QCOMPARE(info.request->joined("Proxy-Authorization"), std::string("Basic ***removed***"));
}

FRAMESCOPE_TEST(SessionSlowServers)

} // namespace tst_session_slow_servers

#include "tst_session_slow_servers.moc"
