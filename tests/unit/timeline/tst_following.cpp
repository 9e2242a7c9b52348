// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"
#include "support/frame_script.h"
#include "support/test_program.h"
#include "wire/deflate.h"
#include "wire/frames/frame_encoder.h"

#include <QtTest>

namespace tst_following {

using namespace framescope;
using namespace framescope::test;

namespace {

constexpr std::string_view Opening = R"(connecting ws://example.com/chat
                                        tcp
                                        -> request deflate
                                        <- 101 deflate)";

/// Text, binary in fragments, compressed text, mistakes, and half a frame.
Bytes serverBytes()
{
    Bytes bytes = bytesOf("81 02 'hi' 02 01 'a' 89 01 'p' 80 01 'b' 83 00 81 01 ff");
    wire::Deflater deflater(15, false);
    wire::FrameSpec spec;
    spec.rsv = wire::FrameHeader::Rsv1;
    for (int i = 0; i < 3; ++i) {
        wire::appendFrame(bytes, spec, deflater.compress(asBytes("hello hello")));
    }
    append(bytes, bytesOf("81 05 'hal'"));
    return bytes;
}

/// What the timeline has when the bytes came in pieces of `step` and the server reset.
std::vector<std::string> linesFor(std::size_t step, bool followed)
{
    CaptureScript script;
    script.play(Opening);
    timeline::LiveCapture& live = script.live();
    const ConnectionId conn{1};
    const wire::FrameStream::Options options{
        Direction::In, StreamOffset{live.capture().received(conn, Direction::In)},
        wire::DeflateParameters{}};
    const auto stream = std::make_shared<wire::FrameStream>(options);
    wire::FrameStreamHandler* told =
        followed ? live.capture().follow(conn, Direction::In, stream) : nullptr;
    const Bytes bytes = serverBytes();
    for (ByteView rest = bytes; !rest.empty();) {
        const ByteView piece = rest.first(std::min(step, rest.size()));
        script.send(Direction::In, piece);
        if (told) {
            stream->feed(piece, *told);
        }
        rest = rest.subspan(piece.size());
    }
    script.play(R"(<- rst
                   closed)");
    return linesOf(script.timeline(), timeline::View::Frames);
}

} // namespace

class TestFollowing : public QObject
{
    Q_OBJECT

private slots:
    /// Who decodes the bytes makes no difference to the timeline.
    void asIfItDecodedItself()
    {
        const auto expected = linesFor(serverBytes().size(), false);
        QVERIFY(expected.size() > 15);
        for (const std::size_t step : {std::size_t{1}, std::size_t{9}, serverBytes().size()}) {
            compareLines(linesFor(step, true), expected);
        }
    }

    void nothingToFollow()
    {
        CaptureScript script;
        script.play(R"(connecting ws://example.com/chat
                       tcp
                       -> request)");
        const auto stream = std::make_shared<wire::FrameStream>(wire::FrameStream::Options{});
        timeline::Capture& capture = script.live().capture();
        QVERIFY(!capture.follow(ConnectionId{1}, Direction::In, stream));
        QVERIFY(!capture.follow(ConnectionId{2}, Direction::In, stream));
        QCOMPARE(capture.received(ConnectionId{2}, Direction::In), std::uint64_t{0});
    }
};

FRAMESCOPE_TEST(TestFollowing)

} // namespace tst_following

#include "tst_following.moc"
