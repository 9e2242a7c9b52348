// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers that behave: Python's `websockets` and Node's `ws`.
#include "support/peer_process.h"
#include "support/session_run.h"
#include "support/test_program.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_session_good_peers {

using namespace framescope;
using namespace framescope::test;
using session::Session;

class SessionGoodPeers : public QObject
{
    Q_OBJECT

private slots:
    void echo_data();
    void echo();
    void withoutQWebSocket_data();
    void withoutQWebSocket();
    void closeByServer_data();
    void closeByServer();
    void fragmentsAndPings();
    void subprotocol();
    void orderIsKept_data();
    void orderIsKept();
    void rawFrames_data();
    void rawFrames();
    void reopened_data();
    void reopened();
    void largeText();

private:
    static void addPeers();
    static void addClients();
};

void SessionGoodPeers::addPeers()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("deflate");
    QTest::newRow("python") << "websockets_peer.py" << QStringList() << true;
    QTest::newRow("python, not offered") << "websockets_peer.py" << QStringList() << false;
    QTest::newRow("python, not accepted")
        << "websockets_peer.py" << QStringList{"--no-deflate"} << true;
    QTest::newRow("python, no context takeover")
        << "websockets_peer.py" << QStringList{"--no-context-takeover"} << true;
    QTest::newRow("python, 9 and 10 bits")
        << "websockets_peer.py" << QStringList{"--server-bits", "9", "--client-bits", "10"} << true;
    QTest::newRow("node") << "ws_peer.js" << QStringList() << true;
    QTest::newRow("node, no context takeover")
        << "ws_peer.js" << QStringList{"--no-context-takeover"} << true;
}

void SessionGoodPeers::addClients()
{
    QTest::addColumn<Session::Client>("client");
    QTest::newRow("QWebSocket") << Session::Client::QWebSocket;
    QTest::newRow("none") << Session::Client::None;
}

void SessionGoodPeers::echo_data()
{
    addPeers();
}

void SessionGoodPeers::echo()
{
    QFETCH(QString, script);
    QFETCH(QStringList, arguments);
    QFETCH(bool, deflate);
    PeerProcess peer(script, arguments);
    SessionRun run;
    QStringList texts;
    QList<QByteArray> binaries;
    connect(&run.session(), &Session::textMessageReceived, this,
            [&](const QString& text) { texts.append(text); });
    connect(&run.session(), &Session::binaryMessageReceived, this,
            [&](const QByteArray& bytes) { binaries.append(bytes); });
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo")));
    options.compression.offered = deflate;
    QVERIFY(run.open(options));

    const QString unicode = QStringLiteral("Hello, Wörld, 你好, 😀");
    const QString repetitive = QStringLiteral("all work and no play ").repeated(3000);
    QByteArray large(1 << 20, Qt::Uninitialized);
    for (qsizetype i = 0; i < large.size(); ++i) {
        large[i] = static_cast<char>(i * i >> 7);
    }
    const QStringList sentTexts{unicode, QString(), repetitive, unicode};
    for (const QString& text : sentTexts) {
        QVERIFY(run->send(message::Text{text}));
    }
    QVERIFY(run->send(message::Binary{large}));
    QVERIFY(run->send(message::Binary{}));
    QTRY_COMPARE(binaries.size(), 2);
    QCOMPARE(texts, sentTexts);
    QCOMPARE(binaries[0], large);
    QCOMPARE(binaries[1], QByteArray());
    QTRY_COMPARE(run->bytesToSend(), 0u);

    QVERIFY(run->close(4321, QStringLiteral("that's all")));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last().left(11), QStringLiteral("closed 4321"));
    QVERIFY(run.story().last().contains(QLatin1String(" clean by client")));
    QTRY_COMPARE(peer.reports(QStringLiteral("closed")).size(), 1);
    QCOMPARE(peer.reports(QStringLiteral("closed"))[0]["code"].toInt(), 4321);
    const auto statistics = run->timeline()->statistics();
    QCOMPARE(statistics.violations, 0u);
    QCOMPARE(statistics.direction[0].messages, 6u);
    QCOMPARE(statistics.direction[0].length, statistics.direction[1].length);
}

void SessionGoodPeers::withoutQWebSocket_data()
{
    addPeers();
}

/// What the tap itself sends comes back, in order and unchanged.
void SessionGoodPeers::withoutQWebSocket()
{
    QFETCH(QString, script);
    QFETCH(QStringList, arguments);
    QFETCH(bool, deflate);
    PeerProcess peer(script, arguments);
    SessionRun run(Session::Client::None);
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo")));
    options.compression.offered = deflate;
    QVERIFY(run.open(options));

    QVERIFY(run->send(message::Text{QStringLiteral("Wörld, 你好, 😀")}));
    QVERIFY(run->send(message::Text{}));
    QVERIFY(run->send(message::Json{QStringLiteral("[1, 2]")}));
    QVERIFY(run->send(message::Binary{QByteArray::fromHex("00ffc328")}));
    QVERIFY(run->send(message::Binary{QByteArray(3 << 20, 'x')}));
    QVERIFY(run->send(message::Text{QStringLiteral("again, again, again")}));
    QTRY_COMPARE(run->timeline()->statistics().direction[0].messages, 6u);
    QStringList sent = run.lines().filter(QStringLiteral("=> "));
    QStringList received = run.lines().filter(QStringLiteral("<= "));
    for (QStringList* lines : {&sent, &received}) {
        lines->removeAt(4); // Its number of frames is each side's own affair.
        lines->replaceInStrings(QRegularExpression(QStringLiteral("^..|  *compressed")), {});
    }
    QCOMPARE(received, sent);
    QCOMPARE(run->controls().recorded, 6u);
    QCOMPARE(run->messages().accepted, 0u);

    QVERIFY(run->close(4321, QStringLiteral("that's all")));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(peer.reports(QStringLiteral("closed")).size(), 1);
    QCOMPARE(peer.reports(QStringLiteral("closed"))[0]["code"].toInt(), 4321);
    const auto statistics = run->timeline()->statistics();
    QCOMPARE(statistics.violations, 0u);
    QCOMPARE(statistics.direction[0].length, statistics.direction[1].length);
}

void SessionGoodPeers::closeByServer_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("line");
    QTest::newRow("1000") << "code=1000"
                          << "closed 1000 clean by server";
    QTest::newRow("with a reason") << "code=3001&reason=t%C3%BCr"
                                   << "closed 3001 't' c3bc 'r' clean by server";
    QTest::newRow("1012") << "code=1012&reason=restart"
                          << "closed 1012 'restart' clean by server";
}

void SessionGoodPeers::closeByServer()
{
    QFETCH(QString, query);
    QFETCH(QString, line);
    PeerProcess peer(QStringLiteral("websockets_peer.py"));
    SessionRun run;
    QVERIFY(run->open(SessionRun::options(peer.url(QStringLiteral("/close?") + query))));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), line);
}

void SessionGoodPeers::fragmentsAndPings()
{
    PeerProcess peer(QStringLiteral("websockets_peer.py"));
    SessionRun run;
    QVERIFY(run.open(peer.url(QStringLiteral("/fragments"))));
    // Python ends it with a fragment of no bytes.
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'one two three' frames=4 compressed")));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());

    QVERIFY(run.open(peer.url(QStringLiteral("/ping"))));
    QTRY_COMPARE(peer.reports(QStringLiteral("pong")).size(), 1);
    QVERIFY(run->send(message::Ping{"and you?"}));
    QTRY_VERIFY(!run.lines().filter(QStringLiteral("<- pong 'and you?' rtt=")).isEmpty());
}

void SessionGoodPeers::subprotocol()
{
    PeerProcess peer(QStringLiteral("websockets_peer.py"));
    SessionRun run;
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo")));
    options.subprotocols = QStringList{"unheard-of", "superchat"};
    QVERIFY(run.open(options));
    QCOMPARE(run->timeline()->connection(run->connection())->handshake.subprotocol, "superchat");
    QVERIFY(run->send(message::Text{QStringLiteral("hello")}));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'hello' compressed")));
}

void SessionGoodPeers::orderIsKept_data()
{
    addClients();
}

/// Data messages go through QWebSocket, the others past it: on the wire they are in order.
void SessionGoodPeers::orderIsKept()
{
    QFETCH(Session::Client, client);
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    SessionRun run(client);
    QVERIFY(run.open(peer.url(QStringLiteral("/collect"))));
    QStringList sent;
    for (int i = 0; i < 500; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray hex = number.toHex();
        switch (i % 5) {
        case 0:
            QVERIFY(run->send(message::Ping{number}));
            sent.append(QStringLiteral("9:") + QLatin1String(hex));
            break;
        case 3:
            QVERIFY(run->send(message::Pong{number}));
            sent.append(QStringLiteral("10:") + QLatin1String(hex));
            break;
        case 4:
            QVERIFY(run->send(message::Binary{number}));
            sent.append(QStringLiteral("2:") + QLatin1String(hex));
            break;
        default:
            QVERIFY(run->send(message::Text{QString::fromLatin1(number)}));
            sent.append(QStringLiteral("1:") + QLatin1String(hex));
        }
    }
    QVERIFY(run->close(1000));
    QVERIFY(!run->send(message::Text{QStringLiteral("after the close")}));
    sent.append(QStringLiteral("8:03e8"));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(peer.reports(QStringLiteral("frame")).size(), sent.size());
    QStringList seen;
    for (const QVariantMap& report : peer.reports(QStringLiteral("frame"))) {
        QVERIFY(report["masked"].toBool());
        seen.append(report["opcode"].toString() + QLatin1Char(':') + report["payload"].toString());
    }
    QCOMPARE(seen, sent);
}

void SessionGoodPeers::rawFrames_data()
{
    addClients();
}

/// Raw bytes go out as they are, at their place; a Close among them is the session's Close.
void SessionGoodPeers::rawFrames()
{
    QFETCH(Session::Client, client);
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    SessionRun run(client);
    QVERIFY(run.open(peer.url(QStringLiteral("/collect"))));
    QVERIFY(run->send(message::Text{QStringLiteral("first")}));
    QVERIFY(run->send(message::Raw{QByteArray::fromHex("c103616263")}));
    QVERIFY(run->send(message::Text{QStringLiteral("second")}));
    QVERIFY(run->send(message::Raw{QByteArray::fromHex("8882000000000fa1")}));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(),
             (QStringList{"open", "=> text 'first'", "=> text 'abc' !mask-missing !rsv-set",
                          "=> text 'second'", "-> close 0fa1 code=4001", "<- close 03e8 code=1000",
                          "closed 1000 clean by client !close-code-differs"}));
}

void SessionGoodPeers::reopened_data()
{
    addClients();
}

/// The next connection of the same recording; nothing of the first is left in it.
void SessionGoodPeers::reopened()
{
    QFETCH(Session::Client, client);
    PeerProcess peer(QStringLiteral("websockets_peer.py"));
    SessionRun run(client);
    for (quint32 number = 1; number <= 3; ++number) {
        QVERIFY(run.open(peer.url(QStringLiteral("/echo"))));
        QCOMPARE(run->connection().value, number);
        QVERIFY(!run->open(SessionRun::options(peer.url(QStringLiteral("/echo")))));
        QVERIFY(run->send(message::Text{QStringLiteral("hello")}));
        QTRY_COMPARE(run.lines().filter(QStringLiteral("<= text 'hello'")).size(),
                     static_cast<int>(number));
        QVERIFY(run->close(static_cast<quint16>(4000 + number)));
        QVERIFY(run.waitForClosed());
        QVERIFY(run.story().last().startsWith(QStringLiteral("closed %1").arg(4000 + number)));
    }
    QCOMPARE(run->timeline()->connectionCount(), 3u);
}

/// 64 MiB each way, handed on in fragments.
void SessionGoodPeers::largeText()
{
    PeerProcess peer(QStringLiteral("websockets_peer.py"), {"--no-deflate"});
    SessionRun run;
    qsizetype text = 0;
    qsizetype binary = 0;
    connect(&run.session(), &Session::textMessageReceived, this,
            [&](const QString& received) { text = received.size(); });
    connect(&run.session(), &Session::binaryMessageReceived, this,
            [&](const QByteArray& received) { binary = received.size(); });
    QVERIFY(run.open(peer.url(QStringLiteral("/big?size=67108864"))));
    QTRY_COMPARE(binary, 67'108'864);
    QCOMPARE(text, 33'554'432);
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());

    QVERIFY(run.open(peer.url(QStringLiteral("/echo"))));
    QVERIFY(run->send(message::Text{QString(67'108'864, QLatin1Char('x'))}));
    QTRY_COMPARE(text, 67'108'864);
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
}

FRAMESCOPE_TEST(SessionGoodPeers)

} // namespace tst_session_good_peers

#include "tst_session_good_peers.moc"
