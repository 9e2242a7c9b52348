// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/tcp_packet.h"
#include "support/capture_builder.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_tcp_packet {

using namespace framescope;
using namespace framescope::recording;
using framescope::test::ipv4Packet;
using framescope::test::ipv6Packet;

class TestTcpPacket : public QObject
{
    Q_OBJECT

private slots:
    void readsAddresses_data();
    void readsAddresses();
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void mapsIpv4WhereTheEndsDiffer();
    void readsForeignPackets_data();
    void readsForeignPackets();
};

namespace {

ByteView viewOf(const QByteArray& bytes)
{
    return asBytes(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

QByteArray withByte(QByteArray bytes, qsizetype at, int value)
{
    bytes[at] = static_cast<char>(value);
    return bytes;
}

} // namespace

void TestTcpPacket::readsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QString>("endpoint");

    QTest::newRow("v4") << "192.0.2.1" << true << "192.0.2.1:443";
    QTest::newRow("v6") << "2001:db8::1" << true << "[2001:db8::1]:443";
    QTest::newRow("v6 written in full") << "2001:0db8:0:0:0:0:0:1" << true << "[2001:db8::1]:443";
    QTest::newRow("v4 in v6") << "::ffff:192.0.2.1" << true << "[::ffff:192.0.2.1]:443";
    QTest::newRow("empty") << "" << false << "";
    QTest::newRow("name") << "localhost" << false << "";
    QTest::newRow("v4 of three") << "192.0.2" << false << "";
    QTest::newRow("v4 too large") << "192.0.2.256" << false << "";
    QTest::newRow("v6 in brackets") << "[::1]" << false << "";
    QTest::newRow("v6 with a zone") << "fe80::1%eth0" << false << "";
}

void TestTcpPacket::readsAddresses()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(QString, endpoint);
    const auto address = IpAddress::parse(text.toStdString());
    QCOMPARE(address.has_value(), valid);
    if (valid)
        QCOMPARE(QString::fromStdString(Endpoint{*address, 443}.toString()), endpoint);
}

void TestTcpPacket::readsWhatItWrote_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("server");
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("syn");

    for (const int length : {0, 1, 2, 3, 15, 16, 17, 1460, 65'000}) {
        QTest::addRow("v4, %d bytes", length) << "192.0.2.1"
                                              << "192.0.2.2" << length << false;
        QTest::addRow("v6, %d bytes", length) << "2001:db8::1"
                                              << "::1" << length << false;
    }
    QTest::newRow("v4, syn") << "192.0.2.1"
                             << "192.0.2.2" << 0 << true;
    QTest::newRow("v6, syn") << "2001:db8::1"
                             << "::1" << 0 << true;
}

void TestTcpPacket::readsWhatItWrote()
{
    QFETCH(QString, client);
    QFETCH(QString, server);
    QFETCH(int, length);
    QFETCH(bool, syn);
    const Bytes payload(static_cast<std::size_t>(length), 0xa5);
    const TcpSegment segment{.source = {*IpAddress::parse(client.toStdString()), 40000},
                             .destination = {*IpAddress::parse(server.toStdString()), 443},
                             .sequence = 0xfedcba98,
                             .acknowledgement = 0x01234567,
                             .flags = {.syn = syn, .psh = !syn, .ack = true},
                             .payload = payload};
    Bytes out{1, 2, 3}; // what is there stays
    const std::size_t payloadAt = appendIpPacket(out, segment);
    QCOMPARE(out.size(), 3 + payloadAt + payload.size());

    const auto read = parseIpPacket(ByteView(out).subspan(3));
    QVERIFY(read);
    QVERIFY(read->source == segment.source);
    QVERIFY(read->destination == segment.destination);
    QCOMPARE(read->sequence, segment.sequence);
    QCOMPARE(read->acknowledgement, segment.acknowledgement);
    QCOMPARE(read->flags.syn, syn);
    QCOMPARE(read->flags.psh, !syn);
    QVERIFY(read->flags.ack && !read->flags.fin && !read->flags.rst);
    QVERIFY(std::ranges::equal(read->payload, payload));
    QCOMPARE(read->payloadOffset, payloadAt);
    QCOMPARE(read->missing, 0U);
}

void TestTcpPacket::mapsIpv4WhereTheEndsDiffer()
{
    Bytes out;
    appendIpPacket(out, {.source = {*IpAddress::parse("192.0.2.1"), 1},
                         .destination = {*IpAddress::parse("2001:db8::2"), 2}});
    const auto read = parseIpPacket(out);
    QVERIFY(read);
    QCOMPARE(read->source.toString(), std::string("[::ffff:192.0.2.1]:1"));
    QCOMPARE(read->destination.toString(), std::string("[2001:db8::2]:2"));
}

void TestTcpPacket::readsForeignPackets_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QString>("expected"); // the payload, "/" and what is missing; empty: refused

    const QByteArray v4 = ipv4Packet({.payload = "hello"});
    const QByteArray v6 = ipv6Packet({.payload = "hello"});
    QTest::newRow("v4") << v4 << "hello/0";
    QTest::newRow("v6") << v6 << "hello/0";
    QTest::newRow("v4 and padding of Ethernet") << v4 + QByteArray(6, '\0') << "hello/0";
    QTest::newRow("v4 cut in the payload") << v4.chopped(2) << "hel/2";
    QTest::newRow("v4 cut behind TCP") << v4.chopped(5) << "/5";
    QTest::newRow("v4 cut in TCP") << v4.chopped(6) << "";
    QTest::newRow("v4 cut in IP") << v4.left(19) << "";
    QTest::newRow("v6 cut in the payload") << v6.chopped(2) << "hel/2";
    QTest::newRow("v6 cut in IP") << v6.left(39) << "";
    QTest::newRow("nothing") << QByteArray() << "";
    QTest::newRow("another version") << withByte(v4, 0, 0x55) << "";
    QTest::newRow("v4 header too short") << withByte(v4, 0, 0x44) << "";
    QTest::newRow("v4 header beyond the packet") << withByte(v4, 0, 0x4f).left(50) << "";
    QTest::newRow("v4 total length below the header") << withByte(v4, 3, 19) << "";
    QTest::newRow("v4 total length 0: cut by the network card") << withByte(v4, 3, 0) << "hello/0";
    QTest::newRow("v4 UDP") << withByte(v4, 9, 17) << "";
    QTest::newRow("v4 first fragment") << withByte(v4, 6, 0x20) << "";
    QTest::newRow("v4 later fragment") << withByte(v4, 7, 0x01) << "";
    QTest::newRow("TCP header too short") << withByte(v4, 32, 0x40) << "";
    QTest::newRow("TCP header beyond the packet") << withByte(v4, 32, 0xf0) << "";

    const QByteArray options = QByteArray::fromHex("0600010400000000");
    const QByteArray two = QByteArray::fromHex("3c000104000000000600010400000000");
    QTest::newRow("v6 hop-by-hop options")
        << ipv6Packet({.payload = "hello"}, options, 0) << "hello/0";
    QTest::newRow("v6 two extensions") << ipv6Packet({.payload = "hello"}, two, 0) << "hello/0";
    QTest::newRow("v6 authentication")
        << ipv6Packet({.payload = "hello"}, QByteArray::fromHex("060100000000000000000000"), 51)
        << "hello/0";
    QTest::newRow("v6 fragment that is the whole")
        << ipv6Packet({.payload = "hello"}, QByteArray::fromHex("0600000000000001"), 44)
        << "hello/0";
    QTest::newRow("v6 first fragment")
        << ipv6Packet({.payload = "hello"}, QByteArray::fromHex("0600000100000001"), 44) << "";
    QTest::newRow("v6 no next header") << ipv6Packet({}, {}, 59) << "";
    QTest::newRow("v6 extension beyond the packet")
        << ipv6Packet({.payload = "hello"}, QByteArray::fromHex("06ff010400000000"), 0) << "";
}

void TestTcpPacket::readsForeignPackets()
{
    QFETCH(QByteArray, packet);
    QFETCH(QString, expected);
    const auto segment = parseIpPacket(viewOf(packet));
    QString found;
    if (segment) {
        const std::string_view payload = asText(segment->payload);
        found = QString::fromLatin1(payload.data(), static_cast<qsizetype>(payload.size())) +
                QStringLiteral("/%1").arg(segment->missing);
    }
    QCOMPARE(found, expected);
}

FRAMESCOPE_TEST(TestTcpPacket)

} // namespace tst_tcp_packet

#include "tst_tcp_packet.moc"
