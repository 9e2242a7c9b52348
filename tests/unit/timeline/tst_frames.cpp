// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"

#include "support/frame_script.h"
#include "support/test_program.h"

namespace tst_frames {

using namespace framescope;
using namespace framescope::test;

namespace {

const char* const Opening = R"(connecting ws://example.com/chat
    tcp
    -> request deflate
    <- 101 deflate
)";
const char* const Opened = R"(connecting ws://example.com/chat
    connected
    request GET /chat
    response 101 Switching Protocols
    open extensions=permessage-deflate
)";

// What follows the opening handshake, frame by frame.
const ScriptRow FrameRows[] = {
    {"one frame is one row",
     R"(-> text Hello
        <- binary abc
        <- text)",
     R"(-> text 'Hello'
        <- binary 'abc'
        <- text '')"},
    {"fragments with a control frame between",
     R"(<- more text one
        <- ping x
        <- more rest two
        -> pong x
        <- rest three)",
     R"(<- text 'one' more
        <- ping 'x'
        <- continuation 'two' more
        -> pong 'x' answered=2ms to 7
        <- continuation 'three')"},
    {"compressed fragments say what they inflate to",
     R"(<- raw 41 03 f248cd
        <- raw 80 04 c9c90700)",
     R"(<- text 'He' more compressed
        <- continuation 'llo' compressed)"},
    {"violations",
     R"(<- raw 81 82 00000000 'hi'
        -> raw 81 02 'hi'
        <- raw 83 01 'x'
        <- raw 8b 00
        <- raw 80 01 'y'
        <- raw a1 01 'z'
        <- raw 81 7e 0001 'm'
        <- raw 81 01 ff
        <- raw c1 02 ffff)",
     R"(<- text 'hi' !mask-unexpected
        -> text 'hi' !mask-missing
        <- reserved 'x' !opcode-reserved
        <- reserved '' !opcode-reserved
        <- continuation 'y' !continuation-unexpected
        <- text 'z' !rsv-set
        <- text 'm' !length-not-minimal
        <- text ff nottext !utf8-invalid
        <- text '' compressed !deflate-invalid)"},
    {"what is wrong with a message stands on the frame where it shows",
     R"(<- more text ab
        <- raw 80 02 'c' ff
        <- more text a
        <- raw 80 02 e282
        <- raw 41 00
        <- raw 00 02 06ff
        <- raw 80 00)",
     R"(<- text 'ab' more
        <- continuation 'c' ff !utf8-invalid
        <- text 'a' more
        <- continuation e282 !utf8-invalid
        <- text '' more compressed
        <- continuation '' more compressed !deflate-invalid
        <- continuation '' compressed)"},
    {"a message cuts in",
     R"(<- more text one
        <- text two
        <- rest three)",
     R"(<- text 'one' more
        <- text 'two' !message-interleaved
        <- continuation 'three' !continuation-unexpected)"},
    {"pongs",
     R"(<- pong early
        -> ping a
        -> ping b
        <- pong other
        wait 10
        <- pong a
        <- pong b
        <- pong b)",
     R"(<- pong 'early' !pong-unsolicited
        -> ping 'a'
        -> ping 'b'
        <- pong 'other' !pong-payload-differs
        <- pong 'a' rtt=14ms to 7
        <- pong 'b' rtt=14ms to 8
        <- pong 'b' !pong-unsolicited)"},
    {"pings with the same payload are answered in order",
     R"(-> ping
        -> ping
        <- pong
        <- pong)",
     R"(-> ping ''
        -> ping ''
        <- pong '' rtt=2ms to 6
        <- pong '' rtt=2ms to 7)"},
    {"a pong answers the other side only",
     R"(-> ping a
        -> pong a)",
     R"(-> ping 'a'
        -> pong 'a' !pong-unsolicited)"},
};

// The same and more, as messages.
const ScriptRow MessageRows[] = {
    {"fragments with a control frame between",
     R"(<- more text one
        <- ping x
        <- more rest two
        <- rest three)",
     R"(<- ping 'x'
        <= text 'onetwothree' frames=3)"},
    {"messages of both sides interleave",
     R"(<- more text a
        -> more binary 1
        <- rest b
        -> rest 2)",
     R"(<= text 'ab' frames=2
        => binary '12' frames=2)"},
    {"compressed, fragmented",
     R"(<- raw 41 03 f248cd
        <- raw 80 04 c9c90700
        <- text plain)",
     R"(<= text 'Hello' frames=2 compressed
        <= text 'plain')"},
    {"a message cuts in: the first is incomplete",
     R"(<- more text one
        <- text two)",
     R"(<= text 'one' frames=1 incomplete
        <= text 'two' !message-interleaved)"},
    {"what belongs to no message is shown all the same",
     R"(<- raw 83 01 'x'
        <- raw 80 01 'y')",
     R"(<- reserved 'x' !opcode-reserved
        <- continuation 'y' !continuation-unexpected)"},
    {"a message has the violations of its frames, each rule once",
     R"(-> raw 01 01 ff
        -> raw 80 01 'b'
        <- more text a
        <- raw 80 81 00000000 'b')",
     R"(=> text ff 'b' frames=2 nottext !mask-missing !utf8-invalid
        <= text 'ab' frames=2 !mask-unexpected)"},
    {"empty fragments",
     R"(<- more text
        <- more rest
        <- rest)",
     R"(<= text '' frames=3)"},
    {"context takeover, both ways",
     R"(<- deflated text Hello Hello
        -> deflated text Hello Hello
        <- deflated text Hello Hello
        -> deflated text Hello Hello)",
     R"(<= text 'Hello Hello' compressed
        => text 'Hello Hello' compressed
        <= text 'Hello Hello' compressed
        => text 'Hello Hello' compressed)"},
    {"after damage the window is empty",
     R"(<- deflated text Hello Hello
        <- raw c1 03 ff ff ff
        <- raw c1 07 f248cdc9c90700
        <- deflated text Hello Hello)",
     R"(<= text 'Hello Hello' compressed
        <= text '' compressed !deflate-invalid
        <= text 'Hello' compressed
        <= text 'H' compressed !deflate-invalid)"},
};

} // namespace

class FramesTest : public QObject
{
    Q_OBJECT

private slots:
    void frames_data() { addRows(FrameRows); }
    void frames()
    {
        QFETCH(QString, script);
        QFETCH(QString, lines);
        checkScript(Opening + script.toStdString(), Opened + lines.toStdString(),
                    timeline::View::Frames);
    }

    void messages_data() { addRows(MessageRows); }
    void messages()
    {
        QFETCH(QString, script);
        QFETCH(QString, lines);
        checkScript(Opening + script.toStdString(), Opened + lines.toStdString(),
                    timeline::View::Messages);
    }

    void statistics()
    {
        CaptureScript capture;
        capture.play(Opening);
        const auto before = capture.timeline().statistics();
        capture.play(R"(-> text Hello
                        <- more text a
                        -> ping p
                        wait 3
                        <- pong p
                        <- rest b
                        <- raw 81 01 ff)");
        const auto after = capture.timeline().statistics();
        const auto& in = after.direction[indexOf(Direction::In)];
        const auto& out = after.direction[indexOf(Direction::Out)];
        QCOMPARE(in.frames, 4U);
        QCOMPARE(in.messages, 2U);
        QCOMPARE(in.payloadBytes, 4U);
        QCOMPARE(in.length, 3U);
        QCOMPARE(in.wireBytes - before.direction[indexOf(Direction::In)].wireBytes, 12U);
        QCOMPARE(out.frames, 2U);
        QCOMPARE(out.messages, 1U);
        QCOMPARE(out.payloadBytes, 6U);
        QVERIFY((after.framesOfType == std::array<std::uint64_t, 7>{1, 3, 0, 1, 1, 0, 0}));
        QCOMPARE(after.violations, 1U);
        capture.play("<- raw 01 01 ff\n<- rest b");
        QCOMPARE(capture.timeline().statistics().violations, 2U); // on its frame, counted once
        QCOMPARE(after.roundTrips, 1U);
        QCOMPARE(after.lastRoundTrip->count(), 5'000'000);
        QVERIFY(!before.lastRoundTrip);
    }

    void wireBytesAndStream()
    {
        CaptureScript capture;
        capture.play(Opening);
        capture.play("-> text Hello");
        timeline::StreamReader reader(capture.timeline());
        const EventId last{static_cast<std::uint32_t>(capture.timeline().size() - 1)};
        QCOMPARE(pictureOfResult(reader.wireBytes(last)), std::string("818511 '\"3DYG_(~'"));
        QCOMPARE(reader.wireBytes(last, 2)->size(), 2U);
        QCOMPARE(pictureOfResult(reader.payload(last, 1, 3)), std::string("'ell'"));
        QVERIFY(reader.payload(last, 99)->empty());
        QVERIFY(!reader.payload(EventId{0}));
        QVERIFY(!reader.header(EventId{0}));
        const auto head = reader.stream(ConnectionId{1}, Direction::Out, StreamOffset{0}, 9);
        QCOMPARE(std::string(asText(*head)), std::string("GET /chat"));
        QVERIFY(!reader.stream(ConnectionId{7}, Direction::Out, StreamOffset{0}, 9));
        QVERIFY(reader.stream(ConnectionId{1}, Direction::Out, StreamOffset{1U << 20}, 9)->empty());
    }

private:
    static std::string pictureOfResult(const Result<Bytes>& bytes)
    {
        return bytes ? pictureOf(*bytes) : bytes.error().message();
    }
};

FRAMESCOPE_TEST(FramesTest)

} // namespace tst_frames

#include "tst_frames.moc"
