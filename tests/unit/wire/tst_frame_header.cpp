// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_header.h"

#include <QtTest>

namespace tst_frame_header {

using namespace framescope;
using namespace framescope::wire;
using framescope::test::bytesOf;

namespace {

constexpr auto Form16 = LengthForm::Bits16;
constexpr auto Form64 = LengthForm::Bits64;

FrameHeader plain(Opcode opcode, std::uint64_t length)
{
    FrameHeader header;
    header.opcode = opcode;
    header.payloadLength = length;
    return header;
}

FrameHeader longer(LengthForm form, std::uint8_t size, std::uint64_t length)
{
    FrameHeader header = plain(Opcode::Binary, length);
    header.lengthForm = form;
    header.size = size;
    return header;
}

FrameHeader masked(FrameHeader header, const MaskKey& key)
{
    header.masked = true;
    header.maskKey = key;
    header.size += 4;
    return header;
}

} // namespace

class TestFrameHeader : public QObject
{
    Q_OBJECT

private slots:
    void parse_data();
    void parse();
    void everyFirstByte();
    void minimal_data();
    void minimal();
    void mostSignificantBit();
    void cutOff_data();
    void cutOff();
    void opcodes();
};

void TestFrameHeader::parse_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<FrameHeader>("wanted");

    const MaskKey key{0x37, 0xfa, 0x21, 0x3d};
    QTest::newRow("empty text") << "8100" << plain(Opcode::Text, 0);
    QTest::newRow("RFC 6455 5.7: Hello") << "8105" << plain(Opcode::Text, 5);
    QTest::newRow("RFC 6455 5.7: masked") << "8185 37fa213d" << masked(plain(Opcode::Text, 5), key);
    FrameHeader first = plain(Opcode::Text, 3);
    first.fin = false;
    QTest::newRow("RFC 6455 5.7: fragment") << "0103" << first;
    QTest::newRow("RFC 6455 5.7: continuation") << "8002" << plain(Opcode::Continuation, 2);
    QTest::newRow("RFC 6455 5.7: ping") << "8905" << plain(Opcode::Ping, 5);
    QTest::newRow("RFC 6455 5.7: 256 bytes") << "827e 0100" << longer(Form16, 4, 256);
    QTest::newRow("RFC 6455 5.7: 64 KiB") << "827f 0000000000010000" << longer(Form64, 10, 65536);

    FrameHeader rsv = plain(Opcode::Pong, 125);
    rsv.rsv = FrameHeader::Rsv1 | FrameHeader::Rsv3;
    QTest::newRow("reserved bits") << "da7d" << rsv;
    QTest::newRow("reserved opcode") << "8f00" << plain(static_cast<Opcode>(15), 0);
    QTest::newRow("16 bits, masked")
        << "82fe ffff 37fa213d" << masked(longer(Form16, 4, 65535), key);
    QTest::newRow("64 bits, masked")
        << "82ff 0102030405060708 37fa213d" << masked(longer(Form64, 10, 0x0102030405060708), key);
    QTest::newRow("16 bits, not minimal") << "827e 0000" << longer(Form16, 4, 0);
    QTest::newRow("64 bits, not minimal") << "827f 0000000000000005" << longer(Form64, 10, 5);
    QTest::newRow("2^63") << "827f 8000000000000000" << longer(Form64, 10, std::uint64_t{1} << 63);
    QTest::newRow("2^64 - 1") << "827f ff*8" << longer(Form64, 10, ~std::uint64_t{0});
    QTest::newRow("mask of zeroes") << "8280 00*4" << masked(plain(Opcode::Binary, 0), MaskKey{});
}

/// Nothing for an incomplete header; bytes after it make no difference.
void TestFrameHeader::parse()
{
    QFETCH(QString, picture);
    QFETCH(FrameHeader, wanted);
    Bytes bytes = bytesOf(picture.toStdString());
    QCOMPARE(bytes.size(), std::size_t(wanted.size));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        QVERIFY(!parseFrameHeader(ByteView(bytes).first(size)));
        FrameHeader unchanged = wanted;
        QVERIFY(!readFrameHeader(ByteView(bytes).first(size), unchanged));
        QVERIFY(unchanged == wanted);
    }
    QVERIFY(parseFrameHeader(bytes) == wanted);
    append(bytes, bytesOf("ff*20"));
    QVERIFY(parseFrameHeader(bytes) == wanted);
}

void TestFrameHeader::everyFirstByte()
{
    for (unsigned byte = 0; byte < 256; ++byte) {
        const auto header = parseFrameHeader(Bytes{static_cast<std::uint8_t>(byte), 0});
        QVERIFY(header);
        QCOMPARE(header->fin, byte >= 128);
        QCOMPARE(unsigned(header->rsv), byte / 16 % 8);
        QCOMPARE(static_cast<unsigned>(header->opcode), byte % 16);
    }
}

void TestFrameHeader::minimal_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<bool>("minimal");

    QTest::newRow("0 in 7 bits") << "8200" << true;
    QTest::newRow("125 in 7 bits") << "827d" << true;
    QTest::newRow("0 in 16 bits") << "827e 0000" << false;
    QTest::newRow("125 in 16 bits") << "827e 007d" << false;
    QTest::newRow("126 in 16 bits") << "827e 007e" << true;
    QTest::newRow("65535 in 16 bits") << "827e ffff" << true;
    QTest::newRow("0 in 64 bits") << "827f 00*8" << false;
    QTest::newRow("126 in 64 bits") << "827f 00*7 7e" << false;
    QTest::newRow("65535 in 64 bits") << "827f 00*6 ffff" << false;
    QTest::newRow("65536 in 64 bits") << "827f 00*5 010000" << true;
    QTest::newRow("2^64 - 1 in 64 bits") << "827f ff*8" << true;
}

void TestFrameHeader::minimal()
{
    QFETCH(QString, picture);
    QTEST(parseFrameHeader(bytesOf(picture.toStdString()))->lengthIsMinimal(), "minimal");
}

void TestFrameHeader::mostSignificantBit()
{
    QVERIFY(!parseFrameHeader(bytesOf("827e ffff"))->lengthHasMsb());
    QVERIFY(!parseFrameHeader(bytesOf("827f 7f ff*7"))->lengthHasMsb());
    QVERIFY(parseFrameHeader(bytesOf("827f 80 00*7"))->lengthHasMsb());
}

void TestFrameHeader::cutOff_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<FrameHeader>("wanted");

    FrameHeader first = plain(Opcode::Pong, 0);
    first.fin = false;
    first.rsv = FrameHeader::Rsv2;
    first.size = 1;
    QTest::newRow("first byte") << "2a" << first;

    FrameHeader noKey = masked(plain(Opcode::Text, 5), {});
    noKey.size = 2;
    QTest::newRow("no key") << "8185" << noKey;
    noKey.size = 5;
    QTest::newRow("part of the key") << "8185 37fa21" << noKey;

    QTest::newRow("no length") << "827e" << longer(Form16, 2, 0);
    QTest::newRow("part of the length") << "827f 01020304050607" << longer(Form64, 9, 0);
}

void TestFrameHeader::cutOff()
{
    QFETCH(QString, picture);
    QFETCH(FrameHeader, wanted);
    const Bytes bytes = bytesOf(picture.toStdString());
    QVERIFY(!parseFrameHeader(bytes));
    QVERIFY(parseCutHeader(bytes) == wanted);
}

void TestFrameHeader::opcodes()
{
    const std::array<std::string_view, 16> names{
        "continuation", "text",     "binary",   "reserved", "reserved", "reserved",
        "reserved",     "reserved", "close",    "ping",     "pong",     "reserved",
        "reserved",     "reserved", "reserved", "reserved"};
    for (unsigned value = 0; value < 16; ++value) {
        const auto opcode = static_cast<Opcode>(value);
        QCOMPARE(opcodeName(opcode), names[value]);
        QCOMPARE(isReserved(opcode), names[value] == "reserved");
        QCOMPARE(isControl(opcode), value >= 8);
        QCOMPARE(isData(opcode), value <= 2);
    }
}

FRAMESCOPE_TEST(TestFrameHeader)

} // namespace tst_frame_header

#include "tst_frame_header.moc"
