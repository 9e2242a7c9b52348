// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "timeline/decode/packet_cuts.h"

#include <QtTest>

namespace tst_packet_cuts {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

class NoHandler
{
public:
    void frameBegin(const wire::FrameHeader&, StreamOffset) {}
    void framePayload(ByteView, std::uint64_t) {}
    void frameEnd() {}
};

using Cuts = std::vector<std::size_t>;

} // namespace

class PacketCutsTest : public QObject
{
    Q_OBJECT

private slots:
    void fewFramesAreNotCut()
    {
        const wire::FrameDecoder decoder;
        QCOMPARE(packetCuts(&decoder, bytesOf("'a'*800")), Cuts{});
        QCOMPARE(packetCuts(&decoder, bytesOf("82 7f 0000000000100000 00*100000")), Cuts{});
        QCOMPARE(packetCuts(nullptr, bytesOf("'a'*800")), Cuts{});
    }

    void manyFramesAre()
    {
        const wire::FrameDecoder decoder;
        Bytes frames;
        for (int i = 0; i < 1000; ++i) {
            append(frames, bytesOf("81 01 'x'"));
        }
        QCOMPARE(packetCuts(&decoder, frames), (Cuts{1200, 2400}));
    }

    // The unfinished frame counts, and positions are relative to the current bytes.
    void inTheMiddleOfAFrame()
    {
        wire::FrameDecoder decoder(StreamOffset{5000});
        NoHandler ignore;
        decoder.feed(bytesOf("82 05 'ab'"), ignore);
        Bytes frames = bytesOf("'cde'");
        for (int i = 0; i < 500; ++i) {
            append(frames, bytesOf("8a 00"));
        }
        QCOMPARE(packetCuts(&decoder, frames), Cuts{3 + 399 * 2});
    }

    void whereNothingIsKnownOfFrames()
    {
        QCOMPARE(packetCuts(nullptr, bytesOf("'a'*2000")), (Cuts{800, 1600}));
    }
};

FRAMESCOPE_TEST(PacketCutsTest)

} // namespace tst_packet_cuts

#include "tst_packet_cuts.moc"
