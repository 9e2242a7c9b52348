// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame_stream_rows.h"
#include "support/test_program.h"

namespace tst_frame_stream {

using namespace frame_stream_rows;

class TestFrameStream : public QObject
{
    Q_OBJECT

private slots:
    void messages_data();
    void messages() { playRow(); }
    void frameChecks_data();
    void frameChecks() { playRow(); }
    void fragments_data();
    void fragments() { playRow(); }
    void closing_data();
    void closing() { playRow(); }
    void utf8_data();
    void utf8() { playRow(); }
    void cutOff_data();
    void cutOff() { playRow(); }
};

void TestFrameStream::messages_data()
{
    columns();
    in("nothing").wire("").says();
    in("text").wire("8105 'Hello'").says("<- frame @0 text 'Hello'", "<- message @0 text 'Hello'");
    out("masked text")
        .wire("8185 37fa213d 7f9f4d5158")
        .says("-> frame @0 text masked 'Hello'", "-> message @0 text 'Hello'");
    out("mask of zeroes")
        .wire("8185 00000000 'Hello'")
        .says("-> frame @0 text masked 'Hello'", "-> message @0 text 'Hello'");
    in("binary")
        .wire("8203 00ff80")
        .says("<- frame @0 binary 00ff80", "<- message @0 binary 00ff80");
    in("empty messages")
        .wire("8100 8200")
        .says("<- frame @0 text ''", "<- message @0 text ''", "<- frame @2 binary ''",
              "<- message @2 binary ''");
    in("16 bits")
        .wire("817e 007e 'a'*126")
        .says("<- frame @0 text 'a'*126", "<- message @0 text 'a'*126");
    in("64 bits")
        .wire("827f 0000000000010000 00*65536")
        .says("<- frame @0 binary 00*65536", "<- message @0 binary 00*65536");
    out("long and masked")
        .wire("82fe 9c40 01010101 01*40000")
        .says("-> frame @0 binary masked 00*40000", "-> message @0 binary 00*40000");
    in("ping and pong")
        .wire("8902 'hi' 8a02 'hi' 8900")
        .says("<- frame @0 ping 'hi'", "<- frame @4 pong 'hi'", "<- frame @8 ping ''");
    out("masked ping").wire("8982 01010101 6968").says("-> frame @0 ping masked 'hi'");
}

void TestFrameStream::frameChecks_data()
{
    columns();
    out("mask-missing")
        .wire("8101 'a'")
        .says("-> frame @0 text 'a' !mask-missing", "-> message @0 text 'a'");
    in("mask-unexpected")
        .wire("8181 00000000 'a'")
        .says("<- frame @0 text masked 'a' !mask-unexpected", "<- message @0 text 'a'");
    in("rsv-set: RSV1 without deflate")
        .wire("c101 'a'")
        .says("<- frame @0 text rsv=4 'a' !rsv-set(RSV1)", "<- message @0 text 'a'");
    in("rsv-set: all three on a ping")
        .wire("f900")
        .says("<- frame @0 ping rsv=7 '' !rsv-set(RSV1, RSV2, RSV3)");
    in("rsv-set: RSV2 on a continuation")
        .wire("0101 'a' a001 'b'")
        .says("<- frame @0 text more 'a'", "<- frame @3 continuation rsv=2 'b' !rsv-set(RSV2)",
              "<- message @0 text frames=2 'ab'");
    in("opcode-reserved: data, with its content left out")
        .wire("8303 'abc' 8101 'x'")
        .says("<- frame @0 reserved '' length=3 wire=3 !opcode-reserved(0x3)",
              "<- frame @5 text 'x'", "<- message @5 text 'x'");
    in("opcode-reserved: control")
        .wire("8f03 'abc'")
        .says("<- frame @0 reserved 'abc' !opcode-reserved(0xF)");
    in("length-not-minimal: 16 bits")
        .wire("817e 0001 'a'")
        .says("<- frame @0 text 'a' !length-not-minimal(1 byte in 16 bits)",
              "<- message @0 text 'a'");
    in("length-not-minimal: 64 bits")
        .wire("827f 000000000000007e 'a'*126")
        .says("<- frame @0 binary 'a'*126 !length-not-minimal(126 bytes in 64 bits)",
              "<- message @0 binary 'a'*126");
    in("length-msb")
        .wire("827f 8000000000000001 'abc'")
        .says("<- frame @0 binary 'abc' incomplete !length-msb(9223372036854775809 bytes) "
              "!frame-truncated(3 of 9223372036854775809 payload bytes came)",
              "<- message @0 binary 'abc' incomplete");
    in("control-fragmented")
        .wire("0901 'a' 8001 'b'")
        .says("<- frame @0 ping more 'a' !control-fragmented",
              "<- frame @3 continuation 'b' !continuation-unexpected");
    in("control-too-long")
        .wire("897e 007e 'a'*126")
        .says("<- frame @0 ping 'a'*126 !control-too-long(126 bytes)");
    in("125 bytes are not too long").wire("897d 'a'*125").says("<- frame @0 ping 'a'*125");
    out("several at once")
        .wire("2b7e 0002 'ab'")
        .says("-> frame @0 reserved more rsv=2 'ab' !mask-missing "
              "!length-not-minimal(2 bytes in 16 bits) !rsv-set(RSV2) !opcode-reserved(0xB) "
              "!control-fragmented");
}

void TestFrameStream::fragments_data()
{
    columns();
    in("two fragments")
        .wire("0103 'Hel' 8002 'lo'")
        .says("<- frame @0 text more 'Hel'", "<- frame @5 continuation 'lo'",
              "<- message @0 text frames=2 'Hello'");
    out("each with a mask of its own")
        .wire("0282 01010101 0001 8082 02020202 0001")
        .says("-> frame @0 binary more masked 0100", "-> frame @8 continuation masked 0203",
              "-> message @0 binary frames=2 01000203");
    in("empty fragments")
        .wire("0100 0000 8000")
        .says("<- frame @0 text more ''", "<- frame @2 continuation more ''",
              "<- frame @4 continuation ''", "<- message @0 text frames=3 ''");
    in("control frames between")
        .wire("0101 'a' 8901 'p' 0001 'b' 8a01 'q' 8001 'c'")
        .says("<- frame @0 text more 'a'", "<- frame @3 ping 'p'",
              "<- frame @6 continuation more 'b'", "<- frame @9 pong 'q'",
              "<- frame @12 continuation 'c'", "<- message @0 text frames=3 'abc'");
    in("reserved opcodes between")
        .wire("0101 'a' 8301 'x' 8b01 'y' 8001 'c'")
        .says("<- frame @0 text more 'a'",
              "<- frame @3 reserved '' length=1 wire=1 !opcode-reserved(0x3)",
              "<- frame @6 reserved 'y' !opcode-reserved(0xB)", "<- frame @9 continuation 'c'",
              "<- message @0 text frames=2 'ac'");
    in("continuation-unexpected")
        .wire("8001 'a' 0001 'b' 8101 'c' 8001 'd'")
        .says("<- frame @0 continuation 'a' !continuation-unexpected",
              "<- frame @3 continuation more 'b' !continuation-unexpected", "<- frame @6 text 'c'",
              "<- message @6 text 'c'", "<- frame @9 continuation 'd' !continuation-unexpected");
    in("message-interleaved")
        .wire("0101 'a' 8201 'b' 8001 'c'")
        .says("<- frame @0 text more 'a'", "<- message @0 text 'a' incomplete",
              "<- frame @3 binary 'b' !message-interleaved", "<- message @3 binary 'b'",
              "<- frame @6 continuation 'c' !continuation-unexpected");
    in("message-interleaved by a fragment")
        .wire("0101 'a' 0101 'b' 8001 'c'")
        .says("<- frame @0 text more 'a'", "<- message @0 text 'a' incomplete",
              "<- frame @3 text more 'b' !message-interleaved", "<- frame @6 continuation 'c'",
              "<- message @3 text frames=2 'bc'");
}

void TestFrameStream::closing_data()
{
    columns();
    in("empty").wire("8800").says("<- frame @0 close ''");
    in("code").wire("8802 03e8").says("<- frame @0 close 03e8 code=1000 reason=''");
    out("code and reason")
        .wire("8885 00000000 0fa1 'bye'")
        .says("-> frame @0 close masked 0fa1 'bye' code=4001 reason='bye'");
    in("close-payload-short").wire("8801 03").says("<- frame @0 close 03 !close-payload-short");
    in("close-code-invalid: 1005")
        .wire("8802 03ed")
        .says("<- frame @0 close 03ed code=1005 reason='' !close-code-invalid(1005, no status)");
    in("close-code-invalid: 999")
        .wire("8802 03e7")
        .says("<- frame @0 close 03e7 code=999 reason='' !close-code-invalid(999, unused)");
    in("close-code-invalid: 5000")
        .wire("8802 1388")
        .says("<- frame @0 close 1388 code=5000 reason='' !close-code-invalid(5000, undefined)");
    in("1012 is registered").wire("8802 03f4").says("<- frame @0 close 03f4 code=1012 reason=''");
    in("close-reason-utf8")
        .wire("8805 03e8 'a' c328")
        .says("<- frame @0 close 03e8 'a' c3 '(' code=1000 reason='a' c3 '(' "
              "!close-reason-utf8(at byte 1)");
    in("close-reason-utf8: unfinished")
        .wire("8804 03e8 e282")
        .says("<- frame @0 close 03e8e282 code=1000 reason=e282 !close-reason-utf8(at byte 0)");
    in("data-after-close")
        .wire("8800 8101 'a' 8900 8800")
        .says("<- frame @0 close ''", "<- frame @2 text 'a' !data-after-close",
              "<- message @2 text 'a'", "<- frame @5 ping '' !data-after-close",
              "<- frame @7 close '' !data-after-close");
    in("close between fragments")
        .wire("0101 'a' 8800 8001 'b'")
        .says("<- frame @0 text more 'a'", "<- frame @3 close ''",
              "<- frame @5 continuation 'b' !data-after-close", "<- message @0 text frames=2 'ab'");
    in("close that is too long")
        .wire("887e 0080 03e8 'a'*126")
        .says("<- frame @0 close 03e8 'a'*126 code=1000 reason='a'*126 "
              "!control-too-long(128 bytes)");
}

void TestFrameStream::utf8_data()
{
    columns();
    in("a character in two fragments")
        .wire("0102 'a' e2 8002 82ac")
        .says("<- frame @0 text more 'a' e2", "<- frame @4 continuation 82ac",
              "<- message @0 text frames=2 'a' e282ac");
    in("invalid")
        .wire("8104 'ab' c328")
        .says("<- frame @0 text 'ab' c3 '(' !utf8-invalid(at byte 2)",
              "<- message @0 text 'ab' c3 '(' !utf8-invalid(at byte 2)");
    in("invalid in the second fragment")
        .wire("0102 'ab' 8002 'c' ff 8101 'd'")
        .says("<- frame @0 text more 'ab'",
              "<- frame @4 continuation 'c' ff !utf8-invalid(at byte 3 of the message)",
              "<- message @0 text frames=2 'abc' ff !utf8-invalid(at byte 3 of the message)",
              "<- frame @8 text 'd'", "<- message @8 text 'd'");
    in("invalid in the first fragment")
        .wire("0102 'a' ff 0001 ff 8001 'c'")
        .says("<- frame @0 text more 'a' ff !utf8-invalid(at byte 1)",
              "<- frame @4 continuation more ff", "<- frame @7 continuation 'c'",
              "<- message @0 text frames=3 'a' ffff 'c' !utf8-invalid(at byte 1)");
    in("a sequence that the next fragment breaks")
        .wire("0102 'a' e2 8001 '('")
        .says("<- frame @0 text more 'a' e2",
              "<- frame @4 continuation '(' !utf8-invalid(at byte 1 of the message)",
              "<- message @0 text frames=2 'a' e2 '(' !utf8-invalid(at byte 1 of the message)");
    in("unfinished at the end of the last fragment")
        .wire("0101 'a' 8002 e282")
        .says("<- frame @0 text more 'a'",
              "<- frame @3 continuation e282 !utf8-invalid(at byte 1 of the message)",
              "<- message @0 text frames=2 'a' e282 !utf8-invalid(at byte 1 of the message)");
    in("invalid, and the connection ends in the next fragment")
        .wire("0101 ff 8002 'a'")
        .says("<- frame @0 text more ff !utf8-invalid(at byte 0)",
              "<- frame @3 continuation 'a' incomplete "
              "!frame-truncated(1 of 2 payload bytes came)",
              "<- message @0 text frames=2 ff 'a' incomplete !utf8-invalid(at byte 0)");
    in("unfinished at the end")
        .wire("8103 'a' e282")
        .says("<- frame @0 text 'a' e282 !utf8-invalid(at byte 1)",
              "<- message @0 text 'a' e282 !utf8-invalid(at byte 1)");
    in("unfinished where it was cut off")
        .wire("8104 'a' e282")
        .says("<- frame @0 text 'a' e282 incomplete !frame-truncated(3 of 4 payload bytes came)",
              "<- message @0 text 'a' e282 incomplete");
    in("unfinished where a message cut in")
        .wire("0101 e2 8101 'a'")
        .says("<- frame @0 text more e2", "<- message @0 text e2 incomplete",
              "<- frame @3 text 'a' !message-interleaved", "<- message @3 text 'a'");
    in("invalid and cut off")
        .wire("8104 'a' ff")
        .says("<- frame @0 text 'a' ff incomplete !frame-truncated(2 of 4 payload bytes came) "
              "!utf8-invalid(at byte 1)",
              "<- message @0 text 'a' ff incomplete !utf8-invalid(at byte 1)");
    in("control frames between are none of it")
        .wire("0101 e2 8901 ff 8002 82ac")
        .says("<- frame @0 text more e2", "<- frame @3 ping ff", "<- frame @6 continuation 82ac",
              "<- message @0 text frames=2 e282ac");
    in("binary and orphans may hold anything")
        .wire("8201 ff 8001 ff")
        .says("<- frame @0 binary ff", "<- message @0 binary ff",
              "<- frame @3 continuation ff !continuation-unexpected");
    in("inflated", Agreed::Deflate)
        .wire("c10a 000400fbff 'ab' c328 00")
        .says("<- frame @0 text rsv=4 compressed 'ab' c3 '(' wire=10 !utf8-invalid(at byte 2)",
              "<- message @0 text compressed 'ab' c3 '(' wire=10 !utf8-invalid(at byte 2)");
}

void TestFrameStream::cutOff_data()
{
    columns();
    in("first byte")
        .wire("8105 'Hello' 89")
        .says(
            "<- frame @0 text 'Hello'", "<- message @0 text 'Hello'",
            "<- frame @7 ping '' incomplete !frame-truncated(the header is cut off after byte 1)");
    out("first byte tells nothing of the mask")
        .wire("8a")
        .says(
            "-> frame @0 pong '' incomplete !frame-truncated(the header is cut off after byte 1)");
    out("second byte does")
        .wire("8a7e")
        .says("-> frame @0 pong '' incomplete !mask-missing "
              "!frame-truncated(the header is cut off after byte 2)");
    in("a message's header")
        .wire("817e 00")
        .says("<- frame @0 text '' incomplete !frame-truncated(the header is cut off after byte 3)",
              "<- message @0 text '' incomplete");
    in("the header of a continuation")
        .wire("0101 'a' 80")
        .says("<- frame @0 text more 'a'",
              "<- frame @3 continuation '' incomplete "
              "!frame-truncated(the header is cut off after byte 1)",
              "<- message @0 text frames=2 'a' incomplete");
    in("payload, none of it")
        .wire("8105")
        .says("<- frame @0 text '' incomplete !frame-truncated(0 of 5 payload bytes came)",
              "<- message @0 text '' incomplete");
    in("payload")
        .wire("8105 'He'")
        .says("<- frame @0 text 'He' incomplete !frame-truncated(2 of 5 payload bytes came)",
              "<- message @0 text 'He' incomplete");
    in("control payload")
        .wire("8905 'He'")
        .says("<- frame @0 ping 'He' incomplete !frame-truncated(2 of 5 payload bytes came)");
    in("a Close frame is not judged by its half")
        .wire("8805 03e8 e2")
        .says("<- frame @0 close 03e8e2 code=1000 reason=e2 incomplete "
              "!frame-truncated(3 of 5 payload bytes came)");
    in("half a code")
        .wire("8802 03")
        .says("<- frame @0 close 03 incomplete !frame-truncated(1 of 2 payload bytes came)");
    in("between fragments")
        .wire("0101 'a'")
        .says("<- frame @0 text more 'a'", "<- message @0 text 'a' incomplete");
    in("orphaned continuation")
        .wire("8003 'a'")
        .says("<- frame @0 continuation 'a' incomplete !continuation-unexpected "
              "!frame-truncated(1 of 3 payload bytes came)");
    in("compressed", Agreed::Deflate)
        .wire("c107 f248cd")
        .says("<- frame @0 text rsv=4 compressed 'He' wire=3 incomplete "
              "!frame-truncated(3 of 7 payload bytes came)",
              "<- message @0 text compressed 'He' wire=3 incomplete");
}

FRAMESCOPE_TEST(TestFrameStream)

} // namespace tst_frame_stream

#include "tst_frame_stream.moc"
