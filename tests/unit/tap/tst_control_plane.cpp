// SPDX-License-Identifier: GPL-3.0-or-later
#include "played_connection.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_control_plane {

using namespace framescope;
using namespace framescope::tap;
using namespace framescope::test;
using namespace std::chrono_literals;

class TestControlPlane : public QObject
{
    Q_OBJECT

private slots:
    void writtenBeforeItStarts();
    void opens();
    void notOpened_data();
    void notOpened();
    void unfinishedRequest();
    void answersPings();
    void latestPingOfAServerThatDoesNotRead();
    void optionsChangeWhileConnected();
    void closedByTheServer();
    void finBeforeTheAnswer();
    void closeAnswerIsHeld();
    void closeAnswerIsHeldInVain();
    void closedByTheSession();
    void closingTakesItsTime();
    void rawClose();
    void floodOfFrames();
    void strict();
    void keepsTheOrder();
    void clientThatIsGone();
    void sinkThatIsFull();
    void serverThatIsGone();
};

/// Frames may come with the response.
void TestControlPlane::opens()
{
    PlayedConnection c;
    QCOMPARE(c.left, 15s);
    QCOMPARE(asText(c.server.written), UpgradeRequest);
    QVERIFY(c.control.isStarted() && !c.control.isOpen());
    Bytes bytes(UpgradeResponse.begin(), UpgradeResponse.end());
    append(bytes, bytesOf("81 02 'hi'"));
    c.control.fromServer(bytes);
    QVERIFY(c.control.isOpen() && !c.control.isOver());
    QCOMPARE(c.left, 0s);
    QCOMPARE(c.said, QStringList{"opened"});
    QCOMPARE(pictureOf(c.control.toClient()), pictureOf(bytesOf("81 02 'hi'")));
}

void TestControlPlane::notOpened_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<bool>("late");
    QTest::addColumn<QStringList>("said");
    QTest::addColumn<QStringList>("told");
    const QStringList end{"end "};
    QTest::newRow("nothing") << QByteArray() << true << end
                             << QStringList{"failure http: no response within 15 s"};
    QTest::newRow("not HTTP") << QByteArray("hello\r\n") << false << end << QStringList();
    QTest::newRow("refused") << QByteArray("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno")
                             << false << end << QStringList();
    QTest::newRow("a body without an end")
        << QByteArray("HTTP/1.1 403 No\r\n\r\nno") << true
        << QStringList{"end the body did not end within 15 s"} << QStringList();
    QTest::newRow("a body that is still to come")
        << QByteArray("HTTP/1.1 403 No\r\n\r\nno") << false << QStringList() << QStringList();
}

void TestControlPlane::notOpened()
{
    QFETCH(QByteArray, response);
    QFETCH(bool, late);
    QFETCH(QStringList, said);
    QFETCH(QStringList, told);
    PlayedConnection c;
    c.control.fromServer(
        asBytes(std::string_view(response.data(), static_cast<std::size_t>(response.size()))));
    if (late) {
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said, said);
    QCOMPARE(c.sink.told(), told);
    QVERIFY(!c.control.isOpen());
}

/// The FIN is told once, before what is written after it.
void TestControlPlane::finBeforeTheAnswer()
{
    PlayedConnection c;
    c.open();
    c.server.fin = true;
    c.from("88 02 03e9");
    QCOMPARE(c.sink.told(), QStringList{"fin in"});
    QCOMPARE(c.frameLines().size(), 1);
}

/// It may be that the request makes the server wait.
void TestControlPlane::unfinishedRequest()
{
    ToldSink sink;
    FakeServer server;
    connection::ConnectionOptions options;
    ControlPlane control(sink, std::make_shared<Outbox>(), options);
    control.start(server, "GET / HTTP/1.1\r\nHost: a\r\n");
    control.deadlinePassed();
    QCOMPARE(sink.told(), QStringList{"failure http: no response within 15 s: the request head did "
                                      "not end with an empty line"});
}

void TestControlPlane::answersPings()
{
    PlayedConnection c;
    c.open();
    QCOMPARE(c.from("89 01 'p' 81 01 'a' 89 00"), QStringLiteral("8101 'a'"));
    QCOMPARE(c.story(), QStringLiteral("pong 'p' | pong ''"));
    c.from("89 7e 0080 'a'*128 89 7e 0081 'a'*129");
    QCOMPARE(c.frameLines().size(), 2);
    QCOMPARE(c.sink.told().size(), 1);
    QVERIFY(c.sink.told()[0].startsWith(QLatin1String("behaviour a ping of 128 bytes")));
}

void TestControlPlane::latestPingOfAServerThatDoesNotRead()
{
    PlayedConnection c;
    c.open();
    c.server.backlogged = 1 << 20;
    c.from("89 01 'a'");
    c.from("89 01 'b'");
    c.control.sendWaiting();
    QVERIFY(!c.control.takesFromClient());
    QCOMPARE(c.story(), QString());
    QVERIFY(c.control.isWaiting());
    c.server.backlogged = 0;
    c.control.sendWaiting();
    QCOMPARE(c.story(), QStringLiteral("pong 'b'"));
    QVERIFY(!c.control.isWaiting());
}

void TestControlPlane::optionsChangeWhileConnected()
{
    connection::ConnectionOptions options;
    options.behaviours.pong = connection::Behaviours::Pong::Off;
    PlayedConnection c(options);
    c.open();
    c.from("89 01 'a' 83 01 'x'");
    QCOMPARE(c.story(), QString());
    c.options.behaviours.pong = connection::Behaviours::Pong::Send;
    c.from("89 01 'b'");
    QCOMPARE(c.story(), QStringLiteral("pong 'b'"));
    c.options.strict = true;
    c.options.closeTimeout = 8s;
    c.from("a1 01 'x'");
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    QCOMPARE(c.left, 2s);
}

void TestControlPlane::closedByTheServer()
{
    PlayedConnection c;
    c.open();
    QCOMPARE(c.from("81 01 'a' 88 05 0fa1 'bye' 89 00 88 00"), QStringLiteral("8101 'a'"));
    QVERIFY2(c.story().startsWith(QLatin1String("close 0fa1")), qPrintable(c.story()));
    QCOMPARE(c.frameLines().size(), 1);
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(c.left, 1250ms);
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said.last(), QStringLiteral("end the server did not end TCP within 5 s"));
}

/// What was accepted before it precedes it, whichever way it takes.
void TestControlPlane::closeAnswerIsHeld()
{
    PlayedConnection c;
    c.outbox->holdCloseAnswer();
    c.open();
    c.from("81 01 'a' 88 02 03e8 89 00");
    QCOMPARE(c.said, QStringList{"opened"});
    c.outbox->messageSent(1);
    c.put(wire::Opcode::Ping, asBytes("x"), 1);
    c.outbox->answerClose();
    c.control.sendWaiting();
    QCOMPARE(c.story(), QString());
    c.control.fromClient(bytesOf("81 81 00000000 'a'"));
    QVERIFY2(c.story().startsWith("text 'a' | ping 'x' | close 03e8"), qPrintable(c.story()));
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    QVERIFY(!c.control.isWaiting());

    PlayedConnection own; // the session closes meanwhile
    own.outbox->holdCloseAnswer();
    own.open();
    own.from("88 02 03e8");
    own.put(wire::Opcode::Close, wire::closePayload(4000));
    own.outbox->answerClose();
    own.control.sendWaiting();
    QVERIFY2(own.story().startsWith("close 0fa0"), qPrintable(own.story()));
    QCOMPARE(own.frameLines().size(), 1);
    QCOMPARE(own.said, (QStringList{"opened", "closing"}));
}

void TestControlPlane::closeAnswerIsHeldInVain()
{
    PlayedConnection c;
    c.outbox->holdCloseAnswer();
    c.open();
    c.server.backlogged = 100;
    c.from("88 02 03e8");
    for (int i = 0; i < 20; ++i) { // the server still takes what was sent
        c.server.backlogged -= 5;
        c.control.deadlinePassed();
    }
    for (int i = 0; i < 3; ++i) {
        c.control.deadlinePassed();
    }
    QCOMPARE(c.story(), QString());
    c.control.deadlinePassed();
    QVERIFY2(c.story().startsWith("close 03e8"), qPrintable(c.story()));
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
}

void TestControlPlane::closedByTheSession()
{
    PlayedConnection c;
    c.open();
    c.put(wire::Opcode::Close, wire::closePayload(1000));
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    c.control.deadlinePassed();
    c.from("88 02 03e8"); // a new step: the server's end of TCP
    for (int i = 0; i < 3; ++i) {
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said.size(), 2);
    c.control.deadlinePassed();
    QCOMPARE(c.said.last(), QStringLiteral("end the server did not end TCP within 5 s"));
    QCOMPARE(c.frameLines().size(), 1);
}

/// As long as the server takes what was sent before it, Close has time.
void TestControlPlane::closingTakesItsTime()
{
    PlayedConnection c;
    c.open();
    c.server.backlogged = 100;
    c.put(wire::Opcode::Close, {});
    for (int i = 0; i < 20; ++i) {
        c.server.backlogged -= 5;
        c.control.tellBacklog();
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said.size(), 2);
    for (int i = 0; i < 4; ++i) {
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said.last(), QStringLiteral("end the server did not answer Close within 5 s"));

    PlayedConnection stuck;
    stuck.open();
    stuck.server.takes = false;
    stuck.put(wire::Opcode::Close, {});
    const Closed closed = stuck.control.closed({});
    QVERIFY(closed.unsent > 0 && closed.closeUnsent);
    for (int i = 0; i < 4; ++i) {
        stuck.control.deadlinePassed();
    }
    QCOMPARE(stuck.said.last(),
             QStringLiteral("end the server did not read what was sent before Close within 5 s"));
}

/// Nothing follows a Close frame, whoever made it.
void TestControlPlane::rawClose()
{
    PlayedConnection c;
    c.open();
    c.outbox->put({bytesOf("88 80 00000000"), 0, false});
    c.control.sendWaiting();
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    c.from("89 00 88 00");
    QCOMPARE(c.story(), QStringLiteral("close ''"));
}

/// A server that goes on with frames that take memory is not waited for.
void TestControlPlane::floodOfFrames()
{
    connection::ConnectionOptions options;
    options.largestMessage = 4;
    PlayedConnection c(options);
    c.open();
    Bytes frames;
    for (int i = 0; i < 1024; ++i) {
        append(frames, bytesOf("00 00"));
    }
    c.from("01 00");
    c.control.fromServer(frames);
    QVERIFY2(c.story().startsWith("close 03f1"), qPrintable(c.story()));
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    c.control.fromServer(frames);
    QCOMPARE(c.said.last(),
             QStringLiteral("end the server went on with a message of too many frames"));
}

void TestControlPlane::strict()
{
    connection::ConnectionOptions options;
    options.strict = true;
    PlayedConnection c(options);
    c.open();
    QCOMPARE(c.from("81 01 'a' 81 81 00000000 'b' 81 01 'c'"), QStringLiteral("8101 'a'"));
    QVERIFY2(c.story().startsWith(QLatin1String("close 03ea")), qPrintable(c.story()));
    QCOMPARE(c.sink.told().size(), 1);
    QVERIFY(c.sink.told()[0].startsWith(QLatin1String("failure websocket: ")));
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
}

/// What the session sends past QWebSocket stands where it was sent, at a frame boundary.
void TestControlPlane::keepsTheOrder()
{
    PlayedConnection c;
    c.open();
    c.put(wire::Opcode::Ping, asBytes("x"), 1);
    QCOMPARE(c.story(), QString());
    const Bytes message = bytesOf("81 82 00000000 'ab'");
    c.control.fromClient(ByteView(message).first(7));
    c.from("89 01 'p'");
    c.control.fromClient(ByteView(message).subspan(7));
    QCOMPARE(c.story(), QStringLiteral("text 'ab' | pong 'p' | ping 'x'"));
    QCOMPARE(c.outbox->out().messages, std::uint64_t{1});
    QCOMPARE(c.outbox->out().items, std::uint64_t{1});
}

void TestControlPlane::clientThatIsGone()
{
    PlayedConnection c;
    c.open();
    c.put(wire::Opcode::Ping, asBytes("x"), 5);
    QVERIFY(c.control.clientGone());
    c.control.sendWaiting();
    QCOMPARE(c.story(), QStringLiteral("ping 'x'"));

    PlayedConnection inside;
    inside.open();
    inside.control.fromClient(bytesOf("81 82 00000000 'a'"));
    QVERIFY(!inside.control.clientGone());
    QCOMPARE(inside.sink.told(), QStringList{"failure websocket: QWebSocket ended inside a frame"});
}

/// What is not kept is not sent.
void TestControlPlane::sinkThatIsFull()
{
    PlayedConnection out;
    out.open();
    out.sink.setRoom(3);
    const std::size_t before = out.server.written.size();
    out.control.fromClient(bytesOf("81 81 00000000 'a'"));
    QCOMPARE(out.said, (QStringList{"opened", "dropped"}));
    QVERIFY(out.control.isOver());
    QCOMPARE(out.server.written.size(), before);

    PlayedConnection in;
    in.open();
    in.sink.setRoom(3);
    in.from("89 01 'a' 89 01 'b'");
    QCOMPARE(in.said, (QStringList{"opened", "dropped"}));
    QCOMPARE(in.story(), QString());
    in.control.deadlinePassed();
    in.control.sendWaiting();
    QCOMPARE(in.said.size(), 2);
}

void TestControlPlane::serverThatIsGone()
{
    PlayedConnection c;
    c.open();
    c.server.up = false;
    const std::size_t before = c.server.written.size();
    QCOMPARE(c.from("81 01 'a' 89 00"), QStringLiteral("8101 'a'"));
    QCOMPARE(c.server.written.size(), before);
    QCOMPARE(c.story(), QString());
}

/// A proxy was told something before the client was there.
void TestControlPlane::writtenBeforeItStarts()
{
    ToldSink sink;
    connection::ConnectionOptions options;
    ControlPlane control(sink, std::make_shared<Outbox>(), options);
    QSignalSpy room(&control, &ControlPlane::canSendAgain);
    control.tellBacklog();
    QVERIFY(!control.isStarted());
    QCOMPARE(room.size(), 0);
}

FRAMESCOPE_TEST(TestControlPlane)

} // namespace tst_control_plane

#include "tst_control_plane.moc"
