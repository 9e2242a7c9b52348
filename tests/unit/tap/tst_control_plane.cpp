// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/client/control_plane.h"
#include "told_sink.h"
#include "wire/frames/frame_encoder.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_control_plane {

using namespace framescope;
using namespace framescope::tap;
using namespace framescope::test;
using namespace std::chrono_literals;

namespace {

/// A server's system: takes what is written, or does not.
class FakeServer final : public ServerEnd
{
public:
    bool isUp() const override { return up; }
    void write(ByteView bytes) override
    {
        append(written, bytes);
        backlogged += takes ? 0 : bytes.size();
    }
    std::uint64_t backlog() const override { return backlogged; }
    std::uint64_t notSent() const override { return 0; }

    Bytes written;
    std::uint64_t backlogged = 0;
    bool takes = true;
    bool up = true;
};

/// A control plane between a server and a client that are bytes. What it wants is written down.
struct Connection
{
    explicit Connection(const connection::ConnectionOptions& asked = {}) : options(asked)
    {
        const auto say = [this](const QString& line) { said.append(line); };
        QObject::connect(&control, &ControlPlane::opened, [say] { say("opened"); });
        QObject::connect(&control, &ControlPlane::closing, [say] { say("closing"); });
        QObject::connect(&control, &ControlPlane::canSendAgain, [say] { say("room"); });
        QObject::connect(&control, &ControlPlane::sinkFailed, [say] { say("dropped"); });
        QObject::connect(&control, &ControlPlane::deadline,
                         [this](std::chrono::milliseconds time) { left = time; });
        QObject::connect(&control, &ControlPlane::ending, [this, say](const Closed& why) {
            say(QString::fromStdString("end " + control.closed(why).text));
            control.stop();
        });
        outbox->messagesWanted = true;
        control.start(server, UpgradeRequest);
    }

    void open() { control.fromServer(asBytes(UpgradeResponse)); }

    /// The server sends that; returns what the client gets.
    QString from(std::string_view picture)
    {
        control.fromServer(bytesOf(picture));
        const QString output = QString::fromStdString(pictureOf(control.toClient()));
        control.taken();
        return output;
    }

    /// The frames that the server got, one a line.
    QString frames() const { return sink.frames(Direction::Out); }
    QStringList frameLines() const
    {
        return frames().split('\n').filter(QStringLiteral("frame @"));
    }
    /// "ping '' pong 'x'": their opcodes and contents.
    QString story() const
    {
        QStringList story;
        for (const QString& line : frameLines()) {
            story.append(line.section(' ', 3).remove(QStringLiteral("masked ")));
        }
        return story.join(QStringLiteral(" | "));
    }

    /// The session sends a frame past QWebSocket.
    void put(wire::Opcode opcode, ByteView payload, std::uint64_t after = 0)
    {
        wire::FrameSpec spec;
        spec.opcode = opcode;
        spec.maskKey = wire::randomMaskKey();
        outbox->put({wire::encodeFrame(spec, payload), after, opcode == wire::Opcode::Close});
        control.sendWaiting();
        if (outbox->closeAsked()) {
            control.closeAsked();
        }
    }

    ToldSink sink;
    FakeServer server;
    std::shared_ptr<Outbox> outbox = std::make_shared<Outbox>();
    connection::ConnectionOptions options;
    ControlPlane control{sink, outbox, options};
    QStringList said;
    std::chrono::milliseconds left{};
};

} // namespace

class TestControlPlane : public QObject
{
    Q_OBJECT

private slots:
    void writtenBeforeItStarts();
    void opens();
    void notOpened_data();
    void notOpened();
    void answersPings();
    void latestPingOfAServerThatDoesNotRead();
    void optionsChangeWhileConnected();
    void closedByTheServer();
    void closedByTheSession();
    void closingTakesItsTime();
    void rawClose();
    void strict();
    void keepsTheOrder();
    void clientThatIsGone();
    void sinkThatIsFull();
    void serverThatIsGone();
};

/// Frames may come with the response.
void TestControlPlane::opens()
{
    Connection c;
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
    Connection c;
    c.control.fromServer(
        asBytes(std::string_view(response.data(), static_cast<std::size_t>(response.size()))));
    if (late) {
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said, said);
    QCOMPARE(c.sink.told(), told);
    QVERIFY(!c.control.isOpen());
}

void TestControlPlane::answersPings()
{
    Connection c;
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
    Connection c;
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
    Connection c(options);
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
    Connection c;
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

void TestControlPlane::closedByTheSession()
{
    Connection c;
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
    Connection c;
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

    Connection stuck;
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
    Connection c;
    c.open();
    c.outbox->put({bytesOf("88 80 00000000"), 0, false});
    c.control.sendWaiting();
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    c.from("89 00 88 00");
    QCOMPARE(c.story(), QStringLiteral("close ''"));
}

void TestControlPlane::strict()
{
    connection::ConnectionOptions options;
    options.strict = true;
    Connection c(options);
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
    Connection c;
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
    Connection c;
    c.open();
    c.put(wire::Opcode::Ping, asBytes("x"), 5);
    QVERIFY(c.control.clientGone());
    c.control.sendWaiting();
    QCOMPARE(c.story(), QStringLiteral("ping 'x'"));

    Connection inside;
    inside.open();
    inside.control.fromClient(bytesOf("81 82 00000000 'a'"));
    QVERIFY(!inside.control.clientGone());
    QCOMPARE(inside.sink.told(), QStringList{"failure websocket: QWebSocket ended inside a frame"});
}

/// What is not kept is not sent.
void TestControlPlane::sinkThatIsFull()
{
    Connection out;
    out.open();
    out.sink.setRoom(3);
    const std::size_t before = out.server.written.size();
    out.control.fromClient(bytesOf("81 81 00000000 'a'"));
    QCOMPARE(out.said, (QStringList{"opened", "dropped"}));
    QVERIFY(out.control.isOver());
    QCOMPARE(out.server.written.size(), before);

    Connection in;
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
    Connection c;
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
