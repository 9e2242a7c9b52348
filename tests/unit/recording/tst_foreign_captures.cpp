// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_builder.h"
#include "support/capture_files.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_foreign_captures {

using namespace framescope::test;

// What other programs write, in every form that is said to be understood.
class TestForeignCaptures : public QObject
{
    Q_OBJECT

private slots:
    void findsIpInFrames_data();
    void findsIpInFrames();
    void readsTimes_data();
    void readsTimes();
    void readsClassicFiles_data();
    void readsClassicFiles();
    void readsSeveralSections();
    void readsSeveralInterfaces();
    void readsAllKindsOfPacketBlocks();
    void readsComments();
    void readsJoinedRecordings();
    void marksWhatTheSnapshotLengthCutOff();
    void countsWhatIsLeftOut();
    void saysWhichTimesAreMoved();
    void connectionsOfJoinedRecordingsStayApart();

private:
    static PcapngBuilder started(std::uint16_t linkType = 101);
};

namespace {

const QByteArray Hello = ipv4Packet({.sequence = 100, .payload = "hello"});
const QByteArray There = ipv4Packet({.sequence = 105, .payload = "there"});
const QStringList Greeted{"1 seen", "1 192.0.2.1:40000 > 192.0.2.2:80", "1 out hello"};

QStringList withoutNotes(const Reading& reading)
{
    QStringList lines = reading.lines();
    lines.removeIf([](const QString& line) { return line.startsWith(QLatin1String("0 note ")); });
    return lines;
}

QByteArray hex(const char* digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

PcapngBuilder TestForeignCaptures::started(std::uint16_t linkType)
{
    PcapngBuilder capture;
    capture.section().interface(linkType);
    return capture;
}

void TestForeignCaptures::findsIpInFrames_data()
{
    QTest::addColumn<int>("linkType");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("found");

    const QByteArray macs = hex("000000000000"
                                "000000000000");
    QTest::newRow("raw") << 101 << QByteArray() << true;
    QTest::newRow("raw of BSD") << 12 << QByteArray() << true;
    QTest::newRow("raw of OpenBSD") << 14 << QByteArray() << true;
    QTest::newRow("IPv4") << 228 << QByteArray() << true;
    QTest::newRow("null, little") << 0 << hex("02000000") << true;
    QTest::newRow("null, big") << 0 << hex("00000002") << true;
    QTest::newRow("loop") << 108 << hex("00000002") << true;
    QTest::newRow("Ethernet") << 1 << macs + hex("0800") << true;
    QTest::newRow("Ethernet, ARP") << 1 << macs + hex("0806") << false;
    QTest::newRow("Ethernet, 802.3 length") << 1 << macs + hex("0100") << false;
    QTest::newRow("VLAN") << 1 << macs + hex("8100000a0800") << true;
    QTest::newRow("VLAN in VLAN") << 1 << macs + hex("88a8000b8100000a0800") << true;
    QTest::newRow("VLAN, old tag") << 1 << macs + hex("9100000a0800") << true;
    QTest::newRow("cooked") << 113
                            << hex("0000"
                                   "0001"
                                   "0006"
                                   "0000000000000000"
                                   "0800")
                            << true;
    QTest::newRow("cooked, VLAN") << 113
                                  << hex("0000"
                                         "0001"
                                         "0006"
                                         "0000000000000000"
                                         "8100"
                                         "000a0800")
                                  << true;
    QTest::newRow("cooked 2") << 276
                              << hex("0800"
                                     "0000"
                                     "00000002"
                                     "0001"
                                     "00"
                                     "06"
                                     "0000000000000000")
                              << true;
    QTest::newRow("cooked 2, ARP") << 276
                                   << hex("0806"
                                          "0000"
                                          "00000002"
                                          "0001"
                                          "00"
                                          "06"
                                          "0000000000000000")
                                   << false;
    QTest::newRow("MPLS") << 1 << macs + hex("884700001140") << false;
    QTest::newRow("PPPoE") << 1
                           << macs + hex("8864110000010028"
                                         "0021")
                           << false;
    QTest::newRow("GRE") << 101
                         << hex("4500004000000000402f0000c0000201c0000202"
                                "00000800")
                         << false;
    QTest::newRow("IPv6 in IP") << 101
                                << hex("4500004000000000402900"
                                       "00c0000201c0000202")
                                << false;
    QTest::newRow("IEEE 802.11") << 105 << QByteArray() << false;
}

void TestForeignCaptures::findsIpInFrames()
{
    QFETCH(int, linkType);
    QFETCH(QByteArray, header);
    QFETCH(bool, found);
    const auto type = static_cast<std::uint16_t>(linkType);
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        PcapngBuilder capture(order);
        capture.section().interface(type).packet(header + Hello);
        const Reading reading = readingOf(capture.bytes());
        QCOMPARE(withoutNotes(reading), found ? Greeted : QStringList());
        QCOMPARE(reading.summary.otherPackets, found ? 0U : 1U);
        QCOMPARE(reading.summary.unknownLinks, linkType == 105 ? 1U : 0U);
        const QString tag = QString::fromUtf8(QTest::currentDataTag());
        const bool tunnel = tag == QLatin1String("MPLS") || tag == QLatin1String("PPPoE") ||
                            tag == QLatin1String("GRE") || tag.endsWith(QLatin1String("in IP"));
        QCOMPARE(reading.summary.tunnels, tunnel ? 1U : 0U);
        // Not a byte of a header may be missed, nor read beyond.
        for (qsizetype length = 0; length < header.size() + 40; ++length) {
            PcapngBuilder cut;
            cut.section().interface(type).packet((header + Hello).left(length));
            QCOMPARE(withoutNotes(readingOf(cut.bytes())), QStringList());
        }
    }
}

void TestForeignCaptures::readsTimes_data()
{
    QTest::addColumn<QByteArray>("resolution");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<quint64>("units");
    QTest::addColumn<qint64>("nanoseconds");

    const quint64 all = ~quint64{0};
    const qint64 most = std::numeric_limits<qint64>::max();
    const qint64 last = qint64{1} << 62; // the difference of any two fits into 64 bits
    QTest::newRow("microseconds, unsaid")
        << QByteArray() << qint64{0} << quint64{1'000'001} << qint64{1'000'001'000};
    QTest::newRow("seconds") << hex("00") << qint64{0} << quint64{7} << qint64{7'000'000'000};
    QTest::newRow("milliseconds") << hex("03") << qint64{0} << quint64{7} << qint64{7'000'000};
    QTest::newRow("nanoseconds") << hex("09") << qint64{0} << quint64{1'700'000'000'123'456'789}
                                 << qint64{1'700'000'000'123'456'789};
    QTest::newRow("picoseconds") << hex("0c") << qint64{0} << quint64{12'345} << qint64{12};
    QTest::newRow("10^-127") << hex("7f") << qint64{0} << all << qint64{0};
    QTest::newRow("2^-1") << hex("81") << qint64{0} << quint64{3} << qint64{1'500'000'000};
    QTest::newRow("2^-20") << hex("94") << qint64{0} << quint64{(5 << 20) + (1 << 19)}
                           << qint64{5'500'000'000};
    QTest::newRow("2^-127") << hex("ff") << qint64{0} << all << qint64{0};
    QTest::newRow("offset") << hex("09") << qint64{1'000'000'000} << quint64{5}
                            << qint64{1'000'000'000'000'000'005};
    QTest::newRow("before the epoch")
        << hex("09") << qint64{-1} << quint64{5} << qint64{-999'999'995};
    QTest::newRow("too late") << hex("00") << qint64{0} << all << last;
    QTest::newRow("too late in nanoseconds") << hex("09") << qint64{0} << all << last;
    QTest::newRow("too late by the offset") << hex("09") << most << quint64{0} << last;
    QTest::newRow("too late by one") << hex("09") << qint64{0} << quint64{last} + 1 << last;
    QTest::newRow("too early by the offset")
        << hex("09") << std::numeric_limits<qint64>::min() << quint64{0} << -(qint64{1} << 61);
}

void TestForeignCaptures::readsTimes()
{
    QFETCH(QByteArray, resolution);
    QFETCH(qint64, offset);
    QFETCH(quint64, units);
    QFETCH(qint64, nanoseconds);
    PcapngBuilder capture(ByteOrder::Big);
    QByteArray options;
    if (!resolution.isEmpty())
        options += capture.option(9, resolution);
    if (offset != 0)
        options += capture.option(14, capture.number(static_cast<std::uint64_t>(offset), 8));
    capture.section().interface(101, options).packet(Hello, {.time = units});
    const Reading reading = readingOf(capture.bytes(), StorySink::Times::Told);
    QCOMPARE(reading.lines().value(0), QStringLiteral("1 seen @%1").arg(nanoseconds));
}

void TestForeignCaptures::readsClassicFiles_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("nanoseconds");
    for (const bool nanoseconds : {false, true}) {
        const char* unit = nanoseconds ? "nanoseconds" : "microseconds";
        QTest::addRow("little, %s", unit) << static_cast<int>(ByteOrder::Little) << nanoseconds;
        QTest::addRow("big, %s", unit) << static_cast<int>(ByteOrder::Big) << nanoseconds;
    }
}

void TestForeignCaptures::readsClassicFiles()
{
    QFETCH(int, order);
    QFETCH(bool, nanoseconds);
    // A frame check sequence of four bytes is announced, as some programs do.
    PcapBuilder capture(static_cast<ByteOrder>(order), nanoseconds, 0x44000001);
    const QByteArray ethernet = QByteArray(12, '\0') + hex("0800");
    capture.packet(ethernet + Hello, 1'700'000'000, 123'456);
    capture.packet(ethernet + There, 4'000'000'000, 0);
    const Reading reading = readingOf(capture.bytes(), StorySink::Times::Told);
    QCOMPARE(reading.error, QString());
    const char* first = nanoseconds ? "1700000000000123456" : "1700000000123456000";
    QCOMPARE(reading.lines().mid(2),
             (QStringList{QStringLiteral("1 out hello @") + QLatin1String(first),
                          "1 out there @4000000000000000000"}));
}

void TestForeignCaptures::readsSeveralSections()
{
    PcapngBuilder capture(ByteOrder::Big);
    capture.section().interface(1, capture.option(9, hex("09"))).block(5, "statistics");
    capture.section(ByteOrder::Little).interface(101).packet(Hello);
    capture.section(ByteOrder::Big).interface(108).packet(hex("00000002") + There);
    const Reading reading = readingOf(capture.bytes());
    QCOMPARE(reading.summary.damage, std::string());
    QCOMPARE(reading.lines(), Greeted + QStringList{"1 out there"});
}

void TestForeignCaptures::readsSeveralInterfaces()
{
    PcapngBuilder capture;
    capture.section().interface(101).interface(108, capture.option(9, hex("00")));
    capture.packet(Hello, {.time = 5'000'000});
    capture.packet(hex("00000002") + There, {.time = 6, .interface = 1});
    const Reading reading = readingOf(capture.bytes(), StorySink::Times::Told);
    QCOMPARE(reading.lines().mid(2),
             (QStringList{"1 out hello @5000000000", "1 out there @6000000000"}));
}

void TestForeignCaptures::readsAllKindsOfPacketBlocks()
{
    PcapngBuilder capture = started();
    capture.block(0x00000bad, "a custom block").packet(Hello, {.time = 5});
    capture.simplePacket(There); // has no time: that of the packet before
    capture.obsoletePacket(ipv4Packet({.sequence = 110, .payload = "again"}), {.time = 6});
    const Reading reading = readingOf(capture.bytes(), StorySink::Times::Told);
    QCOMPARE(reading.lines().mid(2),
             (QStringList{"1 out hello @5000", "1 out there @5000", "1 out again @6000"}));
}

void TestForeignCaptures::readsComments()
{
    PcapngBuilder capture = started();
    capture.packet(ipv4Packet({.sequence = 100}), {.comments = {"on an acknowledgement"}});
    capture.packet(Hello, {.comments = {"first", "second", "", "dritte \xc3\xbc"}});
    capture.packet("no IP", {.comments = {"on something else"}});
    const QStringList expected{"1 seen",
                               "1 192.0.2.1:40000 > 192.0.2.2:80",
                               "1 comment on an acknowledgement",
                               "1 comment first",
                               "1 comment second",
                               "1 comment ",
                               QStringLiteral("1 comment ") + QLatin1String("dritte \xc3\xbc"),
                               "1 out hello",
                               "0 comment on something else"};
    QCOMPARE(readingOf(capture.bytes()).lines(), expected);
}

/// mergecap joins recordings into one interface: each begins with connection 1.
void TestForeignCaptures::readsJoinedRecordings()
{
    const QByteArray connecting = R"(framescope {"conn":1,"event":"connecting","url":"ws://%1/"})";
    PcapngBuilder capture;
    capture.section().interface(101);
    for (const char* host : {"a", "b"}) {
        capture.packet({}, {.comments = {QByteArray(connecting).replace("%1", host)}});
        capture.packet(
            ipv4Packet({.sequence = 99, .flags = "S", .clientPort = std::uint16_t(host[0])}),
            {.comments = {R"(framescope {"conn":1})"}});
        capture.packet(ipv4Packet({.sequence = 100,
                                   .flags = "PA",
                                   .payload = host,
                                   .clientPort = std::uint16_t(host[0])}));
        capture.packet({}, {.comments = {R"(framescope {"conn":1,"event":"closed"})"}});
    }
    QStringList lines = readingOf(capture.bytes()).lines();
    QCOMPARE(lines.filter(QStringLiteral("seen")), (QStringList{"1 seen", "2 seen"}));
    QCOMPARE(lines.filter(QStringLiteral(" out ")), (QStringList{"1 out a", "2 out b"}));
    const QStringList comments = lines.filter(QStringLiteral("comment"));
    QCOMPARE(comments.size(), 4);
    QVERIFY(comments[1].startsWith(QLatin1Char('1')) && comments[1].contains("closed"));
    QVERIFY(comments[2].startsWith(QLatin1Char('2')) && comments[2].contains("ws://b/"));
    QVERIFY(comments[3].startsWith(QLatin1Char('2')) && comments[3].contains("closed"));
}

void TestForeignCaptures::marksWhatTheSnapshotLengthCutOff()
{
    PcapngBuilder capture = started();
    capture.packet(Hello, {.cutOff = 3}).packet(There);
    capture.packet(ipv4Packet({.sequence = 113, .payload = "waits"}), {.cutOff = 1});
    capture.packet(ipv4Packet({.sequence = 110, .payload = "now"}));
    const QStringList expected{"1 out he",  "1 out gap 3", "1 out there",
                               "1 out now", "1 out wait",  "1 out gap 1"};
    QCOMPARE(readingOf(capture.bytes()).lines().mid(2), expected);
}

void TestForeignCaptures::countsWhatIsLeftOut()
{
    PcapngBuilder capture = started();
    QByteArray fragment = Hello;
    fragment[6] = 0x20;
    QByteArray udp = Hello;
    udp[9] = 17;
    const QByteArray fragmentHeader = QByteArray::fromHex("0600000100000001");
    const QByteArray cutInTcp = Hello.left(30);
    capture.packet(fragment)
        .packet(udp)
        .packet(Hello)
        .packet({})
        .packet(ipv6Packet({.payload = "x"}, fragmentHeader, 44))
        .packet(cutInTcp);
    const Reading reading = readingOf(capture.bytes());
    QCOMPARE(reading.lines(),
             Greeted + QStringList({"0 note 2 fragments of IP packets with TCP in them: they are "
                                    "not put together, and what they carry is missing",
                                    "0 note 1 packet with TCP headers that are damaged or cut "
                                    "off: left out"}));
    QCOMPARE(reading.summary.packets, 6U);
    QCOMPARE(reading.summary.otherPackets, 4U); // an empty packet leaves nothing out
    QCOMPARE(reading.summary.fragments, 2U);
    QCOMPARE(reading.summary.damaged, 1U);
}

void TestForeignCaptures::saysWhichTimesAreMoved()
{
    PcapngBuilder capture;
    capture.section().interface(101, capture.option(9, QByteArray(1, 9)) + capture.option(0, {}));
    capture.packet(Hello, {.time = std::uint64_t{1} << 62});
    const Reading reading = readingOf(capture.bytes());
    QCOMPARE(reading.lines(),
             Greeted + QStringList("0 note 1 packet with a time before 1896 or after 2116: shown "
                                   "with the nearest time between these"));
}

void TestForeignCaptures::connectionsOfJoinedRecordingsStayApart()
{
    // Two of our recordings, one behind the other: each has its connection 1.
    PcapngBuilder capture;
    for (int i = 0; i < 2; ++i) {
        capture.section().interface(101);
        capture.packet({}, {.comments = {R"(framescope {"conn":1,"event":"connecting"})"}});
        capture.packet(ipv4Packet({.sequence = 99, .flags = "S", .clientPort = 50000}));
        capture.packet(ipv4Packet({.sequence = 99, .flags = "S"}),
                       {.comments = {R"(framescope {"conn":1})"}});
        capture.packet({}, {.comments = {R"(framescope {"conn":1,"event":"note"})"}});
    }
    const QStringList lines = readingOf(capture.bytes()).lines();
    QCOMPARE(lines.filter(">"),
             (QStringList{"2 192.0.2.1:50000 > 192.0.2.2:80", "1 192.0.2.1:40000 > 192.0.2.2:80",
                          "3 192.0.2.1:40000 > 192.0.2.2:80"}));
    QCOMPARE(lines.filter("comment"),
             (QStringList{R"(1 comment framescope {"conn":1,"event":"connecting"})",
                          R"(1 comment framescope {"conn":1,"event":"note"})",
                          R"(3 comment framescope {"conn":1,"event":"connecting"})",
                          R"(3 comment framescope {"conn":1,"event":"note"})"}));
}

FRAMESCOPE_TEST(TestForeignCaptures)

} // namespace tst_foreign_captures

#include "tst_foreign_captures.moc"
