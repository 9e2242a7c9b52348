// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"

using namespace framescope;
using namespace framescope::test;

namespace {

// What follows the opening handshake, up to and including `closed`.
const ScriptRow Rows[] = {
    {"the server closes",
     R"(<- close 1000 Bye!
        -> close 1000
        closed)",
     R"(<- close 03e8 'Bye!' code=1000
        -> close 03e8 code=1000
        closed 1000 'Bye!' clean by server)"},
    {"the client closes",
     R"(-> close 4001 done
        <- close 4001 done
        closed)",
     R"(-> close 0fa1 'done' code=4001
        <- close 0fa1 'done' code=4001
        closed 4001 'done' clean by client)"},
    {"without a code",
     R"(-> close
        <- close
        closed)",
     R"(-> close ''
        <- close ''
        closed 1005 clean by client)"},
    {"the answer has another code: the server's counts",
     R"(-> close 1000
        <- close 4001 no
        closed)",
     R"(-> close 03e8 code=1000
        <- close 0fa1 'no' code=4001
        closed 4001 'no' clean by client !close-code-differs)"},
    {"the answer has no code",
     R"(-> close 1000
        <- close
        closed)",
     R"(-> close 03e8 code=1000
        <- close ''
        closed 1005 clean by client !close-code-differs)"},
    {"the server does not answer",
     R"(-> close 1000
        -> fin
        <- fin
        closed)",
     R"(-> close 03e8 code=1000
        closed 1006 by client !close-unanswered)"},
    {"the client does not answer",
     R"(<- close 1001 away
        <- fin
        closed)",
     R"(<- close 03e9 'away' code=1001
        closed 1001 'away' by server !close-unanswered)"},
    {"codes that QWebSocket hides: 1012 to 1014",
     R"(<- close 1012
        -> close 1012
        closed)",
     R"(<- close 03f4 code=1012
        -> close 03f4 code=1012
        closed 1012 clean by server)"},
    {"a code that must not be sent",
     R"(<- close 1006
        -> close 1002
        closed)",
     R"(<- close 03ee code=1006 !close-code-invalid
        -> close 03ea code=1002
        closed 1006 clean by server !close-code-differs)"},
    {"a payload of one byte",
     R"(<- raw 88 01 03
        -> close 1002
        closed)",
     R"(<- close 03 !close-payload-short
        -> close 03ea code=1002
        closed 1005 clean by server !close-code-differs)"},
    {"TCP ends without a Close frame",
     R"(<- fin
        -> fin
        closed)",
     R"(closed 1006)"},
    {"the server resets",
     R"(<- rst
        closed)",
     R"(error tcp: the connection was reset by the server
        closed 1006)"},
    {"the client resets",
     R"(-> rst
        closed)",
     R"(error tcp: the connection was reset by the client
        closed 1006)"},
    {"a reset after the closing handshake is none of our business",
     R"(<- close 1000
        -> close 1000
        <- rst
        closed)",
     R"(<- close 03e8 code=1000
        -> close 03e8 code=1000
        closed 1000 clean by server)"},
    {"a reset inside the closing handshake",
     R"(-> close 1000
        <- rst
        closed)",
     R"(-> close 03e8 code=1000
        error tcp: the connection was reset by the server
        closed 1006 by client !close-unanswered)"},
    {"inside a frame",
     R"(<- raw 81 0a 'half'
        <- fin
        -> fin
        closed)",
     R"(<= text 'half' incomplete !frame-truncated
        closed 1006)"},
    {"inside a frame, and nobody says so before the end",
     R"(<- raw 81 0a 'half'
        closed)",
     R"(<= text 'half' incomplete !frame-truncated
        closed 1006)"},
    {"inside a header",
     R"(<- raw 82 7e 01
        <- fin
        closed)",
     R"(<= binary '' incomplete !frame-truncated
        closed 1006)"},
    {"inside a Close frame: it counts for nothing",
     R"(<- raw 88 05 03e8
        <- fin
        closed)",
     R"(<- close 03e8 incomplete code=1000 !frame-truncated
        closed 1006)"},
    {"inside a message",
     R"(<- more text one
        <- more rest two
        <- fin
        closed)",
     R"(<= text 'onetwo' frames=2 incomplete
        closed 1006)"},
    {"a frame after Close",
     R"(<- close 1000
        <- text more
        -> close 1000
        closed)",
     R"(<- close 03e8 code=1000
        <= text 'more' !data-after-close
        -> close 03e8 code=1000
        closed 1000 clean by server)"},
    {"pings that nobody answered",
     R"(-> ping a
        <- pong a
        -> ping b
        -> ping c
        closed)",
     R"(-> ping 'a'
        <- pong 'a' rtt=1ms to 6
        -> ping 'b'
        -> ping 'c'
        closed 1006 !ping-unanswered)"},
    {"a peer may answer the latest ping alone",
     R"(-> ping a
        -> ping b
        <- pong b
        <- close 1000
        -> close 1000
        closed)",
     R"(-> ping 'a'
        -> ping 'b'
        <- pong 'b' rtt=1ms to 7
        <- close 03e8 code=1000
        -> close 03e8 code=1000
        closed 1000 clean by server)"},
    {"a ping after one's own Close is owed nothing",
     R"(<- close 1000
        <- ping x
        -> close 1000
        closed)",
     R"(<- close 03e8 code=1000
        <- ping 'x' !data-after-close
        -> close 03e8 code=1000
        closed 1000 clean by server)"},
    {"the recording ends, the connection does not",
     R"(<- text last
        <- raw 81 05 'ha')",
     R"(<= text 'last'
        <= text 'ha' incomplete !frame-truncated)"},
    {"the recording ends between the end of TCP and closed",
     R"(<- fin
        -> fin)",
     R"(closed 1006)"},
};

const char* const Opening = R"(connecting ws://example.com/chat
    tcp
    -> request
    <- 101
)";
const char* const Opened = R"(connecting ws://example.com/chat
    connected
    request GET /chat
    response 101 Switching Protocols
    open
)";

} // namespace

class ClosingTest : public QObject
{
    Q_OBJECT

private slots:
    void scripts_data() { addRows(Rows); }
    void scripts()
    {
        QFETCH(QString, script);
        QFETCH(QString, lines);
        checkScript(Opening + script.toStdString(), Opened + lines.toStdString(),
                    timeline::View::Messages);
    }

    void unansweredPingsAreNamed()
    {
        CaptureScript capture;
        capture.play(Opening);
        for (int i = 0; i < 12; ++i) {
            capture.step("<- ping " + std::to_string(i));
        }
        capture.step("closed");
        const auto& timeline = capture.timeline();
        const auto* detail = timeline.detail(
            timeline.entry(EventId{static_cast<std::uint32_t>(timeline.size() - 1)}));
        QCOMPARE(detail->violations.size(), 1U);
        QCOMPARE(detail->violations[0].detail,
                 std::string("the server's, events 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 2 more"));
    }
};

QTEST_APPLESS_MAIN(ClosingTest)
#include "tst_closing.moc"
