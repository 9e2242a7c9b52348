// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_builder.h"
#include "support/capture_files.h"
#include "support/test_program.h"

#include <QRegularExpression>
#include <QtTest>

namespace tst_reassembly {

using namespace framescope::test;

// A segment is drawn as "> flags sequence acknowledgement:payload"; > is to the server.
class TestReassembly : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
    void tellsWhenWhatWaitedCame();
    void givesUpOnHolesThatGrowTooLarge();
    void readsFourGibibytesOfSequenceNumbers();
};

namespace {

SegmentPicture segmentOf(const QString& drawing)
{
    static const QRegularExpression form(
        QStringLiteral("^([<>]) ([SAFRP]*) (\\d+)(?: (\\d+))?(?::(.*))?$"));
    const auto match = form.match(drawing);
    SegmentPicture segment;
    segment.fromClient = match.captured(1) == QLatin1String(">");
    segment.flags = match.captured(2).toLatin1();
    segment.sequence = match.captured(3).toUInt();
    segment.acknowledgement = match.captured(4).toUInt();
    segment.payload = match.captured(5).toLatin1();
    return segment;
}

Reading readingOfDrawing(const QStringList& drawing)
{
    PcapngBuilder capture;
    capture.section().interface(101);
    for (const QString& segment : drawing)
        capture.packet(ipv4Packet(segmentOf(segment)));
    return readingOf(capture.bytes());
}

const QStringList Handshake{"> S 100", "< SA 500 101", "> A 101 501"};
const QStringList Opened{"1 seen", "1 192.0.2.1:40000 > 192.0.2.2:80"};

} // namespace

void TestReassembly::tells_data()
{
    QTest::addColumn<QStringList>("segments");
    QTest::addColumn<QStringList>("story");

    const auto row = [](const char* name, const QStringList& segments, const QStringList& story) {
        QTest::newRow(name) << segments << story;
    };
    const auto opened = [&row](const char* name, const QStringList& segments,
                               const QStringList& story) {
        row(name, Handshake + segments, Opened + story);
    };

    opened("in order", {"> PA 101 501:ab", "< PA 501 103:cd", "> PA 103 503:ef"},
           {"1 out ab", "1 in cd", "1 out ef"});
    opened("both sides end", {"> FA 101 501", "< A 501 102", "< FA 501 102", "> A 102 502"},
           {"1 out fin", "1 in fin"});
    opened("fin with data", {"> FPA 101 501:last"}, {"1 out last", "1 out fin"});
    opened("reset", {"> PA 101 501:ab", "< RA 501 103"}, {"1 out ab", "1 in reset"});
    opened("reset behind what was never captured", {"> PA 101 501:ab", "> RA 113 501"},
           {"1 out ab", "1 out gap 10", "1 out reset"});
    opened("reset with an old number", {"> PA 101 501:ab", "> RA 102 501", "> PA 103 501:cd"},
           {"1 out ab", "1 out cd", "1 out reset ignored"});
    opened("reset with a number far ahead",
           {"> PA 101 501:ab", "> RA 1000000103 501", "> PA 103 501:cd", "> FA 105 501"},
           {"1 out ab", "1 out cd", "1 out reset ignored", "1 out fin"});
    opened("reset with an old number at the end",
           {"> PA 101 501:ab", "> RA 102 501", "< A 501 103"}, {"1 out ab", "1 out reset"});
    opened("reset before what it follows", {"> RA 103 501", "> PA 101 501:ab"},
           {"1 out ab", "1 out reset"});
    opened("reset after fin, once", {"> FA 101 501", "< PA 501 102:ab", "> R 102", "> R 102"},
           {"1 out fin", "1 in ab", "1 out reset"});
    opened("data after fin", {"> FA 101 501", "> PA 102 501:no", "> PA 102 501:nor"},
           {"1 out fin", "1 out behind 2", "1 out behind 1"});
    opened("data repeated after fin", {"> FPA 101 501:ab", "> PA 101 501:ab", "> A 103 501:?"},
           {"1 out ab", "1 out fin"});
    opened("data after a reset", {"> RA 101 501", "> PA 101 501:no"},
           {"1 out reset", "1 out behind 2"});
    opened("data behind a fin that comes later", {"> PA 104 501:no", "> FPA 101 501:ab"},
           {"1 out ab", "1 out fin", "1 out behind 2"});
    opened("refused", {"< RA 501 101"}, {"1 in reset"});

    opened("two swapped", {"> PA 103 501:cd", "> PA 101 501:ab", "> PA 105 501:ef"},
           {"1 out ab", "1 out cd", "1 out ef"});
    opened("three reversed", {"> PA 105 501:ef", "> PA 103 501:cd", "> PA 101 501:ab"},
           {"1 out ab", "1 out cd", "1 out ef"});
    opened("fin before data", {"> FA 103 501", "> PA 101 501:ab"}, {"1 out ab", "1 out fin"});
    opened("syn again", {"> S 100", "> PA 101 501:ab"}, {"1 out ab"});
    opened("repeated", {"> PA 101 501:ab", "> PA 101 501:ab", "> PA 103 501:cd"},
           {"1 out ab", "1 out cd"});
    opened("repeated with other bytes", {"> PA 101 501:ab", "> PA 101 501:XY"}, {"1 out ab"});
    opened("repeated with more", {"> PA 101 501:ab", "> PA 101 501:abcd"},
           {"1 out ab", "1 out cd"});
    opened("overlap at the front", {"> PA 101 501:abcd", "> PA 103 501:cdef"},
           {"1 out abcd", "1 out ef"});
    opened("overlap while waiting", {"> PA 103 501:cdef", "> PA 105 501:efgh", "> PA 101 501:ab"},
           {"1 out ab", "1 out cdef", "1 out gh"});
    opened("waiting one inside another",
           {"> PA 103 501:cdefgh", "> PA 104 501:de", "> PA 101 501:ab"},
           {"1 out ab", "1 out cdefgh"});
    opened("waiting twice", {"> PA 103 501:cd", "> PA 103 501:cd", "> PA 101 501:ab"},
           {"1 out ab", "1 out cd"});
    opened("hole closed in two steps", {"> PA 105 501:ef", "> PA 101 501:ab", "> PA 103 501:cd"},
           {"1 out ab", "1 out cd", "1 out ef"});
    opened("hole closed by more than was missing", {"> PA 103 501:cd", "> PA 101 501:abcdef"},
           {"1 out abcdef"});
    opened("keep-alive probes",
           {"> PA 101 501:ab", "> A 102 501", "> A 102 501:?", "> PA 103 501:cd"},
           {"1 out ab", "1 out cd"});
    opened("fin twice", {"> FA 101 501", "> FA 101 501"}, {"1 out fin"});

    opened("hole that the peer has acknowledged",
           {"> PA 101 501:ab", "> PA 105 501:ef", "< A 501 107", "< PA 501 107:x"},
           {"1 out ab", "1 out gap 2", "1 out ef", "1 in x"});
    opened("acknowledged before it is seen", {"< A 501 107", "> PA 105 501:ef"},
           {"1 out gap 4", "1 out ef"});
    opened("acknowledged and seen late", {"< A 501 103", "> PA 101 501:ab"}, {"1 out ab"});
    opened("acknowledged in part: the rest may come",
           {"> PA 103 501:cd", "> PA 107 501:gh", "< A 501 105", "> PA 105 501:ef"},
           {"1 out gap 2", "1 out cd", "1 out ef", "1 out gh"});
    opened("hole at the end of the capture", {"> PA 105 501:ef", "> FA 107 501"},
           {"1 out gap 4", "1 out ef", "1 out fin"});
    opened("two holes at the end", {"> PA 103 501:cd", "> PA 107 501:gh"},
           {"1 out gap 2", "1 out cd", "1 out gap 2", "1 out gh"});
    opened("hole before a reset", {"> PA 103 501:cd", "> RA 105 501"},
           {"1 out gap 2", "1 out cd", "1 out reset"});
    opened("fin behind a hole before a reset", {"> FA 103 501", "> RA 104 501"},
           {"1 out gap 2", "1 out fin", "1 out reset"});
    opened("last bytes never captured", {"> PA 101 501:ab", "< A 501 108"},
           {"1 out ab", "1 out gap 5"});
    opened("fin never captured", {"> PA 101 501:ab", "< A 501 104"}, {"1 out ab"});

    row("data in the syn", {"> S 100 0:ab", "< SA 500 103", "> PA 103 501:cd"},
        Opened + QStringList{"1 out ab", "1 out cd"});
    row("sequence numbers wrap",
        {"> S 4294967292", "< SA 4294967295 4294967293", "> PA 4294967293 0:abcdef", "< PA 0 3:xy",
         "> PA 3 2:gh"},
        Opened + QStringList{"1 out abcdef", "1 in xy", "1 out gh"});
    row("swapped at the wrap", {"> S 4294967292", "> PA 1 0:ef", "> PA 4294967293 0:abcd"},
        Opened + QStringList{"1 out abcd", "1 out ef"});
    row("syn/ack before syn", {"< SA 500 101", "> S 100", "> PA 101 501:ab"},
        Opened + QStringList{"1 out ab"});
    row("both sides send a syn", {"> S 100", "< S 500", "> PA 101 501:ab", "< PA 501 103:cd"},
        Opened + QStringList{"1 out ab", "1 in cd"});
    row("refused at once", {"> S 100", "< RA 0 101"}, Opened + QStringList{"1 in refused"});
    row("reset that answers no SYN", {"> S 100", "< RA 0 77", "< SA 500 101", "< PA 501 101:ab"},
        Opened + QStringList{"1 in ab", "1 in reset ignored"});
    row("the client alone, an older acknowledgement behind",
        {"> S 100", "> PA 101 501:ab", "> A 103 521", "> A 103 490"},
        Opened + QStringList{"1 out ab", "1 in missing 20"});
    row("one side behind the other",
        {"< SA 500 101", "< PA 501 103:cd", "> S 100", "> PA 101 501:ab", "> A 103 503"},
        Opened + QStringList{"1 in cd", "1 out ab"});
    row("reset for another reason", {"> S 100", "< RA 0 77"}, Opened + QStringList{"1 in reset"});
    row("the client alone",
        {"> S 100", "> A 101 501", "> PA 101 501:ab", "> A 103 521", "> FA 103 522"},
        Opened + QStringList{"1 out ab", "1 out fin", "1 in missing 20"});
    row("the server alone, reset",
        {"< SA 500 101", "< PA 501 101:ab", "< A 503 111", "< RA 503 111"},
        Opened + QStringList{"1 in ab", "1 out missing 10", "1 in reset"});

    row("port used again",
        {"> S 100", "> PA 101:ab", "> FA 103", "> S 9000", "< SA 700 9001", "> PA 9001:cd"},
        Opened + QStringList{"1 out ab", "1 out fin", "2 seen", "2 192.0.2.1:40000 > 192.0.2.2:80",
                             "2 out cd"});
    row("port used again, hole in the first",
        {"> S 100", "> PA 103:cd", "> S 9000", "> PA 9001:xy"},
        Opened + QStringList{"1 out gap 2", "1 out cd", "2 seen",
                             "2 192.0.2.1:40000 > 192.0.2.2:80", "2 out xy"});
    row("port used again, syn lost",
        {"> S 100", "< SA 500 101", "< PA 501 101:ab", "< SA 7000 3000", "< PA 7001 3000:cd"},
        Opened + QStringList{"1 in ab", "2 seen", "2 192.0.2.1:40000 > 192.0.2.2:80", "2 in cd"});

    row("later: the server has the lower port",
        {"> A 100 500", "< PA 500 100:ab", "> PA 100 502:c"},
        Opened + QStringList{"1 in ab", "1 out c"});
    row("later: a request", {"> PA 100 500:GET / HTTP/1.1"},
        Opened + QStringList{"1 out GET / HTTP/1.1"});
    row("later: a request to the higher port", {"< PA 500 100:GET / HTTP/1.1", "> PA 100 514:ok"},
        {"1 seen", "1 192.0.2.2:80 > 192.0.2.1:40000", "1 out GET / HTTP/1.1", "1 in ok"});
    row("later: a response from the higher port", {"> PA 100 500:HTTP/1.1 101"},
        {"1 seen", "1 192.0.2.2:80 > 192.0.2.1:40000", "1 in HTTP/1.1 101"});
    row("later: nobody says anything", {"> A 100 500", "< A 500 100"}, {});
    row("later: only the end", {"> FA 100 500", "< FA 500 101"},
        Opened + QStringList{"1 out fin", "1 in fin"});
    row("later: a keep-alive probe first", {"< A 500 100", "> A 99 500:?", "> PA 100 500:ab"},
        Opened + QStringList{"1 out ab"});
}

void TestReassembly::tells()
{
    QFETCH(QStringList, segments);
    QFETCH(QStringList, story);
    const Reading reading = readingOfDrawing(segments);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.lines(), story);
    QCOMPARE(reading.summary.packets, static_cast<std::uint64_t>(segments.size()));
    QVERIFY(!reading.summary.tornTail);
}

// Behind a hole that is filled nothing could be read before; behind one that is given up, each
// segment has the time at which it came, but for those before it in the stream.
void TestReassembly::tellsWhenWhatWaitedCame()
{
    const auto told = [](const QStringList& drawing) {
        PcapngBuilder capture;
        capture.section().interface(101);
        capture.packet(ipv4Packet(segmentOf("> S 100")), {.time = 1});
        for (qsizetype i = 0; i < drawing.size(); ++i)
            capture.packet(ipv4Packet(segmentOf(drawing[i])),
                           {.time = static_cast<std::uint64_t>(2 + i)});
        return readingOf(capture.bytes(), StorySink::Times::Told).lines().mid(2);
    };
    const QStringList waiting{"> PA 103 501:cd", "> PA 107 501:gh", "> PA 105 501:ef",
                              "> FA 109 501"};
    QCOMPARE(told(waiting + QStringList{"> PA 101 501:ab"}),
             (QStringList{"1 out ab @6000", "1 out cd @6000", "1 out ef @6000", "1 out gh @6000",
                          "1 out fin @6000"}));
    QCOMPARE(told(waiting), (QStringList{"1 out gap 2 @2000", "1 out cd @2000", "1 out ef @4000",
                                         "1 out gh @4000", "1 out fin @5000"}));
}

void TestReassembly::givesUpOnHolesThatGrowTooLarge()
{
    PcapngBuilder capture;
    capture.section().interface(101);
    capture.packet(ipv4Packet(segmentOf("> S 100")));
    const auto segment = [](std::uint32_t number) {
        return ipv4Packet({.sequence = 101 + number, .payload = "x"});
    };
    for (std::uint32_t i = 1; i <= 5000; ++i)
        capture.packet(segment(i));
    capture.packet(segment(0));
    const Reading reading = readingOf(capture.bytes());
    QCOMPARE(reading.lines().mid(0, 4), Opened + QStringList({"1 out gap 1", "1 out x"}));
    QCOMPARE(reading.sink.stream(1, framescope::Direction::Out).size(), 5000);
}

void TestReassembly::readsFourGibibytesOfSequenceNumbers()
{
    // Each step leaves out one gibibyte that the peer acknowledges, five times round.
    constexpr std::uint32_t Step = 1U << 30;
    PcapngBuilder capture;
    capture.section().interface(101);
    capture.packet(ipv4Packet(segmentOf("> S 99")));
    QStringList story = Opened;
    for (std::uint32_t i = 1; i <= 20; ++i) {
        const std::uint32_t sequence = 100 + i * Step;
        capture.packet(ipv4Packet({.fromClient = false, .acknowledgement = sequence}));
        capture.packet(ipv4Packet({.sequence = sequence, .payload = "x"}));
        story << QStringLiteral("1 out gap %1").arg(i == 1 ? Step : Step - 1)
              << QStringLiteral("1 out x");
    }
    const Reading reading = readingOf(capture.bytes());
    QCOMPARE(reading.lines(), story);
}

FRAMESCOPE_TEST(TestReassembly)

} // namespace tst_reassembly

#include "tst_reassembly.moc"
