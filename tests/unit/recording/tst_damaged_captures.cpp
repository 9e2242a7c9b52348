// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"
#include "support/capture_builder.h"
#include "support/capture_files.h"
#include "support/test_program.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <random>
#include <sys/stat.h>

namespace tst_damaged_captures {

using namespace framescope;
using namespace framescope::recording;
using namespace framescope::test;

class TestDamagedCaptures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyTruncationGivesAPrefix_data();
    void everyTruncationGivesAPrefix();
    void flippedBitsDoNoHarm_data();
    void flippedBitsDoNoHarm();
    void saysWhereItIsDamaged_data();
    void saysWhereItIsDamaged();
    void passesOverBlocksBeyondFourGibibytes();
    void refusesWhatIsNoCapture_data();
    void refusesWhatIsNoCapture();
    void refusesToOpen_data();
    void refusesToOpen();
    void stopsOnRequest();
    void growsWhileItIsRead();
    void writtenOverWhileItIsRead();

private:
    QTemporaryDir folder_;
    QByteArray pcapng_;
    QByteArray pcap_;
};

namespace {

const QByteArray Hello = ipv4Packet({.sequence = 100, .payload = "hello"});

PcapngBuilder started(ByteOrder order = ByteOrder::Little)
{
    PcapngBuilder capture(order);
    capture.section().interface(101);
    return capture;
}

} // namespace

void TestDamagedCaptures::initTestCase()
{
    StorySink sink;
    const std::string path = folder_.filePath("small.pcapng").toStdString();
    auto recorder = Recorder::create(path, {}, sink);
    QVERIFY(recorder);
    const ConnectionId conn = (*recorder)->addConnection(now());
    QVERIFY((*recorder)->comment(conn, now(), R"(framescope {"conn":1,"event":"connecting"})"));
    const Endpoints ends{{*IpAddress::parse("::1"), 40000}, {*IpAddress::parse("::1"), 80}};
    QVERIFY((*recorder)->connected(conn, now(), now(), ends, "a comment"));
    QVERIFY((*recorder)->data(conn, Direction::Out, now(), asBytes("GET / HTTP/1.1\r\n\r\n")));
    QVERIFY((*recorder)->data(conn, Direction::In, now(), asBytes("HTTP/1.1 101 \r\n\r\n"), "c"));
    QVERIFY((*recorder)->streamEnded(conn, Direction::In, now(), StreamEnd::Fin));
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    pcapng_ = file.readAll();

    PcapBuilder pcap(ByteOrder::Big, false, 101);
    pcap.packet(ipv4Packet({.sequence = 99, .flags = "S"})).packet(Hello);
    pcap.packet(ipv4Packet({.sequence = 105, .flags = "FA"}));
    pcap_ = pcap.bytes();
}

void TestDamagedCaptures::everyTruncationGivesAPrefix_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::addColumn<int>("shortest"); // that is recognised
    QTest::newRow("pcapng") << pcapng_ << 1;
    QTest::newRow("pcap") << pcap_ << 4;
}

void TestDamagedCaptures::everyTruncationGivesAPrefix()
{
    QFETCH(QByteArray, whole);
    QFETCH(int, shortest);
    const QStringList all = readingOf(whole).lines();
    QVERIFY(!all.isEmpty());
    qsizetype longest = 0;
    std::uint64_t wholeBlocks = 0;
    for (int length = shortest; length <= whole.size(); ++length) {
        const Reading reading = readingOf(whole.left(length));
        QCOMPARE(reading.error, QString());
        QCOMPARE(reading.summary.damage, std::string());
        QCOMPARE(reading.lines(), all.mid(0, reading.lines().size()));
        QVERIFY(reading.lines().size() >= longest);
        QVERIFY(reading.summary.bytesRead >= wholeBlocks);
        QCOMPARE(reading.summary.tornTail,
                 reading.summary.bytesRead != static_cast<std::uint64_t>(length));
        longest = reading.lines().size();
        wholeBlocks = reading.summary.bytesRead;
    }
    QCOMPARE(longest, all.size());
}

void TestDamagedCaptures::flippedBitsDoNoHarm_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::newRow("pcapng") << pcapng_;
    QTest::newRow("pcap") << pcap_;
}

void TestDamagedCaptures::flippedBitsDoNoHarm()
{
    QFETCH(QByteArray, whole);
    std::mt19937 engine(1);
    for (int i = 0; i < 3000; ++i) {
        QByteArray damaged = whole;
        for (unsigned flips = 1 + engine() % 4; flips > 0; --flips) {
            const auto at = static_cast<qsizetype>(engine() % static_cast<unsigned>(whole.size()));
            damaged[at] = static_cast<char>(damaged[at] ^ 1 << engine() % 8);
        }
        const Reading reading = readingOf(damaged);
        QVERIFY(reading.summary.bytesRead <= static_cast<std::uint64_t>(damaged.size()));
        QVERIFY2(reading.lines().filter("which is not what stands").isEmpty(),
                 qPrintable(reading.lines().join('\n')));
    }
}

void TestDamagedCaptures::saysWhereItIsDamaged_data()
{
    QTest::addColumn<QByteArray>("tail"); // behind a section, an interface and a good packet
    QTest::addColumn<QString>("reason");

    const auto raw = [](const QList<std::uint32_t>& numbers) {
        QByteArray bytes;
        for (const std::uint32_t value : numbers)
            bytes += PcapngBuilder().number(value, 4);
        return bytes;
    };
    const auto row = [](const char* name, const QByteArray& tail, const QString& reason) {
        QTest::newRow(name) << tail << reason;
    };
    row("length 0", raw({6, 0, 0, 0}), "cannot have a length of 0");
    row("length 8", raw({6, 8, 8, 0}), "cannot have a length of 8");
    row("length not padded", raw({6, 33, 0, 0, 0, 0, 0, 0, 0, 0}), "cannot have a length of 33");
    row("lengths differ", raw({6, 32, 0, 0, 0, 0, 0, 36}), "lengths of a block differ");
    row("lengths of an unknown block differ", raw({99, 16, 0, 20}), "lengths of a block differ");
    row("packet block too short", raw({6, 16, 0, 16}), "too short");
    row("simple packet block too short", raw({3, 12, 12}), "too short");
    row("obsolete packet block too short", raw({2, 16, 0, 16}), "too short");
    row("interface description too short", raw({1, 16, 0, 16}), "too short");
    row("interface not described", raw({6, 32, 7, 0, 0, 0, 0, 32}), "not described");
    row("packet longer than its block", raw({6, 32, 0, 0, 0, 1, 1, 32}), "longer than its block");
    row("packet of 4 GiB", raw({6, 32, 0, 0, 0, 0xffffffff, 0, 32}), "longer than its block");
    row("simple packet longer than its block", raw({3, 16, 99, 16}), "longer than its block");
    row("section without byte order", raw({0x0a0d0d0a, 28, 0, 1, 0, 0, 28}),
        "without a byte order");
    row("section too short", raw({0x0a0d0d0a, 16, 0x1a2b3c4d, 16}), "too short");
    row("section of version 2", raw({0x0a0d0d0a, 28, 0x1a2b3c4d, 2, 0, 0, 28}), "version");
    row("packet before its section's interface", started().bytes().left(28) + raw({3, 16, 0, 16}),
        "not described");
}

void TestDamagedCaptures::saysWhereItIsDamaged()
{
    QFETCH(QByteArray, tail);
    QFETCH(QString, reason);
    PcapngBuilder capture = started();
    capture.packet(Hello);
    const std::uint64_t good = static_cast<std::uint64_t>(capture.bytes().size());
    capture.raw(tail).packet(ipv4Packet({.sequence = 105, .payload = "never read"}));
    const Reading reading = readingOf(capture.bytes());
    const QString damage = QString::fromStdString(reading.summary.damage);
    QVERIFY2(damage.contains(reason), qPrintable(damage));
    QVERIFY2(damage.contains(QStringLiteral("offset %1").arg(reading.summary.bytesRead)),
             qPrintable(damage));
    QVERIFY(reading.summary.bytesRead >= good);
    QCOMPARE(reading.lines().value(2), QStringLiteral("1 out hello"));
    QCOMPARE(reading.lines().size(), 3);
    QVERIFY(!reading.summary.tornTail);
}

void TestDamagedCaptures::passesOverBlocksBeyondFourGibibytes()
{
    // Three blocks of unknown type and nearly 2 GiB, in a sparse file.
    const std::string path = folder_.filePath("large.pcapng").toStdString();
    constexpr std::uint32_t Length = 0x7ffffff0;
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    PcapngBuilder capture = started();
    file.write(capture.bytes());
    const QByteArray length = capture.number(Length, 4);
    for (int i = 0; i < 3; ++i) {
        file.write(capture.number(0x0bad, 4) + length);
        QVERIFY(file.seek(file.pos() + Length - 12));
        file.write(length);
    }
    const auto packetAt = static_cast<std::uint64_t>(file.pos());
    PcapngBuilder packet;
    packet.packet(Hello);
    file.write(packet.bytes());
    file.close();

    auto opened = File::open(path);
    QVERIFY(opened);
    const Reading reading = readingOf(*opened);
    QCOMPARE(reading.lines().value(2), QStringLiteral("1 out hello"));
    QCOMPARE(reading.summary.bytesRead,
             packetAt + static_cast<std::uint64_t>(packet.bytes().size()));
    QVERIFY(packetAt > std::uint64_t{4} << 30);
}

void TestDamagedCaptures::refusesWhatIsNoCapture_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << QByteArray() << "is empty";
    QTest::newRow("text") << QByteArray("Hello, world") << "starts with \"Hello, w\"";
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\x02\x01")
                            << "starts with 7f 45 4c 46 02 01";
    QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08\x00") << "gunzip it first";
    QTest::newRow("zstd") << QByteArray("\x28\xb5\x2f\xfd") << "is compressed";
    QTest::newRow("lz4") << QByteArray("\x04\x22\x4d\x18") << "is compressed";
    QTest::newRow("HAR") << QByteArray("{\"log\":{}}") << ".pcapng and .pcap are understood";
}

void TestDamagedCaptures::refusesWhatIsNoCapture()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    const Reading reading = readingOf(bytes);
    QVERIFY2(reading.error.contains(sentence), qPrintable(reading.error));
}

void TestDamagedCaptures::refusesToOpen_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing there") << "none.pcapng"
                                   << "no such file";
    QTest::newRow("a folder") << "."
                              << "is a folder";
    QTest::newRow("a device") << "/dev/null"
                              << "is not a regular file";
    QTest::newRow("a pipe that nobody writes to") << "pipe"
                                                  << "is not a regular file";
    QTest::newRow("below a file") << "/dev/null/x"
                                  << "cannot be opened";
}

void TestDamagedCaptures::refusesToOpen()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    if (path == QLatin1String("pipe"))
        QCOMPARE(::mkfifo(folder_.filePath(path).toUtf8(), 0600), 0);
    const std::string name = QDir(folder_.path()).filePath(path).toStdString();
    const auto file = File::open(name);
    QVERIFY(!file);
    const QString message = QString::fromStdString(file.error().message());
    QVERIFY2(message.contains(sentence), qPrintable(message));
    QVERIFY(message.startsWith(QString::fromStdString(name)));
}

void TestDamagedCaptures::stopsOnRequest()
{
    PcapngBuilder capture = started();
    const QByteArray payload(60'000, 'x');
    for (std::uint32_t i = 0; i < 200; ++i)
        capture.packet(ipv4Packet({.sequence = i * 60'000, .payload = payload}));
    const auto file = fileOf(capture.bytes());
    auto reader = Reader::open(file);
    QVERIFY(reader);
    StorySink sink;
    int calls = 0;
    const auto summary = (*reader)->read(sink, [&](std::uint64_t done, std::uint64_t total) {
        ++calls;
        return done < total / 2;
    });
    QVERIFY(summary);
    QCOMPARE(calls, 2); // after 4 MiB and 8 MiB of 12
    QVERIFY(summary->bytesRead < summary->fileSize);
    QVERIFY(!summary->tornTail);
    QCOMPARE(sink.stream(1, Direction::Out).size(),
             static_cast<qsizetype>(summary->packets) * payload.size());
}

void TestDamagedCaptures::growsWhileItIsRead()
{
    PcapngBuilder capture = started();
    capture.packet(ipv4Packet({.payload = "first"}));
    const QByteArray before = capture.bytes();
    capture.packet(ipv4Packet({.sequence = 5, .payload = "second"}));
    for (const qsizetype more : {capture.bytes().size(), before.size() + 20}) {
        QFile growing(folder_.filePath(QStringLiteral("growing")));
        QVERIFY(growing.open(QIODevice::WriteOnly | QIODevice::Truncate));
        growing.write(before);
        growing.flush();
        const auto file = File::open(growing.fileName().toStdString());
        QVERIFY(file);
        auto reader = Reader::open(*file);
        QVERIFY(reader);
        growing.write(capture.bytes().first(more).sliced(before.size()));
        growing.close();
        StorySink sink;
        const auto summary = (*reader)->read(sink);
        QVERIFY(summary);
        QVERIFY(!summary->tornTail);
        QCOMPARE(summary->bytesRead, static_cast<std::uint64_t>(before.size()));
        QCOMPARE(sink.stream(1, Direction::Out), QByteArray("first"));
        QVERIFY((*file)->unchanged());
    }
}

void TestDamagedCaptures::writtenOverWhileItIsRead()
{
    PcapngBuilder capture = started();
    capture.packet(ipv4Packet({.payload = QByteArray(2'000, 'x')}));
    QFile changing(folder_.filePath(QStringLiteral("changing")));
    QVERIFY(changing.open(QIODevice::ReadWrite | QIODevice::Truncate | QIODevice::Unbuffered));
    changing.write(capture.bytes());
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-60);
    QVERIFY(changing.setFileTime(before, QFileDevice::FileModificationTime));
    const auto file = File::open(changing.fileName().toStdString());
    QVERIFY(file);
    QVERIFY((*file)->unchanged());
    QVERIFY(changing.seek(changing.size() / 2));
    changing.write("y");
    const auto unchanged = (*file)->unchanged();
    QVERIFY(!unchanged);
    QVERIFY(unchanged.error().message().find("was written over") != std::string::npos);
}

FRAMESCOPE_TEST(TestDamagedCaptures)

} // namespace tst_damaged_captures

#include "tst_damaged_captures.moc"
