// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"
#include "support/test_program.h"

namespace tst_closing_scripts {

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
    {"a code that is only reported",
     R"(<- close 1005
        -> close 1002
        closed)",
     R"(<- close 03ed code=1005 !close-code-invalid
        -> close 03ea code=1002
        closed 1006 by server)"},
    {"another one, which nobody answers",
     R"(<- close 1015 no
        <- fin
        closed)",
     R"(<- close 03f7 'no' code=1015 !close-code-invalid
        closed 1006 by server)"},
    {"a code that must not be sent: browsers report it",
     R"(<- close 999
        -> close 999
        closed)",
     R"(<- close 03e7 code=999 !close-code-invalid
        -> close 03e7 code=999 !close-code-invalid
        closed 999 clean by server)"},
    {"a payload of one byte",
     R"(<- raw 88 01 03
        -> close 1002
        closed)",
     R"(<- close 03 !close-payload-short
        -> close 03ea code=1002
        closed 1006 by server)"},
    {"a reason that is no UTF-8",
     R"(<- raw 88 04 03e8 ff fe
        -> close 1007
        closed)",
     R"(<- close 03e8fffe code=1000 !close-reason-utf8
        -> close 03ef code=1007
        closed 1006 by server)"},
    {"126 bytes",
     R"(<- raw 88 7e 007e 03e8 'a'*124
        -> close 1002
        closed)",
     R"(<- close 03e8 'a'*124 code=1000 !control-too-long
        -> close 03ea code=1002
        closed 1006 by server)"},
    {"in two fragments",
     R"(<- raw 08 02 03e8
        <- raw 80 00
        -> close 1002
        closed)",
     R"(<- close 03e8 more code=1000 !control-fragmented
        <- continuation '' !continuation-unexpected !data-after-close
        -> close 03ea code=1002
        closed 1006 by server)"},
    {"masked by the server",
     R"(<- raw 88 82 00000000 03e8
        -> close 1002
        closed)",
     R"(<- close 03e8 code=1000 !mask-unexpected
        -> close 03ea code=1002
        closed 1006 by server)"},
    {"with a reserved bit",
     R"(<- raw c8 02 03e8
        -> close 1002
        closed)",
     R"(<- close 03e8 code=1000 !rsv-set
        -> close 03ea code=1002
        closed 1006 by server)"},
    {"with a length that is longer than need be",
     R"(<- raw 88 7e 0002 03e8
        -> close 1002
        closed)",
     R"(<- close 03e8 code=1000 !length-not-minimal
        -> close 03ea code=1002
        closed 1006 by server)"},
    {"ours is illegal: the server's says the code, but nothing is clean",
     R"(-> close 1005
        <- close 1002 bad
        closed)",
     R"(-> close 03ed code=1005 !close-code-invalid
        <- close 03ea 'bad' code=1002
        closed 1002 'bad' by client)"},
    {"both are illegal",
     R"(<- close 1006
        -> close 1006
        closed)",
     R"(<- close 03ee code=1006 !close-code-invalid
        -> close 03ee code=1006 !close-code-invalid
        closed 1006 by server)"},
    {"a second Close",
     R"(<- close 4001 first
        <- close 4002 second
        -> close 4001
        closed)",
     R"(<- close 0fa1 'first' code=4001
        <- close 0fa2 'second' code=4002 !data-after-close
        -> close 0fa1 code=4001
        closed 1006 by server)"},
    {"half a message after Close",
     R"(<- close 1000
        <- raw 81 05 'ha'
        -> close 1000
        closed)",
     R"(<- close 03e8 code=1000
        -> close 03e8 code=1000
        <= text 'ha' incomplete !data-after-close !frame-truncated
        closed 1006 by server)"},
    {"the header of a data frame after Close",
     R"(<- close 1000
        <- raw 81 05
        -> close 1000
        closed)",
     R"(<- close 03e8 code=1000
        -> close 03e8 code=1000
        <= text '' incomplete !data-after-close !frame-truncated
        closed 1006 by server)"},
    {"half a control frame after Close has not come",
     R"(<- close 1000
        <- raw 89 05 'ha'
        -> close 1000
        closed)",
     R"(<- close 03e8 code=1000
        -> close 03e8 code=1000
        <- ping 'ha' incomplete !data-after-close !frame-truncated
        closed 1000 clean by server)"},
    {"messages between our Close and the server's",
     R"(-> close 1000
        <- text still here
        <- close 1000
        closed)",
     R"(-> close 03e8 code=1000
        <= text 'still here'
        <- close 03e8 code=1000
        closed 1000 clean by client)"},
    {"we failed the connection",
     R"(<- raw 81 01 ff
        event error {"layer":"websocket","text":"A text message is not valid UTF-8"}
        -> close 1007
        <- close 1007
        closed)",
     R"(<= text ff nottext !utf8-invalid
        error websocket: A text message is not valid UTF-8
        -> close 03ef code=1007
        <- close 03ef code=1007
        closed 1006 by client)"},
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
    {"a reset of the side that had ended",
     R"(<- fin
        -> ping there
        <- rst
        closed)",
     R"(-> ping 'there'
        error tcp: the connection was reset by the server
        closed 1006 !ping-unanswered)"},
    {"a reset of the side that had ended, after the closing handshake",
     R"(<- close 1000
        -> close 1000
        <- fin
        <- rst
        closed)",
     R"(<- close 03e8 code=1000
        -> close 03e8 code=1000
        closed 1000 clean by server)"},
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
        closed 1006 by server)"},
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
        closed 1006 by server)"},
    {"nor one that comes after our Close",
     R"(-> close 1000
        <- ping late
        <- close 1000
        closed)",
     R"(-> close 03e8 code=1000
        <- ping 'late'
        <- close 03e8 code=1000
        closed 1000 clean by client)"},
    {"a pong to it is no surprise",
     R"(-> close 1000
        <- ping late
        -> pong late
        <- close 1000
        closed)",
     R"(-> close 03e8 code=1000
        <- ping 'late'
        -> pong 'late' answered=1ms to 7 !data-after-close
        <- close 03e8 code=1000
        closed 1000 by client)"},
    {"a ping for which we failed the connection, and one after it, are owed nothing",
     R"(<- ping before
        -> pong before
        <- raw 89 7e 007e 'a'*126
        <- ping behind
        event error {"layer":"websocket","text":"A control frame is longer than 125 bytes"}
        <- ping late
        -> close 1002
        closed)",
     R"(<- ping 'before'
        -> pong 'before' answered=1ms to 6
        <- ping 'a'*126 !control-too-long
        <- ping 'behind'
        error websocket: A control frame is longer than 125 bytes
        <- ping 'late'
        -> close 03ea code=1002
        closed 1006 by client !close-unanswered)"},
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

class ClosingScriptsTest : public QObject
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

    // There was no WebSocket on which a Close or a pong was due.
    void afterAHandshakeThatFailed()
    {
        checkScript(R"(connecting ws://example.com/chat
                       tcp
                       -> request
                       <- 101 protocol=other
                       <- ping p
                       <- close 1000
                       closed)",
                    R"(connecting ws://example.com/chat
                       connected
                       request GET /chat
                       response 101 Switching Protocols
                       error http: the opening handshake failed: the server chose a subprotocol that the client did not offer: Sec-WebSocket-Protocol: "other"; the client offered none !subprotocol-not-offered
                       <- ping 'p'
                       <- close 03e8 code=1000
                       closed 1006 by server)",
                    timeline::View::Messages);
    }
};

FRAMESCOPE_TEST(ClosingScriptsTest)

} // namespace tst_closing_scripts

#include "tst_closing_scripts.moc"
