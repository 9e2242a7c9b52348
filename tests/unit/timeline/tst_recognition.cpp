// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"
#include "support/frame_script.h"
#include "support/other_protocols.h"
#include "support/test_program.h"
#include "timeline/decode/capture.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <random>

namespace tst_recognition {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

constexpr ConnectionId Conn{1};

// A capture of one connection without SYN; client and server are swapped if `reversed`.
class LateCapture
{
public:
    explicit LateCapture(bool reversed = false) : reversed_(reversed)
    {
        file_ = *recording::File::create(folder_.filePath("bytes").toStdString(), false);
        capture_.setFile(file_);
        const Endpoint low{*IpAddress::parse("192.0.2.2"), 80};
        const Endpoint high{*IpAddress::parse("192.0.2.1"), 40000};
        capture_.connectionSeen(Conn, time());
        capture_.endpointsKnown(Conn, time(), {high, low, true});
    }

    void data(Direction direction, ByteView bytes)
    {
        const FileOffset at{*file_->size()};
        QVERIFY(file_->append(bytes));
        capture_.data(Conn, told(direction), time(), bytes, at);
    }
    void gap(Direction direction, std::uint64_t count)
    {
        capture_.gap(Conn, told(direction), time(), count);
    }
    void end()
    {
        for (const Direction direction : {Direction::In, Direction::Out}) {
            capture_.streamEnded(Conn, told(direction), time(), recording::StreamEnd::Fin);
        }
        capture_.finish();
    }

    const Timeline& timeline() const { return timeline_; }
    // What follows `connecting` and `connected`.
    std::vector<std::string> lines() const
    {
        auto all = linesOf(timeline_, View::Frames);
        all.erase(all.begin(), all.begin() + 2);
        return all;
    }
    std::size_t frames() const
    {
        std::size_t count = 0;
        for (std::uint32_t i = 0; i < timeline_.size(); ++i) {
            count += isLifeCycle(timeline_.entry(EventId{i}).type) ? 0 : 1;
        }
        return count;
    }

    bool saysRecognised() const
    {
        for (std::uint32_t i = 0; i < timeline_.size(); ++i) {
            const Entry& entry = timeline_.entry(EventId{i});
            const Detail* detail = timeline_.detail(entry);
            const auto* note = detail ? detail->as<NoteDetail>() : nullptr;
            if (note && note->text &&
                note->text->starts_with("a WebSocket, recognised by its frames")) {
                return true;
            }
        }
        return false;
    }
    bool isInOrder() const
    {
        for (std::uint32_t i = 1; i < timeline_.size(); ++i) {
            if (timeline_.entry(EventId{i}).time < timeline_.entry(EventId{i - 1}).time) {
                return false;
            }
        }
        return true;
    }
    ConnectionInfo info() const { return *timeline_.connection(Conn); }
    bool anyViolation() const
    {
        for (std::uint32_t i = 0; i < timeline_.size(); ++i) {
            if (timeline_.entry(EventId{i}).has(Entry::HasViolation)) {
                return true;
            }
        }
        return false;
    }

private:
    Direction told(Direction direction) const
    {
        return reversed_ ? opposite(direction) : direction;
    }
    Timestamp time() { return now_ += std::chrono::milliseconds(1); }

    bool reversed_;
    Timestamp now_{std::chrono::seconds(1'700'000'000)};
    QTemporaryDir folder_;
    std::shared_ptr<recording::File> file_;
    Timeline timeline_;
    Capture capture_{timeline_};
};

// The frames of both sides of a WebSocket, and their segmentation.
struct Shape
{
    const char* name;
    wire::Opcode opcode;
    std::size_t length; // of payloads, about
    bool compressed;
    std::size_t perSegment; // frames
    bool close;
};

constexpr Shape Shapes[] = {
    {"short texts", wire::Opcode::Text, 12, false, 1, true},
    {"texts, several in a segment", wire::Opcode::Text, 40, false, 5, true},
    {"binary", wire::Opcode::Binary, 60, false, 1, true},
    {"binary, several in a segment", wire::Opcode::Binary, 60, false, 7, true},
    {"large binary", wire::Opcode::Binary, 40'000, false, 1, true},
    {"compressed", wire::Opcode::Text, 50, true, 1, true},
    {"texts without an end", wire::Opcode::Text, 20, false, 2, false},
};

class Talker
{
public:
    Talker(const Shape& shape, unsigned seed) : shape_(shape), random_(seed) {}

    Bytes frame(Direction direction)
    {
        wire::FrameSpec spec;
        spec.opcode = shape_.opcode;
        if (direction == Direction::Out) {
            spec.maskKey = wire::MaskKey{byte(), byte(), byte(), byte()};
        }
        Bytes payload(shape_.length + random_() % 8);
        for (auto& each : payload) {
            each = shape_.opcode == wire::Opcode::Text
                       ? static_cast<std::uint8_t>('a' + byte() % 26)
                       : byte();
        }
        if (shape_.compressed) {
            spec.rsv = wire::FrameHeader::Rsv1;
            payload = deflaters_[indexOf(direction)].compress(payload);
        }
        return wire::encodeFrame(spec, payload);
    }
    Bytes close(Direction direction)
    {
        wire::FrameSpec spec;
        spec.opcode = wire::Opcode::Close;
        if (direction == Direction::Out) {
            spec.maskKey = wire::MaskKey{byte(), byte(), byte(), byte()};
        }
        return wire::encodeFrame(spec, wire::closePayload(1000, "bye"));
    }

private:
    std::uint8_t byte() { return static_cast<std::uint8_t>(random_()); }

    const Shape& shape_;
    std::mt19937 random_;
    wire::Deflater deflaters_[2] = {{15, false}, {15, false}};
};

constexpr std::size_t Messages = 21;

// Plays it from `skipped` bytes on in each direction.
void play(LateCapture& capture, const Shape& shape, unsigned seed, std::size_t skipped)
{
    Talker talker(shape, seed);
    std::size_t left[2] = {skipped, skipped};
    for (std::size_t sent = 0; sent < Messages; sent += shape.perSegment) {
        for (const Direction direction : {Direction::Out, Direction::In}) {
            Bytes segment;
            for (std::size_t i = 0; i < shape.perSegment; ++i) {
                append(segment, talker.frame(direction));
            }
            std::size_t& cut = left[indexOf(direction)];
            const std::size_t now = std::min(cut, segment.size());
            cut -= now;
            if (now < segment.size()) {
                capture.data(direction, ByteView(segment).subspan(now));
            }
        }
    }
    if (shape.close) {
        capture.data(Direction::In, talker.close(Direction::In));
        capture.data(Direction::Out, talker.close(Direction::Out));
    }
    capture.end();
}

} // namespace

class RecognitionTest : public QObject
{
    Q_OBJECT

private slots:
    void takesNothingElseForAWebSocket()
    {
        const auto talks = otherProtocols();
        QVERIFY(talks.size() > 400);
        for (const Talk& talk : talks) {
            for (const bool oneSided : {false, true}) {
                LateCapture capture;
                for (const auto& piece : talk.pieces) {
                    if (!oneSided || piece.direction == Direction::Out) {
                        capture.data(piece.direction, piece.bytes);
                    }
                }
                capture.end();
                QVERIFY2(!capture.saysRecognised(), talk.name.c_str());
                QVERIFY2(capture.frames() == 0, talk.name.c_str());
            }
        }
    }

    void recognises_data()
    {
        QTest::addColumn<int>("shape");
        for (int i = 0; i < static_cast<int>(std::size(Shapes)); ++i) {
            QTest::newRow(Shapes[i].name) << i;
        }
    }

    void recognises()
    {
        QFETCH(int, shape);
        const Shape& what = Shapes[shape];
        for (unsigned seed = 0; seed < 8; ++seed) {
            for (const std::size_t skipped : {std::size_t{0}, std::size_t{1}, std::size_t{2},
                                              std::size_t{5}, what.length / 2, what.length}) {
                LateCapture capture(seed % 2 == 1);
                play(capture, what, seed, skipped);
                const std::string context =
                    "seed " + std::to_string(seed) + ", from byte " + std::to_string(skipped);
                QVERIFY2(capture.saysRecognised(), context.c_str());
                // On each side, the frame that was cut may be missing, and another one as a
                // precaution.
                QVERIFY2(capture.frames() + 4 >= 2 * Messages, context.c_str());
                QVERIFY2(capture.frames() <= 2 * (Messages + what.perSegment), context.c_str());
                QVERIFY2(!capture.anyViolation(), context.c_str());
                const ConnectionInfo info = capture.info();
                QCOMPARE(int{info.closing->code.value_or(0)}, what.close ? 1000 : 1006);
                QCOMPARE(info.closing->clean, what.close);
                QVERIFY(info.closing->unknown.empty());
                QCOMPARE(info.endpoints->client.port, seed % 2 == 1 ? 80 : 40000);
            }
        }
    }

    // Packets of only one side: the other side's data, and who closed, are not known.
    void recognisesOneSide()
    {
        for (const Direction side : {Direction::In, Direction::Out}) {
            LateCapture capture;
            Talker talker(Shapes[0], 7);
            for (int i = 0; i < 12; ++i) {
                capture.data(side, talker.frame(side));
            }
            capture.end();
            const auto lines = capture.lines();
            QVERIFY(capture.saysRecognised());
            QCOMPARE(capture.frames(), std::size_t{12});
            QCOMPARE(lines.back(),
                     std::string(side == Direction::In ? "closed 1006" : "closed unknown"));
        }
    }

    // Data that was held back is reported in the order of arrival.
    void keepsTheOrder()
    {
        LateCapture capture;
        capture.data(Direction::In, bytesOf("'d'")); // of a frame that began before
        capture.data(Direction::Out, bytesOf("81 89 00000000 'subscribe'"));
        capture.data(Direction::In, bytesOf("81 06 'accept'"));
        capture.data(Direction::In, bytesOf("81 05 'first'"));
        capture.data(Direction::Out, bytesOf("81 85 00000000 'again'"));
        capture.data(Direction::In, bytesOf("81 06 'second'"));
        capture.data(Direction::Out, bytesOf("88 82 00000000 03e8"));
        capture.data(Direction::In, bytesOf("88 02 03e8"));
        capture.end();
        compareLines(
            capture.lines(),
            linesIn(
                R"(note a WebSocket, recognised by its frames: the opening handshake is not in this recording, or not whole
            note the frames of the server are told apart from here on; 1 byte before them is not
            -> text 'subscribe'
            <- text 'accept'
            <- text 'first'
            -> text 'again'
            <- text 'second'
            -> close 03e8 code=1000
            <- close 03e8 code=1000
            closed 1000 clean by client)"));
    }

    // The same if one side has sent much before the other sends anything.
    void keepsTheOrderOfMany()
    {
        for (const bool reversed : {false, true}) {
            LateCapture capture(reversed);
            Talker talker(Shapes[0], 3);
            for (int i = 0; i < 400; ++i) {
                capture.data(Direction::In, talker.frame(Direction::In));
            }
            for (int i = 0; i < 4; ++i) {
                capture.data(Direction::Out, talker.frame(Direction::Out));
                capture.data(Direction::In, talker.frame(Direction::In));
            }
            capture.end();
            QCOMPARE(capture.frames(), std::size_t{408});
            QVERIFY(capture.isInOrder());
        }
    }

    // The response precedes the request, as in captures of several interfaces.
    void responseBeforeRequest()
    {
        LateCapture capture;
        capture.data(Direction::In, asBytes(responseHead()));
        capture.data(Direction::In, bytesOf("81 02 'hi'"));
        capture.data(Direction::Out, asBytes(requestHead()));
        capture.data(Direction::Out, bytesOf("88 82 00000000 03e8"));
        capture.data(Direction::In, bytesOf("88 02 03e8"));
        capture.end();
        compareLines(capture.lines(), linesIn(R"(request GET /chat
            response 101 Switching Protocols
            open
            <- text 'hi'
            -> close 03e8 code=1000
            <- close 03e8 code=1000
            closed 1000 clean by client)"));
        QCOMPARE(capture.info().closing->tcp,
                 std::string("the server ended TCP (FIN) 1.0 ms after the last byte"));
    }

    void responseAlone()
    {
        LateCapture capture;
        capture.data(Direction::In, asBytes(responseHead()));
        capture.data(Direction::In, bytesOf("81 02 'hi' 88 02 03e8"));
        capture.data(Direction::Out, bytesOf("88 82 00000000 03e8"));
        capture.end();
        compareLines(capture.lines(), linesIn(R"(response 101 Switching Protocols
            note a WebSocket, and what follows are its frames: the request is not in this recording, or not whole
            open
            <- text 'hi'
            <- close 03e8 code=1000
            note the frames of the client are told apart from here on
            -> close 03e8 code=1000
            closed 1000 clean by server)"));
    }

    void gapInTheResponse()
    {
        LateCapture capture;
        capture.data(Direction::Out, asBytes(requestHead()));
        capture.data(Direction::In, asBytes(responseHead()).first(30));
        capture.gap(Direction::In, 40);
        capture.data(Direction::In, asBytes(responseHead()).subspan(70));
        capture.data(Direction::Out, bytesOf("81 82 00000000 'hi'"));
        capture.data(Direction::In, bytesOf("81 05 'hello'"));
        capture.data(Direction::In, bytesOf("88 02 03e8"));
        capture.data(Direction::Out, bytesOf("88 82 00000000 03e8"));
        capture.end();
        const auto lines = capture.lines();
        QCOMPARE(lines.back(), std::string("closed 1000 clean by server"));
        QVERIFY(std::ranges::count(lines, "<- text 'hello'") == 1);
        QVERIFY(std::ranges::count(lines, "-> text 'hi'") == 1);
    }
};

FRAMESCOPE_TEST(RecognitionTest)

} // namespace tst_recognition

#include "tst_recognition.moc"
