// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"

#include "support/frame_script.h"
#include "support/test_program.h"
#include "timeline/decode/capture.h"
#include "timeline/index/event_record.h"
#include "wire/frames/frame_encoder.h"

namespace tst_gaps {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

// A capture that lacks bytes, as the reader of a foreign file reports it.
class CaptureWithGaps
{
public:
    explicit CaptureWithGaps(std::string_view extensions = {})
    {
        file_ = *recording::File::create(folder_.filePath("bytes").toStdString(), false);
        capture_.setFile(file_);
        const std::string lines =
            extensions.empty() ? std::string()
                               : "Sec-WebSocket-Extensions: " + std::string(extensions) + "\r\n";
        data(Direction::Out, asBytes(requestHead(lines)));
        data(Direction::In, asBytes(responseHead(lines)));
        before_ = timeline_.size();
    }

    void data(Direction direction, ByteView bytes, ConnectionId conn = ConnectionId{1})
    {
        const FileOffset at{*file_->size()};
        QVERIFY(file_->append(bytes));
        capture_.data(conn, direction, now(), bytes, at);
    }
    void in(std::string_view picture) { data(Direction::In, bytesOf(picture)); }
    void gap(std::uint64_t count) { capture_.gap(ConnectionId{1}, Direction::In, now(), count); }
    void end()
    {
        for (const Direction direction : {Direction::In, Direction::Out}) {
            capture_.streamEnded(ConnectionId{1}, direction, now(), recording::StreamEnd::Fin);
        }
        capture_.finish();
    }

    // What came after the opening handshake.
    std::vector<std::string> lines(View view = View::Frames) const
    {
        auto all = linesOf(timeline_, view);
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before_));
        return all;
    }
    Capture& capture() { return capture_; }
    const Timeline& timeline() const { return timeline_; }

private:
    QTemporaryDir folder_;
    std::shared_ptr<recording::File> file_;
    Timeline timeline_;
    Capture capture_{timeline_};
    std::size_t before_ = 0;
};

} // namespace

class GapsTest : public QObject
{
    Q_OBJECT

private slots:
    void insideAPayload()
    {
        CaptureWithGaps capture;
        capture.in("82 08 'ab'");
        capture.gap(3);
        capture.in("'fgh' 81 02 'hi'");
        capture.end();
        compareLines(capture.lines(),
                     linesIn(R"(note 3 bytes that the server sent are missing from the recording
                        <- binary 'abfgh' incomplete
                        <- text 'hi'
                        closed 1006)"));
    }

    // The frame and its message have the number of missing bytes.
    void saysHowManyAreMissing()
    {
        CaptureWithGaps capture;
        capture.in("82 08 'ab'");
        capture.gap(3);
        capture.in("'fgh' 02 04 'ab'");
        capture.gap(1);
        capture.in("'d' 80 04 'e'");
        capture.gap(2);
        capture.in("'h' 89 04 'ab'");
        capture.gap(1);
        capture.in("'d' 82 01 'x' 82 08 'ab'");
        capture.gap(100);
        capture.end();
        std::vector<std::uint64_t> missing;
        for (std::uint32_t i = 0; i < capture.timeline().size(); ++i) {
            const Entry& entry = capture.timeline().entry(EventId{i});
            if (!isLifeCycle(entry.type)) {
                const Detail* detail = capture.timeline().detail(entry);
                missing.push_back(detail ? detail->missing : 0);
            }
        }
        QCOMPARE(missing, (std::vector<std::uint64_t>{3, 1, 2, 3, 1, 0, 6}));
    }

    void insideAMaskedFragment()
    {
        CaptureWithGaps capture;
        capture.in("02 85 00000001 'abcd'");
        capture.gap(1);
        capture.in("80 83 01010101 '```'");
        capture.end();
        compareLines(capture.lines(View::Messages),
                     linesIn(R"(note 1 byte that the server sent is missing from the recording
                        <= binary 'abceaaa' frames=2 incomplete !mask-unexpected
                        closed 1006)"));
    }

    void acrossAFrameBoundary()
    {
        CaptureWithGaps capture;
        capture.in("81 02 'hi' 82 08 'ab'");
        capture.gap(100);
        capture.in("81 02 'hi'");
        capture.end();
        compareLines(capture.lines(), linesIn(
                                          R"(<- text 'hi'
                <- binary 'ab' incomplete
                note 100 bytes that the server sent are missing from the recording; it is not known where the next frame begins
                closed unknown)"));
    }

    // Reading resumes at frames that are certain, and the ending is known.
    void picksUpAgain()
    {
        CaptureWithGaps capture;
        capture.in("81 02 'hi' 82 08 'ab'");
        capture.gap(100);
        capture.in("'rest' 81 05 'hello'");
        capture.in("81 05 'again'");
        capture.in("88 05 03e8 'bye'");
        capture.data(Direction::Out, bytesOf("88 82 00000000 03e8"));
        capture.end();
        compareLines(capture.lines(), linesIn(
                                          R"(<- text 'hi'
                <- binary 'ab' incomplete
                note 100 bytes that the server sent are missing from the recording; it is not known where the next frame begins
                note the frames of the server are told apart again from here on; 4 bytes before them are not
                <- text 'hello'
                <- text 'again'
                <- close 03e8 'bye' code=1000
                -> close 03e8 code=1000
                closed 1000 'bye' clean by server)"));
    }

    // A Close as the last frame is enough; whether a message was open is not known.
    void picksUpAtTheClose()
    {
        CaptureWithGaps capture;
        capture.in("01 02 'hi'");
        capture.gap(100);
        capture.in("80 02 'hi'");
        capture.in("88 02 03e8");
        capture.end();
        compareLines(capture.lines(), linesIn(
                                          R"(<- text 'hi' more
                note 100 bytes that the server sent are missing from the recording; it is not known where the next frame begins
                note the frames of the server are told apart again from here on
                <- continuation 'hi'
                <- close 03e8 code=1000
                closed 1000 by server !close-unanswered)"));
    }

    // Pings, pongs and a Close may be among the missing bytes, so no violation is reported.
    void blamesNobodyForWhatIsMissing()
    {
        CaptureWithGaps capture;
        capture.data(Direction::Out, bytesOf("89 81 00000000 'a'"));
        capture.data(Direction::Out, bytesOf("88 82 00000000 03e8"));
        capture.gap(100);
        capture.end();
        compareLines(capture.lines(), linesIn(
                                          R"(-> ping 'a'
                -> close 03e8 code=1000
                note 100 bytes that the server sent are missing from the recording; it is not known where the next frame begins
                closed unknown)"));
        const auto info = *capture.timeline().connection(ConnectionId{1});
        QVERIFY(!info.closing->code && !info.closing->by);
        QCOMPARE(info.closing->unknown,
                 std::string("100 bytes that the server sent are missing from the recording"));
    }

    // A control frame that lacks bytes is not judged, whichever bytes are missing and whichever
    // side sent it.
    void insideAClose_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<int>("missing");
        QTest::addColumn<QString>("behind");
        QTest::addColumn<QString>("line");
        QTest::newRow("the code") << "88 0d" << 2 << "'bye bye bye'"
                                  << "<- close 'bye bye bye' incomplete";
        QTest::newRow("half the code") << "88 0d 03" << 1 << "'bye bye bye'"
                                       << "<- close 03 'bye bye bye' incomplete";
        QTest::newRow("in the reason") << "88 0d 03e8 'by'" << 4 << "'e bye'"
                                       << "<- close 03e8 'bye bye' incomplete code=1000";
        QTest::newRow("the end") << "88 0d 03e8 'bye b'" << 6 << ""
                                 << "<- close 03e8 'bye b' incomplete code=1000";
    }
    void insideAClose()
    {
        QFETCH(QString, before);
        QFETCH(int, missing);
        QFETCH(QString, behind);
        QFETCH(QString, line);
        for (const bool clientFirst : {false, true}) {
            CaptureWithGaps capture;
            const Bytes ours = bytesOf("88 82 00000000 03e8");
            if (clientFirst) {
                capture.data(Direction::Out, ours);
            }
            capture.in(before.toStdString());
            capture.gap(static_cast<std::uint64_t>(missing));
            capture.in(behind.toStdString());
            if (!clientFirst) {
                capture.data(Direction::Out, ours);
            }
            capture.end();
            const auto lines = capture.lines();
            QCOMPARE(std::ranges::count(lines, line.toStdString()), 1);
            QCOMPARE(lines.back(), std::string("closed unknown"));
            const auto info = *capture.timeline().connection(ConnectionId{1});
            QVERIFY(!info.closing->by && info.closing->tcp.find("inside") == std::string::npos);
            QCOMPARE(QString::fromStdString(info.closing->unknown),
                     (missing == 1 ? QStringLiteral("1 byte of the Close frame of the server is")
                                   : QStringLiteral("%1 bytes of the Close frame of the server are")
                                         .arg(missing)) +
                         QStringLiteral(" missing from the recording"));
        }
    }

    // A frame that lacks bytes may be an answer, or may have been answered.
    void insideAPingOrPong()
    {
        for (const bool ping : {false, true}) {
            CaptureWithGaps capture;
            if (!ping) {
                capture.data(Direction::Out, bytesOf("89 84 00000000 'abcd'"));
            }
            capture.in(ping ? "89 04 'a'" : "8a 04 'a'");
            capture.gap(2);
            capture.in("'d'");
            if (ping) {
                capture.data(Direction::Out, bytesOf("8a 84 00000000 'abcd'"));
            }
            capture.in("88 02 03e8");
            capture.data(Direction::Out, bytesOf("88 82 00000000 03e8"));
            capture.end();
            const auto lines = capture.lines();
            QCOMPARE(std::ranges::count(lines, ping ? "-> pong 'abcd'" : "-> ping 'abcd'"), 1);
            QCOMPARE(lines.back(), std::string("closed 1000 clean by server"));
        }
    }

    // Messages after a gap refer to missing bytes: they are incomplete, not damaged.
    void picksUpCompressedMessages()
    {
        CaptureWithGaps capture("permessage-deflate");
        capture.in("c1 07 f248cdc9c90700 82 7e 0200 'ab'");
        capture.gap(1000);
        capture.in("c1 04 02130000");
        capture.in("c1 07 f248cdc9c90700");
        capture.in("c1 07 f248cdc9c90700 88 02 03e8");
        capture.end();
        const auto lines = capture.lines();
        QCOMPARE(std::ranges::count(lines, "<- text 'Hello' compressed"), 3);
        QVERIFY(std::ranges::none_of(
            lines, [](const std::string& line) { return line.find("!deflate") != line.npos; }));
        StreamReader reader(capture.timeline());
        std::vector<std::string> asTheyCame;
        std::vector<std::string> why;
        for (auto i = static_cast<std::uint32_t>(capture.timeline().size()); i-- > 0;) {
            if (!isLifeCycle(capture.timeline().entry(EventId{i}).type)) {
                const auto record = eventRecord(capture.timeline(), reader, EventId{i},
                                                View::Frames, 100); // backwards as well
                QVERIFY(record.has_value());
                if (record->wirePayload) {
                    asTheyCame.emplace_back(asText(*record->wirePayload));
                    why.push_back(whyNotInflated(record->detail));
                }
            }
        }
        QCOMPARE(asTheyCame, (std::vector{std::string("\x02\x13\0\0", 4)}));
        QCOMPARE(why, std::vector{std::string("bytes before it that it refers to are missing from "
                                              "the recording")});
    }

    // A payload that is inflated up to a reference to missing bytes is incomplete too.
    void inflatedInPart()
    {
        wire::Deflater deflater(15, false);
        const auto message = [&deflater](std::string_view text) {
            const Bytes payload = deflater.compress(asBytes(text));
            Bytes bytes{0xc1, static_cast<std::uint8_t>(payload.size())};
            append(bytes, payload);
            return bytes;
        };
        CaptureWithGaps capture("permessage-deflate");
        capture.data(Direction::In, message("the first message, which others refer to"));
        capture.gap(message("lost").size());
        for (const char* text : {"new; the first message, which others refer to", "fresh: zyx"}) {
            capture.data(Direction::In, message(text));
        }
        capture.in("81 05 'hello'");
        capture.in("81 05 'again'");
        capture.in("88 02 03e8");
        capture.end();
        StreamReader reader(capture.timeline());
        std::vector<bool> whole;
        for (std::uint32_t i = 0; i < capture.timeline().size(); ++i) {
            if (capture.timeline().entry(EventId{i}).has(Entry::Compressed)) {
                const auto record =
                    eventRecord(capture.timeline(), reader, EventId{i}, View::Messages);
                QVERIFY(record && record->detail.violations.empty());
                QCOMPARE(record->wirePayload.has_value(), record->detail.notInflated);
                whole.push_back(!record->wirePayload);
            }
        }
        QCOMPARE(whole, (std::vector{true, false, true}));
    }

    void inACompressedMessage()
    {
        CaptureWithGaps capture("permessage-deflate");
        capture.in("c1 07 f248");
        capture.gap(2);
        capture.in("c90700 c1 07 f248cdc9c90700 c1 03 021100");
        capture.end();
        const auto lines = capture.lines(View::Messages);
        QCOMPARE(lines.size(), 5U);
        QVERIFY(lines[1].starts_with("<= text 'He' compressed incomplete") ||
                lines[1].starts_with("<= text 'H' compressed incomplete"));
        QCOMPARE(lines[2], std::string("<= text 'Hello' compressed"));
    }

    // Gaps of 2^31 bytes between single bytes of a frame of 2^62: each of them costs one step, or
    // this test does not end.
    void largeOnesInAHugeFrame()
    {
        constexpr std::uint64_t Gap = (std::uint64_t{1} << 31) - 1;
        CaptureWithGaps capture;
        capture.in("82 7f 4000000000000000 'a'");
        for (int i = 0; i < 15; ++i) {
            capture.gap(Gap);
            capture.in("'b'");
        }
        capture.end();
        StreamReader reader(capture.timeline());
        const EventId frame{static_cast<std::uint32_t>(capture.timeline().size() - 2)};
        QCOMPARE(*reader.payload(frame), bytesOf("'a' 'b'*15"));
        QCOMPARE(*reader.payload(frame, 14), bytesOf("'bb'"));
        QCOMPARE(*reader.wireBytes(frame), bytesOf("827f4000000000000000 'a' 'b'*15"));
    }

    // The same for a compressed frame.
    void largeOnesInACompressedFrame()
    {
        constexpr std::uint64_t Gap = (std::uint64_t{1} << 31) - 1;
        CaptureWithGaps capture("permessage-deflate");
        capture.in("c1 7f 4000000000000000 f248");
        for (int i = 0; i < 15; ++i) {
            capture.gap(Gap);
            capture.in("'b'");
        }
        capture.end();
        StreamReader reader(capture.timeline());
        const EventId frame{static_cast<std::uint32_t>(capture.timeline().size() - 2)};
        QVERIFY(reader.payload(frame).has_value());
    }

    void inTheHandshake()
    {
        CaptureWithGaps capture;
        Capture& sink = capture.capture();
        const ConnectionId second{2};
        sink.connectionSeen(second, now());
        sink.gap(second, Direction::Out, now(), 10);
        sink.data(second, Direction::Out, now(), asBytes("host: x\r\n\r\n"), FileOffset{0});
        sink.streamEnded(second, Direction::In, now(), recording::StreamEnd::Reset);
        compareLines(capture.lines(), linesIn(R"(connected
                note 10 bytes that the client sent are missing from the recording
                error http: parts of the request are missing from the recording
                error tcp: the connection was reset by the server
                closed unknown)"));
    }

    /// A gap inside bodies of known length does not affect the bytes after them.
    void inBodiesBeforeTheUpgrade()
    {
        CaptureWithGaps capture;
        Capture& sink = capture.capture();
        const ConnectionId second{2};
        const auto send = [&](Direction direction, std::string_view text) {
            capture.data(direction, asBytes(text), second);
        };
        sink.connectionSeen(second, now());
        send(Direction::Out, "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
        sink.gap(second, Direction::Out, now(), 5);
        send(Direction::Out, "yz");
        send(Direction::In, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        sink.gap(second, Direction::In, now(), 10);
        send(Direction::Out, requestHead());
        send(Direction::In, responseHead());
        send(Direction::In, "\x81\x02hi");
        sink.streamEnded(second, Direction::In, now(), recording::StreamEnd::Reset);
        compareLines(capture.lines(), linesIn(R"(connected
                request POST /a
                note 5 bytes that the client sent are missing from the recording
                response 200 OK
                note 10 bytes that the server sent are missing from the recording
                request GET /chat
                response 101 Switching Protocols
                open
                <- text 'hi'
                error tcp: the connection was reset by the server
                closed 1006)"));
    }

    void moreThanAnEntryCanPointAt()
    {
        CaptureWithGaps capture;
        capture.in("82 7f 7fffffffffffffff 'x'");
        capture.gap(std::uint64_t{1} << 44);
        capture.in("'more'");
        capture.end();
        compareLines(capture.lines(),
                     linesIn(R"(note more than 16 TiB in one direction: the rest is left out
                        <- binary 'x' incomplete !frame-truncated
                        closed 1006)"));
    }

    void tooManyConnections()
    {
        Timeline timeline;
        Capture capture(timeline);
        const ConnectionId beyond{1U << 20};
        capture.connectionSeen(beyond, now());
        capture.data(beyond, Direction::In, now(), asBytes("x"), FileOffset{0});
        compareLines(
            linesOf(timeline, View::Messages),
            linesIn("error recording: more than 1048575 connections: the rest is left out"));
        QCOMPARE(timeline.connectionCount(), 0U);
    }
};

FRAMESCOPE_TEST(GapsTest)

} // namespace tst_gaps

#include "tst_gaps.moc"
