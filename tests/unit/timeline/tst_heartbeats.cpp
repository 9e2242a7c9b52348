// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "timeline/heartbeats.h"
#include "timeline/payload_shape.h"
#include "wire/frame_encoder.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

constexpr const char* Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n";

/// Plays lines "SECONDS ARROW TYPE CONTENT", times ascending; a heartbeat's line ends with *.
/// `expected` and `found` are the numbers of the lines, from 1.
class Story
{
public:
    explicit Story(const QString& lines)
    {
        script_.play(Opening);
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
    void tellsWhatWasFound();
    void eachConnectionForItself();
    void compressedMessages();
    void shapes_data();
    void shapes();
    void numbers_data();
    void numbers();
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
    row("binary messages", repeated("<- binary beat*", 1, 0.5, 5));
    row("seq from 9 to 10", "1 -> text p9*\n2 -> text p10*\n3 -> text p11*\n4 -> text p12*");
    row("not alike", "1 -> text a\n2 -> text b\n3 -> text c\n4 -> text d\n5 -> text e");
    row("chat",
        "1 <- text hi\n2 -> text hi\n3.5 <- text ok\n4 -> text ok\n9 <- text ok\n10 <- text ok\n"
        "31 <- text ok\n32 -> text bye");
    row("prices are data",
        "1 <- text {\"price\":101.5}\n2 <- text {\"price\":101.2}\n3 <- text {\"price\":101.9}\n"
        "4 <- text {\"price\":102.0}\n5 <- text {\"price\":102.1}\n6 <- text {\"price\":102.3}\n");
    row("counters and clocks", "1 <- text {\"seq\":1,\"at\":\"10:59:58.9\"}*\n2 <- text "
                               "{\"seq\":2,\"at\":\"10:59:59.9\"}*\n"
                               "3 <- text {\"seq\":3,\"at\":\"11:00:00.1\"}*\n4 <- text "
                               "{\"seq\":4,\"at\":\"11:00:01.0\"}*");
    row("fast ticks", repeated("<- text {\"n\":%n}", 1, 0.01, 40));
    row("ten a second", repeated("<- text {\"n\":%n}*", 1, 0.1, 9));
    row("too slow", repeated("<- text beat", 1, 700, 6));
    row("every five minutes", repeated("<- text beat*", 1, 300, 4));
    row("jitter", "1 <- text p*\n6.8 <- text p*\n11.5 <- text p*\n16.9 <- text p*\n21 <- text "
                  "p*\n26 <- text p*");
    row("more than jitter", "1 <- text p\n3 <- text p\n11 <- text p\n12 <- text p\n21 <- text p");
    row("one is missing",
        "1 <- text p*\n6 <- text p*\n11 <- text p*\n16 <- text p*\n26 <- text p*\n31 <- text p*");
    row("three are missing", "1 <- ping p*\n6 <- ping p*\n11 <- ping p*\n31 <- ping p\n");
    row("it goes on after a pause",
        "1 <- ping p*\n6 <- ping p*\n11 <- ping p*\n62 <- ping p*\n67 <- ping p*\n72 <- ping p*\n");
    row("one was missing before the run was known",
        "1 <- text p*\n11 <- text p*\n16 <- text p*\n21 <- text p*\n26 <- text p*");
    row("two runs, one into the other",
        "1 -> text a*\n2 -> text b1*\n4 -> text a*\n7 -> text a*\n8 -> text b2*\n10 -> text a*\n"
        "13 -> text a*\n14 -> text b3*\n16 -> text a*\n20 -> text b4*");
    row("both directions", "1 -> text a*\n1.01 <- text a*\n3 -> text a*\n3.01 <- text a*\n"
                           "5 -> text a*\n5.01 <- text a*\n7 -> text a*\n7.01 <- text a*");
    row("two at a time",
        "1 -> text a*\n1.001 -> text b*\n3 -> text a*\n3.001 -> text b*\n5 -> text a*\n"
        "5.001 -> text b*\n7 -> text a*\n7.001 -> text b*");
    row("with data between",
        "1 -> text p*\n2 <- text x\n4 -> text p*\n4.2 <- text yy\n4.3 <- text zzz\n7 -> text p*\n"
        "8 -> binary p\n10 -> text p*");
}

void TestHeartbeats::recognises()
{
    QFETCH(QString, lines);
    const Story story(lines);
    for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
        QCOMPARE(story.found(step), story.expected());
    }
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
        const recording::Endpoints ends{
            {*recording::IpAddress::parse("192.0.2.1"), static_cast<std::uint16_t>(50001 + i)},
            {*recording::IpAddress::parse("192.0.2.2"), 80}};
        QVERIFY(live.connected(conn, time, ends, nlohmann::json::object()));
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

void TestHeartbeats::shapes_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("sameAs");
    QTest::addColumn<QString>("numbers");
    QTest::newRow("none") << QByteArray("ping") << QByteArray("ping") << "";
    QTest::newRow("empty") << QByteArray() << QByteArray() << "";
    QTest::newRow("one") << QByteArray("a17") << QByteArray("a1") << "17";
    QTest::newRow("list") << QByteArray("[1,22]") << QByteArray("[33,4]") << "1;22;";
    QTest::newRow("fraction") << QByteArray("{1.25}") << QByteArray("{22.5}") << "1.25;";
    QTest::newRow("negative") << QByteArray("-5,") << QByteArray("-61,") << "5;";
    QTest::newRow("date") << QByteArray("2026-01-31T12:00:59Z") << QByteArray("1-2-3T4:5:6Z")
                          << "2026-01-31T12:00:59;";
}

void TestHeartbeats::shapes()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, sameAs);
    QFETCH(QString, numbers);
    const auto one = payloadShape(asBytes(payload.toStdString()));
    const auto other = payloadShape(asBytes(sameAs.toStdString()));
    QVERIFY(one && other);
    QCOMPARE(one->hash, other->hash);
    QCOMPARE(QString::fromStdString(one->numbers), numbers);
    QVERIFY(!payloadShape(asBytes(std::string(300, '7'))));
    QVERIFY(payloadShape(asBytes(std::string(1024, 'x'))));
}

void TestHeartbeats::numbers_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("advances");
    QTest::newRow("same") << "17;"
                          << "17;" << true;
    QTest::newRow("more") << "9;"
                          << "10;" << true;
    QTest::newRow("less") << "10;"
                          << "9;" << false;
    QTest::newRow("starts again") << "255;"
                                  << "0;" << true;
    QTest::newRow("starts again at 1") << "255;"
                                       << "1" << true;
    QTest::newRow("leading zeros") << "09;"
                                   << "10;" << true;
    QTest::newRow("fraction more") << "1.25;"
                                   << "1.3;" << true;
    QTest::newRow("fraction less") << "1.3;"
                                   << "1.25;" << false;
    QTest::newRow("second less, minute more") << "10:59:59;"
                                              << "11:00:02;" << true;
    QTest::newRow("minute less") << "10:59:59;"
                                 << "10:58:59;" << false;
    QTest::newRow("one of two less") << "5;7;"
                                     << "6;6;" << false;
    QTest::newRow("longer than a machine's number") << "99999999999999999999999;"
                                                    << "100000000000000000000000;" << true;
}

void TestHeartbeats::numbers()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(bool, advances);
    QCOMPARE(timeline::advances(before.toStdString(), after.toStdString()), advances);
}

QTEST_GUILESS_MAIN(TestHeartbeats)
#include "tst_heartbeats.moc"
