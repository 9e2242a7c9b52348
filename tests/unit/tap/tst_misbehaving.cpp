// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the control plane does wrong on purpose, keeps alive, and sends while it reads.
#include "message/bytes_content.h"
#include "played_connection.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_misbehaving {

using namespace framescope;
using namespace framescope::tap;
using namespace framescope::test;
using namespace std::chrono_literals;
using connection::Behaviours;
using connection::Misdeed;

namespace {

connection::ConnectionOptions optionsWith(std::initializer_list<const char*> texts)
{
    connection::ConnectionOptions options;
    for (const char* text : texts) {
        if (!connection::setBehaviour(options.behaviours, text)) {
            qFatal("%s is no behaviour", text);
        }
    }
    return options;
}

DirectItem streamItem(qsizetype size, std::optional<std::uint64_t> fragmentSize = {})
{
    DirectItem item;
    item.content = message::Stream{
        std::make_shared<message::BytesContent>(QByteArray(size, 'x')), false, fragmentSize, {}};
    return item;
}

} // namespace

class TestMisbehaving : public QObject
{
    Q_OBJECT

private slots:
    void pongs_data();
    void pongs();
    void floodIsNotTold();
    void closeReplies_data();
    void closeReplies();
    void lateCloseReply();
    void afterClose_data();
    void afterClose();
    void goesOn();
    void waitsAfterClose();
    void pieces();
    void masks();
    void stopsReading();
    void cuts_data();
    void cuts();
    void keepsAlive();
    void largestMessage_data();
    void largestMessage();
    void streams();
    void brokenStream();
    void cancelledStream();
};

void TestMisbehaving::pongs_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("story"); // after the delay
    QTest::addColumn<QString>("told");
    QTest::addColumn<int>("delay");
    QTest::newRow("off") << "pong=off"
                         << ""
                         << "the ping \"hello\" is not answered" << -1;
    QTest::newRow("wrong") << "pong=wrong"
                           << "pong 'iello'"
                           << "the ping \"hello\" is answered with \"iello\"" << -1;
    QTest::newRow("late") << "pong=late:500ms"
                          << "pong 'hello'"
                          << "the ping \"hello\" is answered after 500 ms" << 500;
}

void TestMisbehaving::pongs()
{
    QFETCH(QString, behaviour);
    QFETCH(QString, story);
    QFETCH(QString, told);
    QFETCH(int, delay);
    PlayedConnection c(optionsWith({qPrintable(behaviour)}));
    c.open();
    c.from("89 05 'hello'");
    QCOMPARE(c.sink.told(), QStringList{"behaviour " + told});
    if (delay >= 0) {
        QCOMPARE(c.story(), QString());
    }
    QCOMPARE(c.pass(), std::chrono::milliseconds(delay));
    QCOMPARE(c.story(), story);
    c.options.behaviours = {};
    c.from("89 00");
    QCOMPARE(c.story(), story + (story.isEmpty() ? "" : " | ") + "pong ''");
}

void TestMisbehaving::floodIsNotTold()
{
    PlayedConnection c(optionsWith({"pong=wrong"}));
    c.open();
    for (int i = 0; i < 1000; ++i) {
        c.from("89 00");
    }
    QCOMPARE(c.frameLines().size(), 1000);
    QCOMPARE(c.sink.told().size(), 100);
    QVERIFY(c.sink.told().last().endsWith("; later ones are not told"));
}

void TestMisbehaving::closeReplies_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("story");
    QTest::addColumn<QStringList>("told");
    QTest::newRow("echo") << "close-reply=echo"
                          << "close 0fa1" << QStringList();
    QTest::newRow("code") << "close-reply=code:4000"
                          << "close 0fa0"
                          << QStringList{"behaviour the server's Close is answered with code 4000"};
    QTest::newRow("bad code") << "close-reply=code:1005"
                              << "close 03ed"
                              << QStringList{
                                     "behaviour the server's Close is answered with code 1005"};
    QTest::newRow("empty") << "close-reply=empty"
                           << "close ''"
                           << QStringList{
                                  "behaviour the server's Close is answered with an empty Close"};
    QTest::newRow("none") << "close-reply=none"
                          << "" << QStringList{"behaviour the server's Close is not answered"};
}

void TestMisbehaving::closeReplies()
{
    QFETCH(QString, behaviour);
    QFETCH(QString, story);
    QFETCH(QStringList, told);
    PlayedConnection c(optionsWith({qPrintable(behaviour)}));
    c.open();
    c.from("88 05 0fa1 'bye'");
    QVERIFY2(story.isEmpty() || c.story().startsWith(story), qPrintable(c.story()));
    QCOMPARE(c.frameLines().size(), story.isEmpty() ? 0 : 1);
    QCOMPARE(c.sink.told(), told);
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    for (int i = 0; i < 4; ++i) {
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said.last(), QStringLiteral("end the server did not end TCP within 5 s"));
}

void TestMisbehaving::lateCloseReply()
{
    PlayedConnection c(optionsWith({"close-reply=late:20s", "close-reply=empty"}));
    c.open();
    c.from("88 00");
    QCOMPARE(c.story(), QString());
    QCOMPARE(c.left, 0ms); // the server's time has not begun
    QCOMPARE(
        c.sink.told(),
        QStringList{"behaviour the server's Close is answered with an empty Close after 20000 ms"});
    QCOMPARE(c.pass(), 20s);
    QCOMPARE(c.story(), QStringLiteral("close ''"));
    QCOMPARE(c.left, 1250ms);
}

void TestMisbehaving::afterClose_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QStringList>("said");
    QTest::addColumn<QStringList>("told");
    QTest::newRow("fin") << "after-close=fin" << QStringList{"opened", "closing", "fin"}
                         << QStringList{"behaviour TCP is ended by FIN right behind our Close"};
    QTest::newRow("rst") << "after-close=rst" << QStringList{"opened", "closing", "reset"}
                         << QStringList{"behaviour TCP is reset right behind our Close"};
    QTest::newRow("half") << "after-close=half" << QStringList{"opened", "closing"}
                          << QStringList{
                                 "behaviour our side of TCP is ended right behind our Close",
                                 "fin out"};
}

/// Not before the Close has left; nothing of it after the server's Close.
void TestMisbehaving::afterClose()
{
    QFETCH(QString, behaviour);
    QFETCH(QStringList, said);
    QFETCH(QStringList, told);
    PlayedConnection c(optionsWith({qPrintable(behaviour)}));
    c.open();
    c.server.takes = false;
    c.put(wire::Opcode::Close, wire::closePayload(1000));
    QCOMPARE(c.said, (QStringList{"opened", "closing"}));
    QCOMPARE(c.sink.told(), told.mid(0, 1));
    c.server.backlogged = 0;
    QVERIFY(c.pass() > 0ms);
    QCOMPARE(c.said, said);
    QCOMPARE(c.sink.told(), told);
    QCOMPARE(c.server.writingEnded, behaviour == "after-close=half");
    if (c.server.writingEnded) {
        c.from("89 00 88 02 03e8");
        QCOMPARE(c.frameLines().size(), 1); // nothing can be sent any more
    }

    PlayedConnection other(optionsWith({qPrintable(behaviour)}));
    other.open();
    other.from("88 00");
    QCOMPARE(other.said, (QStringList{"opened", "closing"}));
    QVERIFY(other.sink.told().isEmpty() && other.waiting.empty());
}

void TestMisbehaving::goesOn()
{
    PlayedConnection c(optionsWith({"after-close=go-on"}));
    c.open();
    c.put(wire::Opcode::Close, wire::closePayload(1000));
    c.control.fromClient(bytesOf("81 81 00000000 'a'"));
    c.from("89 01 'p'");
    c.put(wire::Opcode::Ping, {});
    QCOMPARE(c.frameLines().size(), 4);
    QVERIFY2(c.story().remove(" !data-after-close").endsWith("text 'a' | pong 'p' | ping ''"),
             qPrintable(c.story()));
    QCOMPARE(c.sink.told(), QStringList{"behaviour our Close does not end what is sent"});
}

void TestMisbehaving::waitsAfterClose()
{
    PlayedConnection c(optionsWith({"after-close=wait:20s"}));
    c.open();
    c.put(wire::Opcode::Close, {});
    QCOMPARE(c.left, 5s);
    for (int i = 0; i < 4; ++i) {
        c.control.deadlinePassed();
    }
    QCOMPARE(c.said.last(), QStringLiteral("end the server did not answer Close within 20 s"));
}

/// Nothing is recorded before it is written, and what waits counts as a backlog.
void TestMisbehaving::pieces()
{
    PlayedConnection c(optionsWith({"pieces=7/5ms"}));
    QCOMPARE(c.sink.told(),
             QStringList{
                 "behaviour bytes are sent in pieces of 7 bytes with pauses of 5 ms from here on"});
    QCOMPARE(c.server.written.size(), std::size_t{7});
    QCOMPARE(c.sink.bytes(Direction::Out).size(), std::size_t{7});
    while (c.pass() == 5ms) {
        QVERIFY(c.sink.bytes(Direction::Out).size() == c.server.written.size());
    }
    QCOMPARE(asText(c.server.written), UpgradeRequest);
    c.open();
    c.put(wire::Opcode::Ping, asBytes("0123456789")); // 16 bytes
    QCOMPARE(c.server.written.size(), UpgradeRequest.size() + 7);
    QCOMPARE(c.outbox->backlog(), std::uint64_t{9});
    QCOMPARE(c.outbox->out().items, std::uint64_t{0});
    QCOMPARE(c.pass(), 5ms);
    QCOMPARE(c.pass(), 5ms);
    QCOMPARE(c.story(), QStringLiteral("ping '0123456789'"));
    QCOMPARE(c.outbox->out().items, std::uint64_t{1});
    QCOMPARE(c.outbox->backlog(), std::uint64_t{0});

    c.put(wire::Opcode::Ping, asBytes("0123456789"));
    c.options.behaviours.pieceSize = 0;
    c.options.behaviours.piecePause = 0ms;
    c.control.behavioursChanged();
    QCOMPARE(c.sink.told().last(), QStringLiteral("behaviour bytes are no longer sent in pieces"));
    c.pass();
    c.pass();
    QCOMPARE(c.frameLines().size(), 2);
    c.put(wire::Opcode::Ping, asBytes("0123456789"));
    QCOMPARE(c.frameLines().size(), 3);
}

void TestMisbehaving::masks()
{
    PlayedConnection c(optionsWith({"mask=none"}));
    QCOMPARE(c.sink.told(), QStringList{"behaviour frames are not masked from here on"});
    c.open();
    c.from("89 00");
    QVERIFY2(c.frames().contains("mask-missing"), qPrintable(c.frames()));
    c.options.behaviours.mask = Behaviours::Mask::Key;
    c.options.behaviours.maskKey = {1, 2, 3, 4};
    c.control.behavioursChanged();
    c.control.behavioursChanged();
    c.options.behaviours.mask = Behaviours::Mask::Random;
    c.control.behavioursChanged();
    QCOMPARE(c.sink.told().mid(1),
             (QStringList{"behaviour frames are masked with the key 01020304 from here on",
                          "behaviour frames have random masking keys again"}));
}

void TestMisbehaving::stopsReading()
{
    PlayedConnection c;
    c.open();
    c.control.commit({Misdeed::Kind::StopReading, 3s});
    QVERIFY(!c.server.reading && !c.control.readsFromServer());
    QCOMPARE(c.pass(), 3s);
    QVERIFY(c.server.reading && c.control.readsFromServer());
    QCOMPARE(c.sink.told(), (QStringList{"behaviour nothing is read from the server for 3000 ms",
                                         "behaviour the server's data is read again"}));
}

void TestMisbehaving::cuts_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("inFrame");
    QTest::newRow("fin") << int(Misdeed::Kind::Fin) << "fin" << false;
    QTest::newRow("reset") << int(Misdeed::Kind::Reset) << "reset" << false;
    QTest::newRow("fin in a frame") << int(Misdeed::Kind::FinInFrame) << "fin" << true;
    QTest::newRow("reset in a frame") << int(Misdeed::Kind::ResetInFrame) << "reset" << true;
}

/// Behind what was sent before, with half a frame recorded.
void TestMisbehaving::cuts()
{
    QFETCH(int, kind);
    QFETCH(QString, said);
    QFETCH(bool, inFrame);
    PlayedConnection c;
    c.open();
    c.put(wire::Opcode::Ping, {});
    DirectItem item;
    item.content = Misdeed{Misdeed::Kind(kind), {}};
    item.after = 1;
    c.put(item);
    QCOMPARE(c.said, QStringList{"opened"});
    const std::size_t before = c.server.written.size();
    c.control.fromClient(bytesOf("81 81 00000000 'a'"));
    QCOMPARE(c.said, (QStringList{"opened", said}));
    QCOMPARE(c.sink.told().size(), 1);
    QCOMPARE(c.server.written.size() > before + 7, inFrame);
    QCOMPARE(c.sink.bytes(Direction::Out).size(), c.server.written.size());
    QCOMPARE(c.frameLines().size(), 2);
}

void TestMisbehaving::keepsAlive()
{
    connection::ConnectionOptions options;
    options.keepAlive = 30s;
    PlayedConnection c(options);
    c.open();
    QCOMPARE(c.story(), QString());
    QCOMPARE(c.pass(), 30s);
    QCOMPARE(c.pass(), 30s);
    QCOMPARE(c.story(), QStringLiteral("ping '1' | ping '2'"));
    c.server.backlogged = 1 << 20;
    QCOMPARE(c.pass(), 30s); // a server that does not read gets none
    c.server.backlogged = 0;
    c.put(wire::Opcode::Close, {});
    QCOMPARE(c.pass(), 30s);
    QCOMPARE(c.story(), QStringLiteral("ping '1' | ping '2' | close ''"));
    QVERIFY(c.waiting.empty());
}

void TestMisbehaving::largestMessage_data()
{
    QTest::addColumn<QString>("received");
    QTest::addColumn<bool>("fails");
    QTest::newRow("just right") << "82 0a 'x'*10 82 0a 'x'*10" << false;
    QTest::newRow("too long") << "82 0b" << true; // known from the header
    QTest::newRow("a huge one") << "82 7f ffffffffffffffff" << true;
    QTest::newRow("fragments") << "02 06 'x'*6 89 00 00 04 'x'*4 80 00" << false;
    QTest::newRow("fragments that are too long") << "02 06 'x'*6 89 00 00 05" << true;
}

void TestMisbehaving::largestMessage()
{
    QFETCH(QString, received);
    QFETCH(bool, fails);
    connection::ConnectionOptions options;
    options.largestMessage = 10;
    PlayedConnection c(options);
    c.outbox->messagesWanted = false; // the limit holds all the same
    c.open();
    c.from(received.toStdString());
    QCOMPARE(c.said.contains("closing"), fails);
    QCOMPARE(c.story().contains("close 03f1"), fails); // 1009
    QCOMPARE(c.sink.told(),
             fails ? QStringList{"failure websocket: a message is longer than 10 bytes, the most "
                                 "that is taken"}
                   : QStringList());
}

/// As much of it as there is room for, and not all without a look at the rest of the world.
void TestMisbehaving::streams()
{
    PlayedConnection c;
    c.open();
    c.server.takes = false;
    c.put(streamItem(20'000'000));
    QVERIFY(c.server.backlogged >= 1 << 20);
    QVERIFY(c.server.backlogged < 2 << 20);
    QVERIFY(c.control.isWaiting() && !c.control.takesFromClient());
    QVERIFY(!c.outbox->hasRoom());
    QVERIFY(c.outbox->waiting() >= 20'000'000);
    const auto streamed = c.outbox->streamed();
    QVERIFY(streamed && streamed->size == 20'000'000 && streamed->sent > 0 &&
            streamed->sent < 2 << 20);
    c.server.backlogged = 0;
    c.server.takes = true;
    c.control.sendWaiting();
    QVERIFY(c.server.written.size() < 5 << 20); // the rest when the event loop has run
    while (c.pass() == 0ms) {
    }
    QVERIFY(!c.outbox->streamed() && c.outbox->hasRoom() && !c.control.isWaiting());
    QCOMPARE(c.outbox->out().items, std::uint64_t{1});
    QCOMPARE(c.said, (QStringList{"opened", "room"}));
    QCOMPARE(c.frameLines().size(), 1);
}

void TestMisbehaving::brokenStream()
{
    class ShortContent final : public message::Content
    {
    public:
        std::uint64_t size() const override { return 1'000'000; }
        Result<std::size_t> read(MutableByteView into) override
        {
            at_ += into.size();
            return at_ > 300'000 ? std::size_t{7} : into.size();
        }

    private:
        std::size_t at_ = 0;
    };
    PlayedConnection c;
    c.open();
    DirectItem item;
    item.content = message::Stream{std::make_shared<ShortContent>(), false, {}, {}};
    c.put(item);
    QCOMPARE(c.said, (QStringList{"opened", "reset"}));
    QCOMPARE(c.sink.told().size(), 1);
    QVERIFY2(c.sink.told()[0].startsWith("failure websocket: the content of a message can't be "
                                         "read any further, so TCP is reset within it: it has "
                                         "become shorter: it ends after "),
             qPrintable(c.sink.told()[0]));
    QVERIFY(c.frameLines().isEmpty());
}

void TestMisbehaving::cancelledStream()
{
    PlayedConnection c;
    c.open();
    c.server.takes = false;
    c.put(streamItem(20'000'000, 100'000));
    c.control.cancelSending(c.outbox->streamed()->number);
    c.server.takes = true;
    c.server.backlogged = 0;
    c.control.sendWaiting();
    QVERIFY(!c.outbox->streamed() && c.outbox->hasRoom());
    QVERIFY2(c.frameLines().last().contains("continuation"), qPrintable(c.frameLines().last()));
    QCOMPARE(c.said, (QStringList{"opened"}));
    QCOMPARE(c.sink.told().size(), 1);

    PlayedConnection oneFrame;
    oneFrame.open();
    oneFrame.server.takes = false;
    oneFrame.put(streamItem(20'000'000));
    oneFrame.control.cancelSending(1);
    QCOMPARE(oneFrame.said, (QStringList{"opened", "reset"}));
}

FRAMESCOPE_TEST(TestMisbehaving)

} // namespace tst_misbehaving

#include "tst_misbehaving.moc"
