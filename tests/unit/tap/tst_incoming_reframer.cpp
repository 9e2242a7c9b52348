// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "tap/incoming_reframer.h"
#include "wire/deflate.h"
#include "wire/frame_encoder.h"

#include <QtTest>

using namespace framescope;
using namespace framescope::tap;
using framescope::test::bytesOf;
using framescope::test::pictureOf;

namespace {

/// Feeds a server's bytes in pieces of `step` and gives back all that came out.
Bytes play(IncomingReframer& reframer, ByteView bytes, std::size_t step,
           const std::optional<wire::DeflateParameters>& deflate = {})
{
    wire::FrameStream::Options options;
    options.deflate = deflate;
    wire::FrameStream stream(options);
    Bytes output;
    while (!bytes.empty()) {
        const ByteView piece = bytes.first(std::min(step, bytes.size()));
        stream.feed(piece, reframer);
        append(output, reframer.output());
        reframer.taken();
        bytes = bytes.subspan(piece.size());
    }
    stream.end(reframer);
    append(output, reframer.output());
    return output;
}

QString controlsOf(IncomingReframer& reframer)
{
    QStringList texts;
    for (const auto& control : reframer.controls()) {
        texts.append(QString::fromStdString(std::string(wire::opcodeName(control.opcode)) + " " +
                                            pictureOf(control.payload)));
    }
    return texts.join(QStringLiteral(", "));
}

Bytes serverFrame(wire::Opcode opcode, ByteView payload, bool fin = true)
{
    wire::FrameSpec spec;
    spec.fin = fin;
    spec.opcode = opcode;
    return wire::encodeFrame(spec, payload);
}

} // namespace

class TestIncomingReframer : public QObject
{
    Q_OBJECT

private slots:
    void frames_data();
    void frames();
    void compressed();
    void strict();
    void largeMessageComesInWholeFragments();
    void largeTextThatTurnsBad();
    void largeMessageThatIsCutOff();
};

/// What the server sends, what QWebSocket gets, and what the tap is to act on.
void TestIncomingReframer::frames_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("out");
    QTest::addColumn<QString>("controls");

    QTest::newRow("text") << "81 02 'hi'"
                          << "81 02 'hi'"
                          << "";
    QTest::newRow("empty") << "81 00 82 00"
                           << "81 00 82 00"
                           << "";
    QTest::newRow("long form") << "82 7e 00 01 'x'"
                               << "82 01 'x'"
                               << "";
    QTest::newRow("masked") << "81 82 00 00 00 00 'hi'"
                            << "81 02 'hi'"
                            << "";
    QTest::newRow("fragments") << "01 02 'he' 89 01 'p' 00 02 'll' 80 01 'o'"
                               << "81 05 'hello'"
                               << "ping 'p'";
    QTest::newRow("ping, pong, close") << "89 00 8a 01 'x' 88 02 03e8"
                                       << ""
                                       << "ping '', close 03e8";
    QTest::newRow("nothing after close") << "81 01 'a' 88 00 81 01 'b' 89 00 88 00"
                                         << "81 01 'a'"
                                         << "close ''";
    QTest::newRow("reserved opcodes") << "83 01 'x' 8b 01 'y' 81 01 'a'"
                                      << "81 01 'a'"
                                      << "";
    QTest::newRow("reserved bit") << "a1 01 'x' 81 01 'a'"
                                  << "81 01 'a'"
                                  << "";
    QTest::newRow("reserved bit in a fragment") << "01 01 'x' a0 01 'y' 81 01 'a'"
                                                << "81 01 'a'"
                                                << "";
    QTest::newRow("not UTF-8") << "81 02 c328 81 01 'a'"
                               << "81 01 'a'"
                               << "";
    QTest::newRow("not UTF-8, but binary") << "82 02 c328"
                                           << "82 02 c328"
                                           << "";
    QTest::newRow("split character") << "01 01 c3 80 01 a9"
                                     << "81 02 c3a9"
                                     << "";
    QTest::newRow("interleaved") << "01 01 'x' 81 01 'a' 80 01 'y' 81 01 'b'"
                                 << "81 01 'a' 81 01 'b'"
                                 << "";
    QTest::newRow("orphan") << "80 01 'x' 81 01 'a'"
                            << "81 01 'a'"
                            << "";
    QTest::newRow("cut off") << "81 01 'a' 81 05 'hel'"
                             << "81 01 'a'"
                             << "";
    QTest::newRow("cut off close") << "88 05 03e8"
                                   << ""
                                   << "";
}

void TestIncomingReframer::frames()
{
    QFETCH(QString, in);
    QFETCH(QString, out);
    QFETCH(QString, controls);
    const Bytes bytes = bytesOf(in.toStdString());
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        IncomingReframer reframer;
        QCOMPARE(pictureOf(play(reframer, bytes, step)), pictureOf(bytesOf(out.toStdString())));
        QCOMPARE(controlsOf(reframer), controls);
    }
}

void TestIncomingReframer::compressed()
{
    const wire::DeflateParameters parameters;
    wire::Deflater deflater(15, false);
    wire::FrameSpec spec;
    spec.rsv = wire::FrameHeader::Rsv1;
    Bytes bytes;
    for (int i = 0; i < 3; ++i) {
        wire::appendFrame(bytes, spec, deflater.compress(asBytes("hello hello hello")));
    }
    append(bytes, bytesOf("c1 03 ffffff 81 01 'a'"));
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
        IncomingReframer reframer;
        QCOMPARE(pictureOf(play(reframer, bytes, step, parameters)),
                 pictureOf(bytesOf("81 11 'hello hello hello' 81 11 'hello hello hello' "
                                   "81 11 'hello hello hello' 81 01 'a'")));
    }
}

void TestIncomingReframer::strict()
{
    const Bytes bytes = bytesOf("81 01 'a' 81 02 c328 81 01 'b' 88 02 03e8");
    IncomingReframer reframer(true);
    QCOMPARE(pictureOf(play(reframer, bytes, bytes.size())), pictureOf(bytesOf("81 01 'a'")));
    QCOMPARE(controlsOf(reframer), QString());
    QVERIFY(reframer.failure());
    QCOMPARE(reframer.failure()->code, std::uint16_t{1007});

    IncomingReframer other(true);
    play(other, bytesOf("81 81 00000000 'x'"), 100);
    QCOMPARE(other.failure()->code, std::uint16_t{1002});
}

/// QWebSocket gives up on a frame that pauses for 5 s: it never gets half of one.
void TestIncomingReframer::largeMessageComesInWholeFragments()
{
    Bytes text;
    while (text.size() < 5'000'000) {
        append(text, asBytes("täglich "));
    }
    const Bytes bytes = serverFrame(wire::Opcode::Text, text);
    wire::FrameStream stream({});
    IncomingReframer reframer;
    test::FrameTranscript transcript(Direction::In);
    wire::FrameStream client({});
    int fragments = 0;
    for (ByteView rest = bytes; !rest.empty();) {
        const ByteView piece = rest.first(std::min<std::size_t>(rest.size(), 100'001));
        stream.feed(piece, reframer);
        client.feed(reframer.output(), transcript);
        QVERIFY(!client.midFrame());
        QVERIFY(reframer.output().size() < 2 * IncomingReframer::FragmentSize);
        fragments += reframer.output().empty() ? 0 : 1;
        reframer.taken();
        rest = rest.subspan(piece.size());
    }
    QCOMPARE(fragments, 5);
    const std::string last = transcript.lines().back();
    QVERIFY2(last.find("frames=5") != std::string::npos, last.c_str());
    QVERIFY2(last.find('!') == std::string::npos, last.c_str());
}

void TestIncomingReframer::largeTextThatTurnsBad()
{
    Bytes text(3 * IncomingReframer::FragmentSize, 'x');
    text[2 * IncomingReframer::FragmentSize + 5] = 0xFF;
    text.push_back(0xC3);
    IncomingReframer reframer;
    const Bytes output = play(reframer, serverFrame(wire::Opcode::Text, text), 65'536);
    test::FrameTranscript transcript(Direction::In);
    wire::FrameStream client({});
    client.feed(output, transcript);
    QVERIFY(!client.midFrame() && !client.midMessage());
    const std::string& last = transcript.lines().back();
    QVERIFY2(last.find("utf8-invalid") == std::string::npos, last.c_str());
    QVERIFY(std::ranges::search(output, bytesOf("efbfbd")).begin() != output.end());
}

/// A fragment that was handed on is followed by an end, so that the next message is understood.
void TestIncomingReframer::largeMessageThatIsCutOff()
{
    const Bytes half(IncomingReframer::FragmentSize, 'x');
    Bytes bytes = serverFrame(wire::Opcode::Binary, half, false);
    append(bytes, bytesOf("81 01 'a'"));
    IncomingReframer reframer;
    const Bytes output = play(reframer, bytes, 65'536);
    test::FrameTranscript transcript(Direction::In);
    wire::FrameStream client({});
    client.feed(output, transcript);
    QCOMPARE(transcript.lines().back(), std::string("<- message @1048588 text 'a'"));
}

QTEST_APPLESS_MAIN(TestIncomingReframer)
#include "tst_incoming_reframer.moc"
