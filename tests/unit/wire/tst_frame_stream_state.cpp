// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_frame_stream_state {

using namespace framescope;
using namespace framescope::wire;
using namespace framescope::test;

namespace {

FrameStream::Options optionsFor(Direction direction,
                                std::optional<DeflateParameters> deflate = std::nullopt)
{
    FrameStream::Options options;
    options.direction = direction;
    options.deflate = deflate;
    return options;
}

} // namespace

/// The state of a stream between two feeds, and after bytes that the capture lacks.
class TestFrameStreamState : public QObject
{
    Q_OBJECT

private slots:
    void startOffset();
    void controlPayloadIsBounded();
    void stateBetweenFeeds();
    void endTwice();
    void inflaterState();
    void gapInText();
    void gapUpToTheEndOfAFrame();
    void gapInControlFrame();
    void gapInCompressedMessage();
    void gapWithoutContextTakeover();
    void gapThatLosesBoundaries();
};

void TestFrameStreamState::startOffset()
{
    FrameStream::Options options = optionsFor(Direction::In);
    options.start = StreamOffset{200};
    QCOMPARE(
        joined(playFrames(options, bytesOf("8101 'a' 8900"))),
        joined({"<- frame @200 text 'a'", "<- message @200 text 'a'", "<- frame @203 ping ''"}));
}

void TestFrameStreamState::controlPayloadIsBounded()
{
    const FrameStream::Options options = optionsFor(Direction::In);
    const QString lines = joined(
        {"<- frame @0 ping 'a'*65536 length=70000 wire=70000 !control-too-long(70000 bytes)"});
    const Bytes bytes = bytesOf("897f 0000000000011170 'a'*70000");
    QCOMPARE(joined(playFrames(options, bytes)), lines);
    QCOMPARE(joined(playFrames(options, bytes, {9, 30000, 65540, 65546, 65547, 70001})), lines);
}

void TestFrameStreamState::stateBetweenFeeds()
{
    FrameStream stream(optionsFor(Direction::In));
    FrameTranscript transcript(Direction::In);
    const auto feed = [&](const char* picture) { stream.feed(bytesOf(picture), transcript); };
    QVERIFY(!stream.midFrame() && !stream.midMessage() && !stream.inflater());
    feed("01");
    QVERIFY(stream.midFrame() && !stream.midMessage());
    feed("02 'a'");
    QVERIFY(stream.midFrame() && stream.midMessage());
    feed("'b'");
    QVERIFY(!stream.midFrame() && stream.midMessage());
    feed("8900");
    QVERIFY(!stream.midFrame() && stream.midMessage());
    feed("8000");
    QVERIFY(!stream.midFrame() && !stream.midMessage());
}

void TestFrameStreamState::endTwice()
{
    FrameStream stream(optionsFor(Direction::In));
    FrameTranscript transcript(Direction::In);
    stream.feed(bytesOf("0103 'a'"), transcript);
    stream.end(transcript);
    QCOMPARE(transcript.lines().size(), std::size_t(2));
    stream.end(transcript);
    stream.feed(bytesOf("8101 'a'"), transcript);
    QCOMPARE(transcript.lines().size(), std::size_t(2));
    QVERIFY(!stream.midFrame() && !stream.midMessage());
}

void TestFrameStreamState::inflaterState()
{
    FrameStream stream(optionsFor(Direction::In, DeflateParameters{}));
    FrameTranscript transcript(Direction::In);
    stream.feed(bytesOf("c107 f248cdc9c90700"), transcript);
    QVERIFY(stream.inflater());
    QCOMPARE(pictureOf(stream.inflater()->window()), std::string("'Hello'"));
}

void TestFrameStreamState::gapInText()
{
    FrameStream stream(optionsFor(Direction::Out));
    FrameTranscript transcript(Direction::Out);
    stream.feed(bytesOf("818a 01020304 60606060"), transcript);
    QVERIFY(stream.skip(3));
    stream.feed(bytesOf("656361 8181 00000000 'x'"), transcript);
    stream.end(transcript);
    QCOMPARE(joined(transcript.lines()),
             joined({"-> frame @0 text masked 'abcdabc' incomplete",
                     "-> message @0 text 'abcdabc' incomplete", "-> frame @16 text masked 'x'",
                     "-> message @16 text 'x'"}));
}

void TestFrameStreamState::gapUpToTheEndOfAFrame()
{
    for (const bool more : {true, false}) {
        FrameStream stream(optionsFor(Direction::In));
        FrameTranscript transcript(Direction::In);
        stream.feed(bytesOf("8105 'ab'"), transcript);
        QVERIFY(stream.skip(3));
        if (more) {
            stream.feed(bytesOf("8900"), transcript);
        }
        stream.end(transcript);
        std::vector<std::string> wanted{"<- frame @0 text 'ab' incomplete",
                                        "<- message @0 text 'ab' incomplete"};
        if (more) {
            wanted.push_back("<- frame @7 ping ''");
        }
        QCOMPARE(joined(transcript.lines()), joined(wanted));
    }
}

void TestFrameStreamState::gapInControlFrame()
{
    FrameStream stream(optionsFor(Direction::In));
    FrameTranscript transcript(Direction::In);
    stream.feed(bytesOf("8106 e282"), transcript);
    QVERIFY(stream.skip(1));
    stream.feed(bytesOf("ffffff"), transcript);
    stream.feed(bytesOf("8805 03"), transcript);
    QVERIFY(stream.skip(1));
    stream.feed(bytesOf("'bye'"), transcript);
    stream.end(transcript);
    QCOMPARE(joined(transcript.lines()),
             joined({"<- frame @0 text e282ffffff incomplete",
                     "<- message @0 text e282ffffff incomplete",
                     "<- frame @8 close 03 length=4 wire=4 incomplete"}));
}

/// Later messages refer to unknown data, so it is no violation that they can't be inflated.
void TestFrameStreamState::gapInCompressedMessage()
{
    FrameStream stream(optionsFor(Direction::In, DeflateParameters{}));
    FrameTranscript transcript(Direction::In);
    stream.feed(bytesOf("c107 f248cd"), transcript);
    QVERIFY(stream.skip(2));
    stream.feed(bytesOf("0700 c105 f200110000 c107 f248cdc9c90700"), transcript);
    stream.end(transcript);
    QCOMPARE(joined(transcript.lines()),
             joined({"<- frame @0 text rsv=4 compressed 'He' wire=5 incomplete",
                     "<- message @0 text compressed 'He' wire=5 incomplete",
                     "<- frame @9 text rsv=4 compressed 'H' wire=5",
                     "<- message @9 text compressed 'H' wire=5 incomplete",
                     "<- frame @16 text rsv=4 compressed 'Hello' wire=7",
                     "<- message @16 text compressed 'Hello' wire=7"}));
}

void TestFrameStreamState::gapWithoutContextTakeover()
{
    FrameStream stream(
        optionsFor(Direction::In, DeflateParameters{.serverNoContextTakeover = true}));
    FrameTranscript transcript(Direction::In);
    stream.feed(bytesOf("c107 f248cd"), transcript);
    QVERIFY(stream.skip(2));
    stream.feed(bytesOf("0700 c105 f200110000"), transcript);
    stream.end(transcript);
    QCOMPARE(joined(transcript.lines()),
             joined({"<- frame @0 text rsv=4 compressed 'He' wire=5 incomplete",
                     "<- message @0 text compressed 'He' wire=5 incomplete",
                     "<- frame @9 text rsv=4 compressed 'H' wire=5 "
                     "!deflate-invalid(the compressed data is damaged, inflated so far: 1)",
                     "<- message @9 text compressed 'H' wire=5 "
                     "!deflate-invalid(the compressed data is damaged, inflated so far: 1)"}));
}

void TestFrameStreamState::gapThatLosesBoundaries()
{
    FrameStream stream(optionsFor(Direction::In));
    FrameTranscript transcript(Direction::In);
    stream.feed(bytesOf("0101 'a' 0005 'ab'"), transcript);
    QVERIFY(!stream.skip(4));
    QVERIFY(!stream.skip(1));
    stream.feed(bytesOf("8900"), transcript);
    stream.end(transcript);
    QCOMPARE(joined(transcript.lines()),
             joined({"<- frame @0 text more 'a'", "<- frame @3 continuation more 'ab' incomplete",
                     "<- message @0 text frames=2 'aab' incomplete"}));
}

FRAMESCOPE_TEST(TestFrameStreamState)

} // namespace tst_frame_stream_state

#include "tst_frame_stream_state.moc"
