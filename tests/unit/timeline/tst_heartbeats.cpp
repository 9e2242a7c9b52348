// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/heartbeats/beat_numbers.h"
#include "timeline/heartbeats/beat_shape.h"
#include "timeline/heartbeats/heartbeats.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

namespace tst_heartbeats {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

constexpr const char* Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n";

/// The opening of a connection to another address, or with a subprotocol.
std::string openingOf(const std::string& url, const std::string& protocol = {})
{
    const std::string offer = protocol.empty() ? "" : " protocols=" + protocol;
    const std::string choice = protocol.empty() ? "" : " protocol=" + protocol;
    return "connecting " + url + "\ntcp\n-> request" + offer + "\n<- 101" + choice + "\n";
}

/// Plays lines "SECONDS ARROW TYPE CONTENT", times ascending; a heartbeat's line ends with *.
/// `expected` and `found` are the numbers of the lines, from 1.
class Story
{
public:
    explicit Story(const QString& lines, const std::string& opening = Opening)
    {
        script_.play(opening);
        double now = 0;
        int number = 0;
        for (QString line : lines.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            line = line.trimmed();
            const bool beat = line.endsWith(QLatin1Char('*'));
            if (beat) {
                line = line.chopped(1).trimmed();
            }
            const auto space = line.indexOf(QLatin1Char(' '));
            const double at = line.left(space).toDouble();
            const int wait = qRound((at - now) * 1000) - 1;
            if (wait > 0) {
                script_.step("wait " + std::to_string(wait));
            }
            now = at;
            script_.step(line.mid(space + 1).toStdString());
            ids_.push_back(EventId{static_cast<std::uint32_t>(script_.timeline().size() - 1)});
            ++number;
            if (beat) {
                expected_ += number;
            }
        }
    }

    QList<int> expected() const { return expected_; }
    const Timeline& timeline() const { return script_.timeline(); }

    /// `step`: events of one update.
    QList<int> found(std::size_t step) const
    {
        Heartbeats heartbeats(timeline());
        for (std::size_t end = 0; end < timeline().size();) {
            end = std::min(end + step, timeline().size());
            heartbeats.update(end);
        }
        QList<int> numbers;
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            if (heartbeats.contains(ids_[i])) {
                numbers += static_cast<int>(i) + 1;
            }
        }
        return numbers;
    }

private:
    CaptureScript script_;
    std::vector<EventId> ids_;
    QList<int> expected_;
};

QString repeated(const char* line, double from, double every, int count)
{
    QString lines;
    for (int i = 0; i < count; ++i) {
        lines +=
            QStringLiteral("%1 %2\n")
                .arg(from + every * i, 0, 'f', 3)
                .arg(QString::fromUtf8(line).replace(QLatin1String("%n"), QString::number(i + 1)));
    }
    return lines;
}

} // namespace

class TestHeartbeats : public QObject
{
    Q_OBJECT

private slots:
    void recognises_data();
    void recognises();
    void protocols_data();
    void protocols();
    void hidesNoMessage_data();
    void hidesNoMessage();
    void tellsWhatWasFound();
    void eachConnectionForItself();
    void compressedMessages();
    void names_data();
    void names();
    void numbers_data();
    void numbers();
    void dates_data();
    void dates();
};

void TestHeartbeats::recognises_data()
{
    QTest::addColumn<QString>("lines");
    const auto row = [](const char* name, const QString& lines) { QTest::newRow(name) << lines; };

    row("pings", "1 -> ping a*\n6 -> ping b*\n11 -> ping c*\n16 -> ping d*");
    row("two pings are too few", "1 -> ping a\n6 -> ping a");
    row("pings of all lengths", "1 -> ping a\n6 -> ping ab\n11 -> ping abc");
    row("pings without payload", "1 -> ping*\n6 -> ping*\n11 -> ping*");
    row("pings and pongs", "1 <- ping a*\n1.1 -> pong a*\n6 <- ping b*\n6.1 -> pong b*\n"
                           "11 <- ping c*\n11.1 -> pong c*\n16 <- ping d*\n16.1 -> pong d*");
    row("pong comes after the run is known",
        "1 <- ping a*\n6 <- ping b*\n11 <- ping c*\n11.1 -> pong c*");
    row("pongs that answer by chance are none", "1 <- ping a\n1.1 -> pong a\n2 <- ping b\n"
                                                "2.1 -> pong b\n30 <- ping c\n30.1 -> pong c");
    row("pongs that nobody asked for", "1 -> pong*\n6 -> pong*\n11 -> pong*");
    row("pings by hand", "1 -> ping a\n2 -> ping a\n30 -> ping a\n31 -> ping a\n90 -> ping a");
    row("a ping by hand between",
        "1 -> ping a*\n6 -> ping a*\n11 -> ping a*\n13 -> ping a\n16 -> ping a*\n21 -> ping a*");

    row("messages", repeated("-> text {\"type\":\"ping\",\"seq\":%n}*", 1, 5, 6));
    row("three messages are too few", repeated("-> text {\"type\":\"ping\"}", 1, 5, 3));
    row("four are not", repeated("-> text {\"type\":\"ping\"}*", 1, 5, 4));
    row("binary messages", repeated("<- binary ping*", 1, 0.5, 5));
    row("seq from 9 to 10",
        "1 -> text ping9*\n2 -> text ping10*\n3 -> text ping11*\n4 -> text ping12*");
    row("not alike", "1 -> text a\n2 -> text b\n3 -> text c\n4 -> text d\n5 -> text e");
    row("fast ticks", repeated("<- text {\"hb\":%n}", 1, 0.01, 40));
    row("ten a second", repeated("<- text {\"hb\":%n}*", 1, 0.1, 9));
    row("too slow", repeated("<- text hb", 1, 700, 6));
    row("every five minutes", repeated("<- text hb*", 1, 300, 4));
    row("jitter", "1 <- text ping*\n6.8 <- text ping*\n11.5 <- text ping*\n16.9 <- text ping*\n21 "
                  "<- text ping*\n26 <- text ping*");
    row("more than jitter",
        "1 <- text ping\n3 <- text ping\n11 <- text ping\n12 <- text ping\n21 <- text ping");
    row("one is missing", "1 <- text ping*\n6 <- text ping*\n11 <- text ping*\n16 <- text "
                          "ping*\n26 <- text ping*\n31 <- text ping*");
    row("three are missing", "1 <- ping p*\n6 <- ping p*\n11 <- ping p*\n31 <- ping p\n");
    row("it goes on after a pause",
        "1 <- ping p*\n6 <- ping p*\n11 <- ping p*\n62 <- ping p*\n67 <- ping p*\n72 <- ping p*\n");
    row("one was missing before the run was known",
        "1 <- text ping*\n11 <- text ping*\n16 <- text ping*\n21 <- text ping*\n26 <- text ping*");
    row("two runs, one into the other",
        "1 -> text ping*\n2 -> text hb 1*\n4 -> text ping*\n7 -> text ping*\n8 -> text hb 2*\n10 "
        "-> text ping*\n"
        "13 -> text ping*\n14 -> text hb 3*\n16 -> text ping*\n20 -> text hb 4*");
    row("both directions",
        "1 -> text ping*\n1.01 <- text ping*\n3 -> text ping*\n3.01 <- text ping*\n"
        "5 -> text ping*\n5.01 <- text ping*\n7 -> text ping*\n7.01 <- text ping*");
    row("two at a time", "1 -> text ping*\n1.001 -> text pong*\n3 -> text ping*\n3.001 -> text "
                         "pong*\n5 -> text ping*\n"
                         "5.001 -> text pong*\n7 -> text ping*\n7.001 -> text pong*");
    row("with data between", "1 -> text ping*\n2 <- text x\n4 -> text ping*\n4.2 <- text yy\n4.3 "
                             "<- text zzz\n7 -> text ping*\n"
                             "8 -> binary p\n10 -> text ping*");
}

void TestHeartbeats::recognises()
{
    QFETCH(QString, lines);
    const Story story(lines);
    for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
        QCOMPARE(story.found(step), story.expected());
    }
}

/// Heartbeats of protocols as sent; in brackets, the client's frames on the wire.
void TestHeartbeats::protocols_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("opening");
    const auto row = [](const char* name, const QString& lines, const std::string& opening = {}) {
        QTest::newRow(name) << lines << QString::fromStdString(opening.empty() ? Opening : opening);
    };
    const std::string engine = openingOf("wss://a.example/socket.io/?EIO=4&transport=websocket");
    row("Engine.IO 4, server", repeated("<- text 2*", 1, 25, 5), engine);
    row("Engine.IO 4, client", repeated("-> text 3*", 1, 25, 5), engine);
    row("Engine.IO elsewhere", repeated("<- text 2", 1, 25, 5));
    row("Socket.IO event", repeated("-> text 42[\"ping\"]*", 1, 5, 5), engine);
    row("SockJS", repeated("<- text h*", 1, 25, 5),
        openingOf("ws://a.example/x/000/abc/websocket"));
    row("h elsewhere", repeated("<- text h", 1, 25, 5));
    row("STOMP", repeated("<- raw 81 01 0a*", 1, 10, 5), openingOf("ws://a.example/", "v12.stomp"));
    row("STOMP client", repeated("-> raw 81 81 00 00 00 00 0a*", 1, 10, 5));
    row("MQTT", repeated("-> raw 82 82 00 00 00 00 c0 00*", 1, 30, 5),
        openingOf("ws://a.example/", "mqtt"));
    row("MQTT elsewhere", repeated("-> raw 82 82 00 00 00 00 c0 00", 1, 30, 5));
    row("Phoenix", repeated("-> text [null,\"%n7\",\"phoenix\",\"heartbeat\",{}]*", 1, 30, 5));
    row("Phoenix, other messages between",
        "1 -> text [null,\"5\",\"phoenix\",\"heartbeat\",{}]*\n"
        "31 -> text [null,\"6\",\"phoenix\",\"heartbeat\",{}]*\n"
        "40 -> text [\"1\",\"7\",\"room:1\",\"shout\",{\"body\":\"hello\"}]\n"
        "61 -> text [null,\"8\",\"phoenix\",\"heartbeat\",{}]*\n"
        "91 -> text [null,\"9\",\"phoenix\",\"heartbeat\",{}]*");
    row("Phoenix 1",
        repeated("-> text {\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{},"
                 "\"ref\":\"%n\"}*",
                 1, 30, 5));
    row("GraphQL over WebSocket", repeated("<- text {\"type\":\"ping\"}*", 1, 12, 5));
    row("GraphQL, its predecessor", repeated("<- text {\"type\":\"ka\"}*", 1, 12, 5));
    const QString hello =
        QStringLiteral("1 <- text {\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":"
                       "41250}}\n");
    row("Discord", hello + QStringLiteral("2 -> text {\"op\":1,\"d\":null}\n") +
                       repeated("-> text {\"op\":1,\"d\":%n9}*", 42, 41.25, 5));
    row("Discord's answers",
        hello + repeated("<- text {\"t\":null,\"s\":null,\"op\":11,\"d\":null}*", 42, 41.25, 5));
    row("op 1 elsewhere", repeated("-> text {\"op\":1,\"d\":%n9}", 42, 41.25, 5));
    row("SignalR", repeated("<- raw 81 0b '{\"type\":6}' 1e*", 1, 15, 5));
    row("Action Cable", "1 <- text {\"type\":\"ping\",\"message\":1712000001}*\n"
                        "4 <- text {\"type\":\"ping\",\"message\":1712000004}*\n"
                        "7 <- text {\"type\":\"ping\",\"message\":1712000007}*\n"
                        "10 <- text {\"type\":\"ping\",\"message\":1712000010}*\n");
    row("Pusher", repeated("-> text {\"event\":\"pusher:ping\",\"data\":{}}*", 1, 30, 5));
    row("Primus", "1 <- text \"primus::ping::1712000000500\"*\n"
                  "31 <- text \"primus::ping::1712000030501\"*\n"
                  "61 <- text \"primus::ping::1712000060502\"*\n"
                  "91 <- text \"primus::ping::1712000090502\"*");
    row("DDP", repeated("<- text {\"msg\":\"ping\"}*", 1, 15, 5));
    row("Bitfinex", repeated("<- text [4242,\"hb\"]*", 1, 15, 5));
    row("JSON-RPC",
        repeated("-> text {\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":%n}*", 1, 10, 5));
    row("OCPP with numbers", repeated("-> text [2,\"%n\",\"Heartbeat\",{}]*", 1, 60, 5));
    row("a number and a time",
        "1 -> text {\"type\":\"hb\",\"seq\":1,\"at\":\"2026-01-31T12:00:01Z\"}*\n"
        "6 -> text {\"type\":\"hb\",\"seq\":2,\"at\":\"2026-01-31T12:00:06Z\"}*\n"
        "11 -> text {\"type\":\"hb\",\"seq\":3,\"at\":\"2026-01-31T12:00:11Z\"}*\n"
        "16 -> text {\"type\":\"hb\",\"seq\":4,\"at\":\"2026-01-31T12:00:16Z\"}*");
}

void TestHeartbeats::protocols()
{
    QFETCH(QString, lines);
    QFETCH(QString, opening);
    const Story story(lines, opening.toStdString());
    QCOMPARE(story.found(1000), story.expected());
}

/// Regular and similar messages that must stay visible.
void TestHeartbeats::hidesNoMessage_data()
{
    QTest::addColumn<QString>("lines");
    const auto row = [](const char* name, const char* line, double every = 5) {
        QTest::newRow(name) << repeated(line, 1, every, 9);
    };
    row("a word with a number", "<- text {\"event\":\"price\",\"n\":\"needle-%n\"}");
    row("the same in a heartbeat's clothes", "<- text {\"type\":\"ping\",\"n\":\"needle-%n\"}");
    row("a number that grows", "<- text {\"event\":\"price\",\"n\":%n}");
    row("nothing changes", "<- text {\"status\":\"ok\"}");
    row("an array", "<- text [\"tick\",%n]");
    row("a measurement", "<- text 21.5");
    row("a count", "<- text %n");
    row("a binary count", "<- binary sensor %n");
    row("chat", "<- text ok");
    row("chat about it", "<- text ping me, John");
    row("chat in JSON", "<- text {\"type\":\"message\",\"msg\":\"ping\"}");
    row("chat with a name", "<- text {\"user\":\"bob\",\"msg\":\"ping\"}");
    row("chat in an array", "<- text [\"chat\",\"ping\"]");
    row("another alphabet", "<- text {\"msg\":\"ping\",\"from\":\"Žižka\"}");
    row("a part of a word", "<- text shipping");
    row("two counters", "<- text {\"type\":\"heartbeat\",\"in\":%n,\"out\":%n}");
    row("a fraction", "<- text {\"type\":\"heartbeat\",\"load\":0.%n}");
    row("duplicate keys", "<- text {\"type\":\"ping\",\"x\":\"a%n\",\"x\":1}");
    row("a ping that breaks a rule", "-> raw 89 00");
    const auto lines = [](const char* name, const QStringList& contents) {
        QString all;
        for (int i = 0; i < contents.size(); ++i) {
            all += QStringLiteral("%1 <- text %2\n").arg(1 + 5 * i).arg(contents[i]);
        }
        QTest::newRow(name) << all;
    };
    lines("steps of all sizes", {QStringLiteral("{\"type\":\"heartbeat\",\"clients\":17}"),
                                 QStringLiteral("{\"type\":\"heartbeat\",\"clients\":18}"),
                                 QStringLiteral("{\"type\":\"heartbeat\",\"clients\":25}"),
                                 QStringLiteral("{\"type\":\"heartbeat\",\"clients\":26}"),
                                 QStringLiteral("{\"type\":\"heartbeat\",\"clients\":27}")});
    lines("a time that stands still", {QStringLiteral("{\"hb\":1712000000,\"n\":1}"),
                                       QStringLiteral("{\"hb\":1712000005,\"n\":1}"),
                                       QStringLiteral("{\"hb\":1712000005,\"n\":1}"),
                                       QStringLiteral("{\"hb\":1712000006,\"n\":1}"),
                                       QStringLiteral("{\"hb\":1712000020,\"n\":1}")});
}

void TestHeartbeats::hidesNoMessage()
{
    QFETCH(QString, lines);
    QCOMPARE(Story(lines).found(1000), QList<int>());
}

void TestHeartbeats::tellsWhatWasFound()
{
    const Story story("1 <- ping a*\n1.1 -> pong a*\n6 <- ping b*\n11 <- ping c*\n16 <- ping d*");
    const std::size_t end = story.timeline().size();
    Heartbeats heartbeats(story.timeline());
    heartbeats.update(end - 2);
    QVERIFY(heartbeats.found().empty());
    heartbeats.update(end - 1);
    QCOMPARE(heartbeats.found().size(), std::size_t{4});
    heartbeats.update(end);
    QCOMPARE(heartbeats.found().size(), std::size_t{1});
    QCOMPARE(heartbeats.found()[0].value, std::uint32_t(end - 1));
    heartbeats.update(end);
    QVERIFY(heartbeats.found().empty());
    QCOMPARE(heartbeats.seen(), end);
}

void TestHeartbeats::eachConnectionForItself()
{
    CaptureScript script;
    LiveCapture& live = script.live();
    Timestamp time = now();
    const Bytes ping = wire::encodeFrame({true, 0, wire::Opcode::Ping, {}, {}, {}}, {});
    for (std::uint8_t i = 0; i < 3; ++i) {
        const ConnectionId conn = live.addConnection();
        const Endpoints ends{
            {*IpAddress::parse("192.0.2.1"), static_cast<std::uint16_t>(50001 + i)},
            {*IpAddress::parse("192.0.2.2"), 80}};
        QVERIFY(live.connected(conn, time, ends, ConnectedDetail()));
        QVERIFY(live.append(conn, Direction::Out, time, asBytes(requestHead())));
        QVERIFY(live.append(conn, Direction::In, time, asBytes(responseHead())));
        for (int pings = 0; pings < 2; ++pings) {
            time += std::chrono::seconds(1);
            QVERIFY(live.append(conn, Direction::In, time, ping));
        }
    }
    Heartbeats heartbeats(script.timeline());
    heartbeats.update(script.timeline().size());
    for (std::uint32_t i = 0; i < script.timeline().size(); ++i) {
        QVERIFY(!heartbeats.contains(EventId{i}));
    }
}

void TestHeartbeats::compressedMessages()
{
    CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request deflate\n<- 101 deflate\n");
    const std::size_t before = script.timeline().size();
    for (int i = 1; i <= 6; ++i) {
        script.step("<- deflated text {\"op\":\"heartbeat\",\"seq\":" + std::to_string(i) + "}");
        script.step("wait 2000");
    }
    Heartbeats heartbeats(script.timeline());
    heartbeats.update(script.timeline().size());
    for (std::size_t i = before; i < script.timeline().size(); ++i) {
        QVERIFY(heartbeats.contains(EventId{static_cast<std::uint32_t>(i)}));
    }
}

void TestHeartbeats::names_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("named");
    const auto row = [](const char* payload, bool named) {
        QTest::newRow(payload) << QByteArray(payload) << named;
    };
    for (const char* payload :
         {"", " ", "{}", "ping", "PING", "ping 17", "keep-alive", "KEEP_ALIVE", "heart beat",
          "server_ping", "<ping/>", "~h~5", "{\"ping\":1}", "{\"op\":\"hb\"}", "[\"ping\"]",
          "{\"type\":\"HEARTBEAT_ACK\"}", "{\"event\":\"noop\",\"for\":\"BTC-USD\"}",
          "{\"id\":7,\"result\":\"pong\"}"}) {
        row(payload, true);
    }
    for (const char* payload :
         {"2", "h", "keep", "heart", "alive", "mapping", "pingu", "ping \xc3\xa4", "{\"type\":6}",
          "{\"type\":\"tick\"}", "{\"type\":\"ping\"", "{\"text\":\"ping\"}",
          "{\"data\":{\"type\":\"ping\"}}", "{\"type\":\"chat\",\"event\":\"ping\"}",
          "{\"name\":\"ping\",\"by\":\"Ann\"}", "[\"say\",\"ping\"]", "[[\"ping\"],\"a\"]"}) {
        row(payload, false);
    }
}

void TestHeartbeats::names()
{
    QFETCH(QByteArray, payload);
    QFETCH(bool, named);
    const auto shapeOf = [](const std::string& text) {
        return beatShape(asBytes(text), BeatDialect::None);
    };
    QCOMPARE(shapeOf(payload.toStdString()).has_value(), named);
    QVERIFY(!shapeOf("ping" + std::string(BeatShape::LongestMessage, ' ') + '1'));
    QVERIFY(!shapeOf(std::string(BeatShape::LongestMessage, '[')));
}

/// Five messages, five seconds apart, with one number.
void TestHeartbeats::numbers_data()
{
    QTest::addColumn<QList<qint64>>("values");
    QTest::addColumn<bool>("id");
    QTest::addColumn<bool>("beats");
    const auto row = [](const char* name, const QList<qint64>& values, bool beats,
                        bool id = false) { QTest::newRow(name) << values << id << beats; };
    row("same", {17, 17, 17, 17, 17}, true);
    row("one more", {8, 9, 10, 11, 12}, true);
    row("five more", {0, 5, 10, 15, 20}, true);
    row("one is missing", {1, 2, 4, 5, 6}, true);
    row("four are missing", {1, 2, 7, 8, 9}, false);
    row("starts again", {253, 254, 255, 0, 1}, true);
    row("less", {5, 4, 3, 2, 1}, false);
    row("any steps", {1, 2, 4, 5, 9}, false);
    row("any steps of an identifier", {1, 2, 4, 5, 9}, true, true);
    row("an identifier falls", {1, 2, 4, 3, 5}, false, true);
    row("it stays, then changes", {7, 7, 7, 7, 8}, false);
    row("a time in seconds", {1712000000, 1712000005, 1712000010, 1712000015, 1712000020}, true);
    row("a time in milliseconds",
        {1712000000000, 1712000005002, 1712000010001, 1712000014999, 1712000020000}, true);
    row("a time that is late", {1712000000, 1712000001, 1712000002, 1712000015, 1712000020}, false);
    row("the largest numbers", {INT64_MIN, INT64_MAX, 0, INT64_MIN, INT64_MAX}, false);
}

void TestHeartbeats::numbers()
{
    QFETCH(QList<qint64>, values);
    QFETCH(bool, id);
    QFETCH(bool, beats);
    BeatNumbers numbers;
    Timestamp time{};
    bool all = true;
    for (const qint64 value : values) {
        const auto kind = id ? BeatNumber::Kind::Id : BeatNumber::Kind::Count;
        all = numbers.follow({beatNumber(value, kind)}, time);
        time += std::chrono::seconds(5);
    }
    QCOMPARE(all, beats);
}

void TestHeartbeats::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("nanoseconds"); // -1: no date
    QTest::newRow("RFC 3339") << QByteArray("1970-01-02T00:00:01Z") << qint64(86'401'000'000'000);
    QTest::newRow("fraction") << QByteArray("1970-01-01 00:00:00.25") << qint64(250'000'000);
    QTest::newRow("zone") << QByteArray("1970-01-01T00:00:02+01:00") << qint64(2'000'000'000);
    QTest::newRow("no such day") << QByteArray("2026-02-30T00:00:00Z") << qint64(-1);
    QTest::newRow("a word behind") << QByteArray("2026-02-03T00:00:00 John") << qint64(-1);
    QTest::newRow("a date alone") << QByteArray("2026-02-03") << qint64(-1);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
}

void TestHeartbeats::dates()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, nanoseconds);
    const auto date = beatDate(text.toStdString());
    QCOMPARE(date ? date->value : -1, nanoseconds);
}

FRAMESCOPE_TEST(TestHeartbeats)

} // namespace tst_heartbeats

#include "tst_heartbeats.moc"
