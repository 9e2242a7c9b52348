// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "tap/client/incoming_reframer.h"
#include "wire/deflate.h"
#include "wire/frames/frame_encoder.h"

#include <QtTest>

namespace tst_incoming_reframer {

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
    void strictAtTheHeader_data();
    void strictAtTheHeader();
    void closeReplies_data();
    void closeReplies();
    void nobodyWantsThem();
    void messageThatIsTooLong();
    void messageOfTooManyFrames();
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
    QCOMPARE(controlsOf(reframer), QStringLiteral("close 03e8")); // the answer to ours
    QVERIFY(reframer.failure());
    QCOMPARE(reframer.failure()->code, std::uint16_t{1007});

    IncomingReframer other(true);
    play(other, bytesOf("81 81 00000000 'x'"), 100);
    QCOMPARE(other.failure()->code, std::uint16_t{1002});
}

void TestIncomingReframer::strictAtTheHeader_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<int>("code");
    QTest::newRow("most significant bit of the length") << "82 7f 8000000000000000" << 1002;
    QTest::newRow("length in 16 bits") << "82 7e 0005" << 1002;
    QTest::newRow("length in 64 bits") << "82 7f 0000000000000100" << 1002;
    QTest::newRow("masked") << "81 85 01020304" << 1002;
    QTest::newRow("RSV1") << "c1 05" << 1002;
    QTest::newRow("RSV2") << "a1 05" << 1002;
    QTest::newRow("reserved opcode") << "83 05" << 1002;
    QTest::newRow("reserved control opcode") << "8b 05" << 1002;
    QTest::newRow("long ping") << "89 7e 007e" << 1002;
    QTest::newRow("long close") << "88 7e 007e" << 1002;
    QTest::newRow("fragmented ping") << "09 05" << 1002;
    QTest::newRow("fragmented close") << "08 05" << 1002;
    QTest::newRow("continuation of nothing") << "80 05" << 1002;
    QTest::newRow("message inside another") << "01 01 'a' 81 05" << 1002;
    QTest::newRow("too long") << "82 7f 0000000010000001" << 1009;
    QTest::newRow("too long in fragments") << "01 01 'a' 00 7f 0000000010000000" << 1009;
    QTest::newRow("the longest") << "82 7f 0000000010000000" << 0;
    QTest::newRow("after a Close") << "88 00 c1 05" << 0;
}

/// Nothing of the payload has to come.
void TestIncomingReframer::strictAtTheHeader()
{
    QFETCH(QString, header);
    QFETCH(int, code);
    IncomingReframer reframer(true);
    wire::FrameStream stream({});
    stream.feed(bytesOf(header.toStdString()), reframer);
    QCOMPARE(reframer.failure() ? int{reframer.failure()->code} : 0, code);
}

void TestIncomingReframer::closeReplies_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QString>("answered");
    const QString reasonOf124 = QStringLiteral("03e8 ") + QString(2 * 124, QLatin1Char('4'));
    QTest::newRow("no code") << "88 00"
                             << "''";
    QTest::newRow("one byte") << "88 01 03"
                              << "03ea";
    QTest::newRow("1000 and a reason") << "88 05 03e8 'bye'"
                                       << "03e8";
    QTest::newRow("1012") << "88 02 03f4"
                          << "03f4";
    QTest::newRow("4999") << "88 02 1387"
                          << "1387";
    for (const char* code : {"0000", "03e7", "03ec", "03ed", "03ee", "03f7", "0bb7", "1388"}) {
        QTest::addRow("%s", code) << QStringLiteral("88 02 %1").arg(QLatin1String(code)) << "03ea";
    }
    QTest::newRow("a reason that is no text") << "88 03 03e8 ff"
                                              << "03ef";
    QTest::newRow("a reason that ends inside a character") << "88 03 03e8 c3"
                                                           << "03ef";
    QTest::newRow("126 bytes") << "88 7e 007e " + reasonOf124 << "03ea";
    QTest::newRow("in fragments") << "08 02 03e8 80 03 'bye'"
                                  << "03ea";
    QTest::newRow("masked") << "88 82 00000000 03e8"
                            << "03ea";
    QTest::newRow("reserved bit") << "98 02 03e8"
                                  << "03ea";
    QTest::newRow("data behind it") << "88 02 03e8 81 01 'x'"
                                    << "03e8";
}

/// In both modes; a strict endpoint fails the connection with the same code.
void TestIncomingReframer::closeReplies()
{
    QFETCH(QString, frame);
    QFETCH(QString, answered);
    const Bytes bytes = bytesOf(frame.toStdString());
    IncomingReframer tolerant;
    play(tolerant, bytes, bytes.size());
    QCOMPARE(tolerant.controls().size(), 1u);
    QCOMPARE(QString::fromStdString(pictureOf(tolerant.controls()[0].closeReply())), answered);
    IncomingReframer strict(true);
    play(strict, bytes, bytes.size());
    QCOMPARE(strict.controls().size(), 1u);
    QCOMPARE(QString::fromStdString(pictureOf(strict.controls()[0].closeReply())), answered);
    QCOMPARE(strict.controls()[0].failureCode.has_value(), strict.failure().has_value());
    QVERIFY(!strict.failure() || strict.failure()->code == *strict.controls()[0].failureCode);
}

void TestIncomingReframer::nobodyWantsThem()
{
    IncomingReframer reframer;
    wire::FrameStream stream({});
    const auto outputFor = [&](const Bytes& bytes) {
        stream.feed(bytes, reframer);
        const QString picture = QString::fromStdString(pictureOf(reframer.output()));
        reframer.taken();
        return picture;
    };
    reframer.setWanted(false);
    QCOMPARE(outputFor(bytesOf("81 01 'a' 01 01 'b'")), QStringLiteral("''"));
    const Bytes megabyte(std::size_t{1} << 20, 'x');
    QCOMPARE(outputFor(serverFrame(wire::Opcode::Continuation, megabyte, false)),
             QStringLiteral("''"));
    reframer.setWanted(true);
    QCOMPARE(outputFor(bytesOf("00 01 'c' 80 01 'd' 89 00")), QStringLiteral("''"));
    QCOMPARE(controlsOf(reframer), QStringLiteral("ping ''"));
    QCOMPARE(outputFor(bytesOf("01 01 'e'")), QStringLiteral("''"));
    reframer.setWanted(false);
    QCOMPARE(outputFor(bytesOf("80 01 'f' 81 01 'g'")),
             QString::fromStdString(pictureOf(bytesOf("81 02 'ef'"))));
    QVERIFY(reframer.leftOut().empty());
}

/// The header tells: nothing of it is handed on, and what comes after it is.
void TestIncomingReframer::messageThatIsTooLong()
{
    IncomingReframer reframer;
    wire::FrameStream stream({});
    stream.feed(bytesOf("82 7f 0000000010000001"), reframer);
    QCOMPARE(reframer.leftOut().size(), 1u);
    const Bytes megabyte(std::size_t{1} << 20, 'x');
    for (int i = 0; i < 256; ++i) {
        stream.feed(megabyte, reframer);
        QVERIFY(reframer.output().empty());
    }
    stream.feed(bytesOf("'x' 81 01 'a'"), reframer);
    QCOMPARE(pictureOf(reframer.output()), pictureOf(bytesOf("81 01 'a'")));
    QCOMPARE(reframer.leftOut().size(), 1u);
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

/// Frames without content take memory, too.
void TestIncomingReframer::messageOfTooManyFrames()
{
    const auto failureAfter = [](std::uint64_t largest, std::size_t continuations) {
        IncomingReframer reframer;
        reframer.setLargest(largest);
        wire::FrameStream stream({Direction::In, {}, {}});
        Bytes bytes = bytesOf("01 00");
        for (std::size_t i = 0; i < continuations; ++i) {
            append(bytes, bytesOf("00 00"));
        }
        stream.feed(bytes, reframer);
        return QString::fromStdString(reframer.failure() ? reframer.failure()->text : "");
    };
    QCOMPARE(failureAfter(0, 5000), QString());
    QCOMPARE(failureAfter(4, 1023), QString());
    QCOMPARE(failureAfter(4, 1024), QStringLiteral("a message has more than 1024 frames, the most "
                                                   "that are taken of one of at most 4 bytes"));
    QCOMPARE(failureAfter(5000, 4999), QString());
    QVERIFY(!failureAfter(5000, 5000).isEmpty());
}

FRAMESCOPE_TEST(TestIncomingReframer)

} // namespace tst_incoming_reframer

#include "tst_incoming_reframer.moc"
