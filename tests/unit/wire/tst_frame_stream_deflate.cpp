// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame_stream_rows.h"
#include "support/test_program.h"

namespace tst_frame_stream_deflate {

using namespace frame_stream_rows;

class TestFrameStreamDeflate : public QObject
{
    Q_OBJECT

private slots:
    void deflate_data();
    void deflate() { playRow(); }
    void deflateChecks_data();
    void deflateChecks() { playRow(); }
    void inflateLimit_data();
    void inflateLimit() { playRow(); }
};

void TestFrameStreamDeflate::deflate_data()
{
    columns();
    in("RFC 7692 7.2.3.1", Agreed::Deflate)
        .wire("c107 f248cdc9c90700")
        .says("<- frame @0 text rsv=4 compressed 'Hello' wire=7",
              "<- message @0 text compressed 'Hello' wire=7");
    in("RFC 7692 7.2.3.1, fragments", Agreed::Deflate)
        .wire("4103 f248cd 8004 c9c90700")
        .says("<- frame @0 text more rsv=4 compressed 'He' wire=3",
              "<- frame @5 continuation compressed 'llo' wire=4",
              "<- message @0 text frames=2 compressed 'Hello' wire=7");
    in("RFC 7692 7.2.3.2, the window is kept", Agreed::Deflate)
        .wire("c107 f248cdc9c90700 c105 f200110000")
        .says("<- frame @0 text rsv=4 compressed 'Hello' wire=7",
              "<- message @0 text compressed 'Hello' wire=7",
              "<- frame @9 text rsv=4 compressed 'Hello'", "<- message @9 text compressed 'Hello'");
    in("RFC 7692 7.2.3.3, not compressed", Agreed::Deflate)
        .wire("c10b 000500faff 'Hello' 00")
        .says("<- frame @0 text rsv=4 compressed 'Hello' wire=11",
              "<- message @0 text compressed 'Hello' wire=11");
    in("RFC 7692 7.2.3.4, BFINAL", Agreed::Deflate)
        .wire("c108 f348cdc9c9070000")
        .says("<- frame @0 text rsv=4 compressed 'Hello' wire=8",
              "<- message @0 text compressed 'Hello' wire=8");
    in("RFC 7692 7.2.3.5, two blocks", Agreed::Deflate)
        .wire("c10d f248050000 00ffff cac9c90700")
        .says("<- frame @0 text rsv=4 compressed 'Hello' wire=13",
              "<- message @0 text compressed 'Hello' wire=13");
    in("RFC 7692 7.2.3.6, empty", Agreed::Deflate)
        .wire("c101 00")
        .says("<- frame @0 text rsv=4 compressed '' wire=1",
              "<- message @0 text compressed '' wire=1");
    in("not compressed, between", Agreed::Deflate)
        .wire("c107 f248cdc9c90700 8102 'hi' c105 f200110000")
        .says("<- frame @0 text rsv=4 compressed 'Hello' wire=7",
              "<- message @0 text compressed 'Hello' wire=7", "<- frame @9 text 'hi'",
              "<- message @9 text 'hi'", "<- frame @13 text rsv=4 compressed 'Hello'",
              "<- message @13 text compressed 'Hello'");
    out("masked, without context", Agreed::DeflateWithoutContext)
        .wire("c187 00000000 f248cdc9c90700 c187 00000000 f248cdc9c90700")
        .says("-> frame @0 text rsv=4 masked compressed 'Hello' wire=7",
              "-> message @0 text compressed 'Hello' wire=7",
              "-> frame @13 text rsv=4 masked compressed 'Hello' wire=7",
              "-> message @13 text compressed 'Hello' wire=7");
    in("ping between compressed fragments", Agreed::Deflate)
        .wire("4103 f248cd 8901 'p' 8004 c9c90700")
        .says("<- frame @0 text more rsv=4 compressed 'He' wire=3", "<- frame @5 ping 'p'",
              "<- frame @8 continuation compressed 'llo' wire=4",
              "<- message @0 text frames=2 compressed 'Hello' wire=7");
}

void TestFrameStreamDeflate::deflateChecks_data()
{
    columns();
    in("deflate-control", Agreed::Deflate)
        .wire("c901 'p'")
        .says("<- frame @0 ping rsv=4 'p' !deflate-control");
    in("deflate-control and another bit", Agreed::Deflate)
        .wire("e901 'p'")
        .says("<- frame @0 ping rsv=6 'p' !deflate-control !rsv-set(RSV2)");
    in("deflate-continuation", Agreed::Deflate)
        .wire("4103 f248cd c004 c9c90700")
        .says("<- frame @0 text more rsv=4 compressed 'He' wire=3",
              "<- frame @5 continuation rsv=4 compressed 'llo' wire=4 !deflate-continuation",
              "<- message @0 text frames=2 compressed 'Hello' wire=7");
    in("deflate-continuation of a plain message", Agreed::Deflate)
        .wire("0101 'a' c001 'b'")
        .says("<- frame @0 text more 'a'",
              "<- frame @3 continuation rsv=4 'b' !deflate-continuation",
              "<- message @0 text frames=2 'ab'");
    in("RSV1 on a reserved opcode", Agreed::Deflate)
        .wire("c300")
        .says("<- frame @0 reserved rsv=4 '' !rsv-set(RSV1) !opcode-reserved(0x3)");
    in("deflate-invalid, then a good one", Agreed::Deflate)
        .wire("c102 06ff c107 f248cdc9c90700 c105 f200110000")
        .says("<- frame @0 text rsv=4 compressed '' wire=2 "
              "!deflate-invalid(the compressed data is damaged, inflated so far: 0)",
              "<- message @0 text compressed '' wire=2 "
              "!deflate-invalid(the compressed data is damaged, inflated so far: 0)",
              "<- frame @4 text rsv=4 compressed 'Hello' wire=7",
              "<- message @4 text compressed 'Hello' wire=7",
              "<- frame @13 text rsv=4 compressed 'Hello'",
              "<- message @13 text compressed 'Hello'");
    in("deflate-invalid: nothing before it to refer to", Agreed::Deflate)
        .wire("c105 f200110000 8101 'a'")
        .says("<- frame @0 text rsv=4 compressed 'H' wire=5 "
              "!deflate-invalid(the compressed data is damaged, inflated so far: 1)",
              "<- message @0 text compressed 'H' wire=5 "
              "!deflate-invalid(the compressed data is damaged, inflated so far: 1)",
              "<- frame @7 text 'a'", "<- message @7 text 'a'");
    in("deflate-invalid: no payload", Agreed::Deflate)
        .wire("c100 8900")
        .says("<- frame @0 text rsv=4 compressed '' "
              "!deflate-invalid(the compressed data is damaged, inflated so far: 0)",
              "<- message @0 text compressed '' "
              "!deflate-invalid(the compressed data is damaged, inflated so far: 0)",
              "<- frame @2 ping ''");
    in("cut in by another message", Agreed::Deflate)
        .wire("4103 f248cd 8101 'a'")
        .says("<- frame @0 text more rsv=4 compressed 'He' wire=3",
              "<- message @0 text compressed 'He' wire=3 incomplete",
              "<- frame @5 text 'a' !message-interleaved", "<- message @5 text 'a'");
}

void TestFrameStreamDeflate::inflateLimit_data()
{
    columns();
    in("as many bytes as the limit", Agreed::DeflateWithoutContext)
        .wire("c20b 4a4c1c05a360140c770000")
        .says("<- frame @0 binary rsv=4 compressed 'a'*1000 wire=11",
              "<- message @0 binary compressed 'a'*1000 wire=11");
    in("more than the limit", Agreed::DeflateWithoutContext)
        .wire("c20b 4a4c1c05a360140c7b0000 c107 f248cdc9c90700")
        .says("<- frame @0 binary rsv=4 compressed 'a'*1000 wire=11 "
              "!inflate-limit(the limit is 1000 bytes)",
              "<- message @0 binary compressed 'a'*1000 wire=11 "
              "!inflate-limit(the limit is 1000 bytes)",
              "<- frame @13 text rsv=4 compressed 'Hello' wire=7",
              "<- message @13 text compressed 'Hello' wire=7");
    in("more than the limit in a later fragment", Agreed::Deflate)
        .wire("4203 4a4c1c 0005 05a360140c 8003 7b0000")
        .says("<- frame @0 binary more rsv=4 compressed 'aa' wire=3",
              "<- frame @5 continuation more compressed 'a'*774 wire=5",
              "<- frame @12 continuation compressed 'a'*224 wire=3 "
              "!inflate-limit(the limit is 1000 bytes)",
              "<- message @0 binary frames=3 compressed 'a'*1000 wire=11 "
              "!inflate-limit(the limit is 1000 bytes)");
}

FRAMESCOPE_TEST(TestFrameStreamDeflate)

} // namespace tst_frame_stream_deflate

#include "tst_frame_stream_deflate.moc"
