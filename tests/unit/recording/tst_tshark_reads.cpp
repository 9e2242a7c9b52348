// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"
#include "support/capture_builder.h"
#include "support/capture_files.h"
#include "support/program_output.h"
#include "support/test_program.h"

#include <QTemporaryDir>
#include <QtTest>

namespace tst_tshark_reads {

using namespace framescope;
using namespace framescope::recording;
using namespace framescope::test;

// An independent judge: tshark reads what we write and finds nothing odd in it, and we read
// what the tools that come with it write.
class TestTsharkReads : public QObject
{
    Q_OBJECT

private slots:
    void ourRecording_data();
    void ourRecording();
    void muchInOneDirection();
    void wrappingSequenceNumbers();
    void theApplication();
    void convertedByEditcap_data();
    void convertedByEditcap();
    void joinedByMergecap();
    void madeByText2pcap();

private:
    QString path(const QString& name) const { return folder_.filePath(name); }
    QStringList record(const QString& name, const Endpoints& ends);

    QTemporaryDir folder_;
};

namespace {

Endpoints endpoints(const char* client, const char* server)
{
    return {{*IpAddress::parse(client), 40000}, {*IpAddress::parse(server), 8080}};
}

const QStringList Checked{"-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"};

QStringList fields(const QString& file, const QStringList& names, const QString& filter = {})
{
    QStringList arguments{"-r", file, "-T", "fields", "-E", "separator=|"};
    for (const QString& name : names)
        arguments << "-e" << name;
    if (!filter.isEmpty())
        arguments << "-Y" << filter;
    return outputOf("tshark", arguments + Checked);
}

/// What an analyser would frown at.
const QString Odd = QStringLiteral(
    "tcp.analysis.flags || _ws.malformed || _ws.short || tcp.checksum.status == 0 || "
    "ip.checksum.status == 0 || _ws.expert.severity >= error");

Reading readingOfFile(const QString& path)
{
    auto file = File::open(path.toStdString());
    if (!file)
        return {StorySink(), {}, QString::fromStdString(file.error().message())};
    return readingOf(*file);
}

} // namespace

/// Every kind of packet that a recorder writes; what its sink was told.
QStringList TestTsharkReads::record(const QString& name, const Endpoints& ends)
{
    StorySink sink;
    auto made = Recorder::create(path(name).toStdString(),
                                 {.replace = true, .application = "Framescope 1.2.3"}, sink);
    if (!made)
        return {QString::fromStdString(made.error().message())};
    Recorder& recorder = **made;
    const auto time = [](int milliseconds) {
        return Timestamp(Duration(1'700'000'000'000'000'001 + milliseconds * 1'000'000LL));
    };
    const ConnectionId conn = recorder.addConnection(time(0));
    bool good = true;
    good &= recorder.comment(conn, time(0), R"(framescope {"conn":1,"event":"connecting"})")
                .has_value();
    good &= recorder.connected(conn, time(1), time(2), ends, R"(framescope {"conn":1,"x":1})")
                .has_value();
    for (int i = 0; i < 4; ++i)
        good &= recorder.comment(conn, time(3), "note " + std::to_string(i)).has_value();
    const Bytes large(200'000, 'L');
    good &= recorder.data(conn, Direction::Out, time(4), asBytes("up"), "on data").has_value();
    good &= recorder.comment(conn, time(5), "between").has_value();
    good &= recorder.data(conn, Direction::In, time(6), large).has_value();
    good &= recorder.comment(conn, time(7), "after large").has_value();
    good &= recorder.comment(conn, time(7), "after large again").has_value();
    good &= recorder.data(conn, Direction::In, time(8), asBytes("down")).has_value();
    good &= recorder.streamEnded(conn, Direction::In, time(9), StreamEnd::Fin).has_value();
    good &= recorder.comment(conn, time(10), "half closed").has_value();
    good &= recorder.data(conn, Direction::Out, time(10), asBytes("last")).has_value();
    good &= recorder.streamEnded(conn, Direction::Out, time(11), StreamEnd::Fin).has_value();
    for (int i = 0; i < 4; ++i)
        good &= recorder.comment(conn, time(12), "end " + std::to_string(i)).has_value();
    good &= recorder.comment(ConnectionId{}, time(13), "of nobody").has_value();
    return good ? sink.lines() : QStringList{"could not be recorded"};
}

void TestTsharkReads::ourRecording_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("server");
    QTest::newRow("v4") << "192.0.2.1"
                        << "198.51.100.2";
    QTest::newRow("v6") << "2001:db8::1"
                        << "2001:db8::2";
}

void TestTsharkReads::ourRecording()
{
    QFETCH(QString, client);
    QFETCH(QString, server);
    const QString file = path("ours.pcapng");
    QVERIFY(record("ours.pcapng", endpoints(client.toUtf8(), server.toUtf8())).size() > 10);
    QCOMPARE(fields(file, {"frame.number"}, Odd), QStringList());

    const QString family = client.contains(':') ? "ipv6" : "ip";
    const QStringList rows =
        fields(file, {"tcp.stream", family + ".src", family + ".dst", "tcp.srcport", "tcp.dstport",
                      "tcp.flags.str", "tcp.seq", "tcp.ack", "tcp.len", "frame.time_epoch",
                      "frame.comment"});
    const auto row = [&](bool out) {
        return QStringLiteral("0|%1|%2|").arg(out ? client : server, out ? server : client) +
               (out ? "40000|8080" : "8080|40000");
    };
    QCOMPARE(
        rows.value(0).section('|', 9),
        QStringLiteral("1700000000.000000001|framescope {\"conn\":1,\"event\":\"connecting\"}"));
    QCOMPARE(rows.value(1).section('|', 0, 4), row(true));
    QCOMPARE(rows.value(1).section('|', 6),
             QStringLiteral("0|0|0|1700000000.001000001|framescope {\"conn\":1}"));
    QCOMPARE(rows.value(2).section('|', 0, 4), row(false));
    QCOMPARE(rows.value(2).section('|', 6), QStringLiteral("0|1|0|1700000000.002000001|"));
    const QStringList data =
        fields(file, {"tcp.srcport", "tcp.seq", "tcp.len", "frame.comment"}, "tcp.len > 0");
    QStringList chunks{"40000|1|2|on data"};
    for (int start = 1; start < 192'000; start += 16'000) {
        chunks += QStringLiteral("8080|%1|16000|").arg(start);
    }
    chunks += {"8080|192001|8000|", "8080|200001|4|", "40000|3|4|"};
    QCOMPARE(data, chunks);
    const QStringList comments = fields(file, {"frame.comment"}, "frame.comment");
    QCOMPARE(comments.size(), 17);
    QCOMPARE(fields(file, {"tcp.flags.fin", "tcp.srcport"}, "tcp.flags.fin == 1"),
             (QStringList{"1|8080", "1|40000"}));
}

void TestTsharkReads::muchInOneDirection()
{
    // Without an answer it would fill a window, and slow an analyser down.
    StorySink sink;
    auto made = Recorder::create(path("large.pcapng").toStdString(), {}, sink);
    QVERIFY(made);
    const ConnectionId conn = (*made)->addConnection(now());
    QVERIFY((*made)->connected(conn, now(), now(), endpoints("::1", "::1"), {}));
    const Bytes bytes(1 << 20);
    for (int i = 0; i < 64; ++i)
        QVERIFY((*made)->data(conn, Direction::In, now(), bytes));
    QCOMPARE(fields(path("large.pcapng"), {"frame.number"}, Odd), QStringList());
}

void TestTsharkReads::wrappingSequenceNumbers()
{
    StorySink sink;
    auto made = Recorder::create(path("wrap.pcapng").toStdString(), {}, sink);
    QVERIFY(made);
    ConnectionId conn;
    do {
        conn = (*made)->addConnection(now());
    } while (conn.value * 0x9e3779b1U < 0xffffffffU - (4U << 20));
    const auto ends = endpoints("192.0.2.1", "192.0.2.2");
    QVERIFY((*made)->connected(conn, now(), now(), ends, {}));
    const Bytes bytes(1 << 20);
    for (int i = 0; i < 8; ++i)
        QVERIFY((*made)->data(conn, Direction::Out, now(), bytes));
    QCOMPARE(fields(path("wrap.pcapng"), {"frame.number"}, Odd), QStringList());
    const QStringList raw = fields(path("wrap.pcapng"), {"tcp.seq_raw"}, "tcp.len > 0");
    QVERIFY(raw.first().toUInt() > raw.last().toUInt());
}

void TestTsharkReads::theApplication()
{
    record("named.pcapng", endpoints("192.0.2.1", "192.0.2.2"));
    const QStringList about = outputOf("capinfos", {path("named.pcapng")});
    QVERIFY2(!about.filter("Framescope 1.2.3").isEmpty(), qPrintable(about.join('\n')));
    QVERIFY2(!about.filter("Raw IP").isEmpty(), qPrintable(about.join('\n')));
    QVERIFY2(!about.filter("nanoseconds").isEmpty(), qPrintable(about.join('\n')));
}

void TestTsharkReads::convertedByEditcap_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("comments");
    QTest::newRow("pcap") << "pcap" << false;
    QTest::newRow("pcap, ns") << "nsecpcap" << false;
    QTest::newRow("pcapng") << "pcapng" << true;
}

void TestTsharkReads::convertedByEditcap()
{
    QFETCH(QString, format);
    QFETCH(bool, comments);
    const QStringList ours = record("ours.pcapng", endpoints("192.0.2.1", "192.0.2.2"));
    const QString file = path("converted." + format);
    QCOMPARE(outputOf("editcap", {"-F", format, path("ours.pcapng"), file}), QStringList());
    const Reading reading = readingOfFile(file);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.lines(), comments ? ours : ours.filter(QRegularExpression("^1 (?!comment)")));
}

void TestTsharkReads::joinedByMergecap()
{
    PcapBuilder ethernet(ByteOrder::Big, false, 1);
    const QByteArray frame = QByteArray(12, '\0') + QByteArray::fromHex("0800");
    ethernet.packet(frame + ipv4Packet({.sequence = 5, .payload = "over Ethernet"}), 1);
    QFile file(path("ethernet.pcap"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(ethernet.bytes()) > 0);
    file.close();
    const QStringList ours = record("ours.pcapng", endpoints("192.0.2.1", "192.0.2.9"));
    QCOMPARE(outputOf("mergecap",
                      {"-w", path("both.pcapng"), path("ethernet.pcap"), path("ours.pcapng")}),
             QStringList());
    const QStringList lines = readingOfFile(path("both.pcapng")).lines();
    QCOMPARE(lines.mid(0, 3),
             (QStringList{"1 seen", "1 192.0.2.1:40000 > 192.0.2.2:80", "1 out over Ethernet"}));
    QCOMPARE(lines.size(), 3 + ours.size());
    QCOMPARE(lines.filter(" > ").last(), QStringLiteral("2 192.0.2.1:40000 > 192.0.2.9:8080"));
}

void TestTsharkReads::madeByText2pcap()
{
    QFile text(path("dump.txt"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("0000 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a\n");
    text.close();
    outputOf("text2pcap", {"-q", "-4", "10.0.0.1,10.0.0.2", "-T", "50000,80", path("dump.txt"),
                           path("dump.pcapng")});
    const Reading reading = readingOfFile(path("dump.pcapng"));
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.lines(),
             (QStringList{"1 seen", "1 10.0.0.1:50000 > 10.0.0.2:80", "1 out GET / HTTP/1.1\r\n"}));
}

FRAMESCOPE_TEST(TestTsharkReads)

} // namespace tst_tshark_reads

#include "tst_tshark_reads.moc"
