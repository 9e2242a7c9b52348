// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_encoder.h"

#include <QSet>
#include <QtTest>

#include <algorithm>

namespace tst_frame_encoder {

using namespace framescope;
using namespace framescope::wire;
using framescope::test::bytesOf;
using framescope::test::pictureOf;

namespace {

constexpr MaskKey Key{0x37, 0xfa, 0x21, 0x3d};

QString toQString(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

class TestFrameEncoder : public QObject
{
    Q_OBJECT

private slots:
    void encode_data();
    void encode();
    void appends();
    void readsBack();
    void randomKeysDiffer();
};

void TestFrameEncoder::encode_data()
{
    QTest::addColumn<FrameSpec>("spec");
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QString>("wire");

    const auto row = [](const char* name, const FrameSpec& spec, const char* payload,
                        const char* wire) {
        QTest::newRow(name) << spec << QString(payload) << QString(wire);
    };
    row("RFC 6455 5.7: Hello", {}, "'Hello'", "8105 'Hello'");
    row("RFC 6455 5.7: masked", {.maskKey = Key}, "'Hello'", "8185 37fa213d 7f9f4d5158");
    row("RFC 6455 5.7: fragment", {.fin = false}, "'Hel'", "0103 'Hel'");
    row("RFC 6455 5.7: continuation", {.opcode = Opcode::Continuation}, "'lo'", "8002 'lo'");
    row("RFC 6455 5.7: ping", {.opcode = Opcode::Ping}, "'Hello'", "8905 'Hello'");
    row("empty", {.opcode = Opcode::Pong}, "", "8a00");
    row("empty, masked", {.opcode = Opcode::Close, .maskKey = Key}, "", "8880 37fa213d");
    row("mask of zeroes", {.maskKey = MaskKey{}}, "'Hello'", "8185 00000000 'Hello'");
    row("125 bytes", {}, "'a'*125", "817d 'a'*125");
    row("126 bytes", {}, "'a'*126", "817e 007e 'a'*126");
    row("65535 bytes", {}, "'a'*65535", "817e ffff 'a'*65535");
    row("65536 bytes", {}, "'a'*65536", "817f 0000000000010000 'a'*65536");

    row("all reserved bits", {.rsv = 7}, "'x'", "f101 'x'");
    row("RSV1", {.rsv = FrameHeader::Rsv1}, "'x'", "c101 'x'");
    row("reserved opcode", {.opcode = static_cast<Opcode>(0xB)}, "'x'", "8b01 'x'");
    row("16 bits, not minimal", {.lengthForm = LengthForm::Bits16}, "'x'", "817e 0001 'x'");
    row("64 bits, not minimal", {.maskKey = MaskKey{}, .lengthForm = LengthForm::Bits64}, "'x'",
        "81ff 0000000000000001 00000000 'x'");
    row("7 bits, too few", {.lengthForm = LengthForm::Bits7}, "'a'*200", "8148 'a'*200");
    row("16 bits, too few", {.lengthForm = LengthForm::Bits16}, "'a'*65537", "817e 0001 'a'*65537");
    row("claims more", {.claimedLength = 10}, "'abc'", "810a 'abc'");
    row("claims less", {.claimedLength = 1}, "'abc'", "8101 'abc'");
    row("claims 2^63", {.claimedLength = std::uint64_t{1} << 63}, "'abc'",
        "817f 8000000000000000 'abc'");
    row("claims 300 in 64 bits", {.lengthForm = LengthForm::Bits64, .claimedLength = 300}, "",
        "817f 000000000000012c");
    row("ping that is too long", {.opcode = Opcode::Ping}, "'a'*126", "897e 007e 'a'*126");
}

void TestFrameEncoder::encode()
{
    QFETCH(FrameSpec, spec);
    QFETCH(QString, payload);
    QFETCH(QString, wire);
    const Bytes frame = encodeFrame(spec, bytesOf(payload.toStdString()));
    QCOMPARE(toQString(pictureOf(frame)), toQString(pictureOf(bytesOf(wire.toStdString()))));
}

void TestFrameEncoder::appends()
{
    Bytes out = bytesOf("'before'");
    appendFrame(out, {.maskKey = Key}, bytesOf("'Hello'"));
    appendFrame(out, {.opcode = Opcode::Ping}, {});
    QCOMPARE(toQString(pictureOf(out)),
             toQString(pictureOf(bytesOf("'before' 8185 37fa213d 7f9f4d5158 8900"))));
}

void TestFrameEncoder::readsBack()
{
    for (const std::size_t size : {0, 1, 125, 126, 127, 65535, 65536, 70000}) {
        const Bytes payload(size, 'p');
        const Bytes frame = encodeFrame({.opcode = Opcode::Binary, .maskKey = Key}, payload);
        const auto header = parseFrameHeader(frame);
        QVERIFY(header);
        QCOMPARE(header->payloadLength, std::uint64_t(size));
        QVERIFY(header->lengthIsMinimal());
        QCOMPARE(frame.size(), header->size + size);
    }
}

void TestFrameEncoder::randomKeysDiffer()
{
    QSet<quint32> keys;
    for (int i = 0; i < 64; ++i) {
        const MaskKey key = randomMaskKey();
        keys.insert(quint32(key[0]) << 24 | quint32(key[1]) << 16 | quint32(key[2]) << 8 | key[3]);
    }
    QVERIFY(keys.size() >= 60);
}

FRAMESCOPE_TEST(TestFrameEncoder)

} // namespace tst_frame_encoder

#include "tst_frame_encoder.moc"
