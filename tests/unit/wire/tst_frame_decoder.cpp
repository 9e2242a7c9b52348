// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_decoder.h"

#include <QtTest>

namespace tst_frame_decoder {

using namespace framescope;
using namespace framescope::wire;
using framescope::test::bytesOf;
using framescope::test::pictureOf;

namespace {

/// Writes the reports of a decoder: "[81@0", payload as on the wire, "]".
struct Notes
{
    void frameBegin(const FrameHeader& header, StreamOffset start)
    {
        endPayload();
        text += "[" + std::string(opcodeName(header.opcode)) + "@" + std::to_string(start.value) +
                " " + std::to_string(header.payloadLength) + " ";
    }
    void framePayload(ByteView chunk, std::uint64_t offset)
    {
        gapless = gapless && offset == expectedOffset && !chunk.empty();
        expectedOffset += chunk.size();
        append(payload, chunk);
    }
    void frameEnd()
    {
        endPayload();
        text += "]";
    }
    void endPayload()
    {
        if (!payload.empty()) {
            text += pictureOf(payload);
            payload.clear();
        }
        expectedOffset = 0;
    }

    std::string text;
    Bytes payload;
    std::uint64_t expectedOffset = 0;
    bool gapless = true;
};

} // namespace

class TestFrameDecoder : public QObject
{
    Q_OBJECT

private slots:
    void everySplit_data();
    void everySplit();
    void positions();
    void emptyFeed();
    void hugeLength();
    void skipInside();
    void skipToTheEnd();
    void skipImpossible_data();
    void skipImpossible();
};

void TestFrameDecoder::everySplit_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("notes");
    QTest::addColumn<bool>("midFrame");

    const auto row = [](const char* name, const char* picture, const char* notes, bool midFrame) {
        QTest::newRow(name) << QString(picture) << QString(notes) << midFrame;
    };
    row("nothing", "", "", false);
    row("one frame", "8105 'Hello'", "[text@0 5 'Hello']", false);
    row("empty frames", "8900 8a00 8100", "[ping@0 0 ][pong@2 0 ][text@4 0 ]", false);
    row("empty masked frame at the end", "8105 'Hello' 8980 01020304",
        "[text@0 5 'Hello'][ping@7 0 ]", false);
    row("masked, as on the wire", "8183 01020304 'abc' 8101 'x'", "[text@0 3 'abc'][text@9 1 'x']",
        false);
    row("16 bits", "827e 007e 'a'*126 8900", "[binary@0 126 'a'*126][ping@130 0 ]", false);
    row("64 bits, not minimal", "82ff 00*7 02 00*4 'ab' 8900", "[binary@0 2 'ab'][ping@16 0 ]",
        false);
    row("half a header", "8105 'Hello' 81", "[text@0 5 'Hello']", true);
    row("no mask key", "8185 0102", "", true);
    row("half a payload", "8105 'He'", "[text@0 5 'He'", true);
    row("header alone", "8105", "[text@0 5 ", true);
    row("reserved opcodes", "8301 'a' 0f01 'b'", "[reserved@0 1 'a'][reserved@3 1 'b']", false);
}

/// In one piece, byte by byte, and in every split into three.
void TestFrameDecoder::everySplit()
{
    QFETCH(QString, picture);
    QFETCH(QString, notes);
    QFETCH(bool, midFrame);
    const Bytes bytes = bytesOf(picture.toStdString());
    const auto check = [&](const std::vector<std::size_t>& cuts) {
        FrameDecoder decoder;
        Notes seen;
        std::size_t at = 0;
        for (const std::size_t cut : cuts) {
            decoder.feed(ByteView(bytes).subspan(at, cut - at), seen);
            at = cut;
        }
        decoder.feed(ByteView(bytes).subspan(at), seen);
        seen.endPayload();
        QCOMPARE(QString::fromStdString(seen.text), notes);
        QCOMPARE(decoder.midFrame(), midFrame);
        QVERIFY(seen.gapless);
    };
    std::vector<std::size_t> everywhere;
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        everywhere.push_back(first);
        for (std::size_t second = first; second <= bytes.size(); ++second) {
            check({first, second});
        }
    }
    check(everywhere);
}

void TestFrameDecoder::positions()
{
    FrameDecoder decoder(StreamOffset{1000});
    Notes seen;
    QCOMPARE(decoder.frameStart().value, 1000u);
    decoder.feed(bytesOf("8105 'Hello' 82"), seen);
    QVERIFY(decoder.midFrame());
    QVERIFY(!decoder.currentHeader());
    QCOMPARE(decoder.frameStart().value, 1007u);
    QCOMPARE(pictureOf(decoder.partialHeader()), std::string("82"));
    QVERIFY(decoder.lastHeader().opcode == Opcode::Text);
    decoder.feed(bytesOf("03 'a'"), seen);
    QVERIFY(decoder.currentHeader()->opcode == Opcode::Binary);
    QCOMPARE(decoder.payloadReceived(), 1u);
    QVERIFY(decoder.partialHeader().empty());
    decoder.feed(bytesOf("'bc'"), seen);
    QVERIFY(!decoder.midFrame());
    QVERIFY(!decoder.currentHeader());
    QCOMPARE(decoder.frameStart().value, 1012u);
    QCOMPARE(seen.text, std::string("[text@1000 5 'Hello'][binary@1007 3 'abc']"));
}

void TestFrameDecoder::emptyFeed()
{
    FrameDecoder decoder;
    Notes seen;
    decoder.feed({}, seen);
    QVERIFY(!decoder.midFrame());
    decoder.feed(bytesOf("81"), seen);
    decoder.feed({}, seen);
    decoder.feed(bytesOf("01"), seen);
    decoder.feed({}, seen);
    decoder.feed(bytesOf("'a'"), seen);
    decoder.feed({}, seen);
    QCOMPARE(seen.text, std::string("[text@0 1 'a']"));
}

void TestFrameDecoder::hugeLength()
{
    FrameDecoder decoder;
    Notes seen;
    decoder.feed(bytesOf("827f ff*8"), seen);
    for (int i = 0; i < 100; ++i) {
        decoder.feed(bytesOf("'a'*1000"), seen);
    }
    QVERIFY(decoder.midFrame());
    QCOMPARE(decoder.payloadReceived(), 100000u);
    QVERIFY(decoder.skip((std::uint64_t{1} << 63) + 5));
    decoder.feed(bytesOf("'b'*7"), seen);
    QCOMPARE(decoder.payloadReceived(), (std::uint64_t{1} << 63) + 100012);
    QVERIFY(decoder.midFrame());
}

void TestFrameDecoder::skipInside()
{
    FrameDecoder decoder;
    Notes seen;
    decoder.feed(bytesOf("810a 'abc'"), seen);
    QVERIFY(decoder.skip(4));
    seen.expectedOffset += 4;
    decoder.feed(bytesOf("'hij' 8900"), seen);
    QCOMPARE(seen.text, std::string("[text@0 10 'abchij'][ping@12 0 ]"));
    QVERIFY(seen.gapless);
}

void TestFrameDecoder::skipToTheEnd()
{
    FrameDecoder decoder;
    Notes seen;
    decoder.feed(bytesOf("8105 'abc'"), seen);
    QVERIFY(decoder.skip(2));
    QVERIFY(decoder.midFrame());
    QCOMPARE(decoder.payloadReceived(), 5u);
    decoder.feed(bytesOf("8900"), seen);
    QCOMPARE(seen.text, std::string("[text@0 5 'abc'][ping@7 0 ]"));
}

void TestFrameDecoder::skipImpossible_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<quint64>("count");

    QTest::newRow("at the start") << "" << quint64{1};
    QTest::newRow("between frames") << "8105 'Hello'" << quint64{1};
    QTest::newRow("inside a header") << "81" << quint64{1};
    QTest::newRow("beyond the frame") << "8105 'abc'" << quint64{3};
}

void TestFrameDecoder::skipImpossible()
{
    QFETCH(QString, before);
    QFETCH(quint64, count);
    FrameDecoder decoder;
    Notes seen;
    decoder.feed(bytesOf(before.toStdString()), seen);
    QVERIFY(decoder.skip(0));
    QVERIFY(!decoder.skip(count));
}

FRAMESCOPE_TEST(TestFrameDecoder)

} // namespace tst_frame_decoder

#include "tst_frame_decoder.moc"
