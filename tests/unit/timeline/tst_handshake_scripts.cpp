// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"
#include "support/test_program.h"

namespace tst_handshake_scripts {

using namespace framescope;
using namespace framescope::test;

namespace {

// What follows `connecting` and `tcp`.
const ScriptRow Rows[] = {
    {"refused, with a body of a known length",
     R"(-> request
        <- http HTTP/1.1 401 Unauthorized|Content-Length: 5||Who
        <- http ?!|what the length leaves out
        closed)",
     R"(request GET /chat
        response 401 Unauthorized
        error http: the server refused the upgrade: 401 Unauthorized body='Who?!'
        closed 1006)"},
    {"refused, with a body up to the end",
     R"(-> request
        <- http HTTP/1.1 503 Busy||come back
        <- http  later
        <- fin
        closed)",
     R"(request GET /chat
        response 503 Busy
        error http: the server refused the upgrade: 503 Busy body='come back later'
        closed 1006)"},
    {"refused, and the connection ends with the body",
     R"(-> request
        <- http HTTP/1.1 503 Busy||come
        closed)",
     R"(request GET /chat
        response 503 Busy
        error http: the server refused the upgrade: 503 Busy body='come'
        closed 1006)"},
    {"an empty line before the request",
     R"(-> raw 0d 0a
        -> request
        <- 101
        -> text one of the client
        <- text one of the server
        -> text two of the client
        <- text two of the server
        -> text three of the client
        <- text three of the server)",
     R"(request GET /chat !head-empty-line
        response 101 Switching Protocols
        open
        => text 'one of the client'
        <= text 'one of the server'
        => text 'two of the client'
        <= text 'two of the server'
        => text 'three of the client'
        <= text 'three of the server')"},
    {"refused, and the body breaks off",
     R"(-> request
        <- http HTTP/1.1 503 Busy|Content-Length: 100||come!
        <- fin
        closed)",
     R"(request GET /chat
        response 503 Busy
        error http: the server refused the upgrade: 503 Busy; its body breaks off after 5 bytes body='come!'
        closed 1006)"},
    {"refused, and the chunks break off",
     R"(-> request
        <- http HTTP/1.1 503 Busy|Transfer-Encoding: chunked||4|come|
        <- fin
        closed)",
     R"(request GET /chat
        response 503 Busy
        error http: the server refused the upgrade: 503 Busy; its body breaks off after 4 bytes body='come'
        closed 1006)"},
    {"refused, with a chunked body that is no text",
     R"(-> request
        <- http HTTP/1.1 400 Bad|Transfer-Encoding: chunked||3|
        <- raw ff fe 00
        <- http |0||
        closed)",
     R"(request GET /chat
        response 400 Bad
        error http: the server refused the upgrade: 400 Bad base64=//4A
        closed 1006)"},
    {"redirected without a body",
     R"(-> request
        <- http HTTP/1.1 302 Found|Location: /|Content-Length: 0||
        closed)",
     R"(request GET /chat
        response 302 Found
        error http: the server refused the upgrade: 302 Found, it redirects (Location: /)
        closed 1006)"},
    {"a status with a Location that does not redirect",
     R"(-> request
        <- http HTTP/1.1 304 Not Modified|Location: /||
        closed)",
     R"(request GET /chat
        response 304 Not Modified
        error http: the server refused the upgrade: 304 Not Modified
        closed 1006)"},
    {"refused for want of credentials",
     R"(-> request
        <- http HTTP/1.1 401 Unauthorized|WWW-Authenticate: Basic realm="x"|Content-Length: 0||
        closed)",
     R"(request GET /chat
        response 401 Unauthorized
        error http: the server refused the upgrade: 401 Unauthorized, it asks for credentials (WWW-Authenticate: Basic realm="x")
        closed 1006)"},
    {"refused for the version",
     R"(-> request
        <- http HTTP/1.1 400 Bad Request|Sec-WebSocket-Version: 8, 7|Content-Length: 0||
        closed)",
     R"(request GET /chat
        response 400 Bad Request
        error http: the server refused the upgrade: 400 Bad Request, it says which versions it speaks (Sec-WebSocket-Version: 8, 7)
        closed 1006)"},
    {"refused, with a body that is compressed",
     R"(-> request
        <- http HTTP/1.1 403 No|Content-Encoding: gzip|Content-Length: 32||
        <- raw 1f8b08000000000002032bcfc857482c4a55a8cc2fb507007817d12c0c000000
        closed)",
     R"(request GET /chat
        response 403 No
        error http: the server refused the upgrade: 403 No body='who are you?'
        closed 1006)"},
    {"refused before the request is complete",
     R"(-> http GET /chat HTTP/1.1|Host: example.com|
        <- http HTTP/1.1 431 Too large|Content-Length: 0||
        closed)",
     R"(response 431 Too large
        error http: the server refused the upgrade: 431 Too large
        error http: the request head did not end with an empty line body='GET /chat HTTP/1.1' 0d0a 'Host: example.com' 0d0a
        closed 1006)"},
    {"the server closes without an answer",
     R"(-> request
        <- fin
        -> fin
        closed)",
     R"(request GET /chat
        error http: the server closed the connection without an answer; where this port speaks TLS, try wss://
        closed 1006)"},
    {"the server resets without an answer",
     R"(-> request
        <- rst
        closed)",
     R"(request GET /chat
        error tcp: the connection was reset by the server; where this port speaks TLS, try wss://
        closed 1006)"},
    {"the connection ends inside the response",
     R"(-> request
        <- http HTTP/1.1 101 Swi
        <- fin
        closed)",
     R"(request GET /chat
        error http: the connection ended inside the response head body='HTTP/1.1 101 Swi'
        closed 1006)"},
    {"the connection ends inside the request",
     R"(-> http GET /chat HT
        -> fin
        closed)",
     R"(error http: the request head did not end with an empty line body='GET /chat HT'
        closed 1006)"},
    {"nothing at all",
     R"(<- fin
        -> fin
        closed)",
     R"(error http: the connection ended before the opening handshake was complete
        closed 1006)"},
    {"a timeout was told already",
     R"(-> request
        event error {"layer":"http","text":"no answer within 15 s"}
        -> fin
        <- fin
        closed)",
     R"(request GET /chat
        error http: no answer within 15 s
        closed 1006)"},
    {"the wrong accept key: no open, but frames",
     R"(-> request
        <- http HTTP/1.1 101 Go|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: x||
        <- text hi
        <- close 1000
        closed)",
     R"(request GET /chat
        response 101 Go
        error http: the opening handshake failed: Sec-WebSocket-Accept is missing or does not match the key: "x", expected s3pPLMBiTxaQ9kYGzzhZRbK+xOo= !accept-mismatch
        <= text 'hi'
        <- close 03e8 code=1000
        closed 1006 by server)"},
    {"a subprotocol that nobody asked for",
     R"(-> request
        <- 101 protocol=mqtt)",
     R"(request GET /chat
        response 101 Switching Protocols
        error http: the opening handshake failed: the server chose a subprotocol that the client did not offer: Sec-WebSocket-Protocol: "mqtt"; the client offered none !subprotocol-not-offered)"},
    {"Connection: keep-alive, Upgrade",
     R"(-> request
        <- http HTTP/1.1 101 Go|Upgrade: WebSocket|Connection: keep-alive, Upgrade|Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=||)",
     R"(request GET /chat
        response 101 Go
        open)"},
    {"an early hint and another 1xx before 101",
     R"(-> request
        <- http HTTP/1.1 100 Continue||HTTP/1.1 103 Early Hints|Link: </x>||
        <- 101
        <- text hi)",
     R"(request GET /chat
        response 100 Continue
        response 103 Early Hints
        response 101 Switching Protocols
        open
        <= text 'hi')"},
    {"1xx before a refusal",
     R"(-> request
        <- http HTTP/1.1 102 Processing||HTTP/1.1 404 Not Found|Content-Length: 0||
        closed)",
     R"(request GET /chat
        response 102 Processing
        response 404 Not Found
        error http: the server refused the upgrade: 404 Not Found
        closed 1006)"},
    {"heads that are odd",
     R"(-> http GET /chat HTTP/1.0|Host : example.com|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==||
        <- http HTTP/1.1 101|Upgrade: websocket|Connection: keep-alive,|  Upgrade|Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo= ||
        <- text hi)",
     R"(request GET /chat !header-name-space !http-version
        response 101  !reason-missing !header-folded !header-trailing-space
        open
        <= text 'hi')"},
    {"frames before the answer",
     R"(-> request
        -> text early
        -> text bird
        <- 101
        -> text late)",
     R"(request GET /chat
        response 101 Switching Protocols
        open
        => text 'early'
        => text 'bird'
        => text 'late')"},
    {"early frames and a refusal",
     R"(-> request
        -> text early
        <- http HTTP/1.1 403 No|Content-Length: 0||
        closed)",
     R"(request GET /chat
        response 403 No
        error http: the server refused the upgrade: 403 No
        closed 1006)"},
    {"through a proxy",
     R"(-> http CONNECT example.com:80 HTTP/1.1|Host: example.com:80||
        <- http HTTP/1.1 200 Connected||
        -> request
        <- 101
        -> text hi
        <- text ho)",
     R"(request CONNECT example.com:80
        response 200 Connected
        request GET /chat
        response 101 Switching Protocols
        open
        => text 'hi'
        <= text 'ho')"},
    {"once more, with credentials",
     R"(-> request
        <- http HTTP/1.1 401 Unauthorized|Content-Length: 2||no
        -> request
        <- 101
        <- text hi)",
     R"(request GET /chat
        response 401 Unauthorized
        error http: the server refused the upgrade: 401 Unauthorized body='no'
        request GET /chat
        response 101 Switching Protocols
        open
        <= text 'hi')"},
    {"other HTTP on the same connection",
     R"(-> http GET /a HTTP/1.1|Host: h||
        <- http HTTP/1.1 200 OK|Content-Length: 2||ok
        -> http GET /b HTTP/1.1|Host: h||
        <- http HTTP/1.1 204 None||
        -> request
        <- 101)",
     R"(request GET /a
        response 200 OK
        request GET /b
        response 204 None
        request GET /chat
        response 101 Switching Protocols
        open)"},
    {"other HTTP, and the upgrade before it was answered",
     R"(-> http HEAD /a HTTP/1.1|Host: h||
        -> http POST /b HTTP/1.1|Host: h|Content-Length: 4||body
        -> request
        -> text early
        <- http HTTP/1.1 200 OK|Content-Length: 500||
        <- http HTTP/1.1 201 Created|Content-Length: 2||ok
        <- 101
        <- text hi)",
     R"(request HEAD /a
        response 200 OK
        request POST /b
        response 201 Created
        request GET /chat
        response 101 Switching Protocols
        open
        => text 'early'
        <= text 'hi')"},
    {"other HTTP alone",
     R"(-> http GET /a HTTP/1.1|Host: h||
        <- http HTTP/1.1 200 OK|Content-Length: 2||ok
        -> fin
        <- fin
        closed)",
     R"(request GET /a
        response 200 OK
        error http: no request on this connection asked for a WebSocket, the last one was answered with 200
        closed 1006)"},
    {"101 to something else",
     R"(-> http GET / HTTP/1.1|Host: h|Upgrade: h2c|Connection: Upgrade||
        <- http HTTP/1.1 101 Go|Upgrade: h2c|Connection: Upgrade||
        <- raw 00 00 00 04 00
        closed)",
     R"(request GET /
        response 101 Go
        error http: the server switched to another protocol: h2c
        closed 1006)"},
    {"101 to nothing",
     R"(<- 101
        <- text hi
        closed)",
     R"(response 101 Switching Protocols
        error http: the server switched protocols before the request was complete
        closed 1006)"},
};

// Where it matters how bytes come: what came so far is told with the error.
const ScriptRow Garbage[] = {
    {"a plain request to a port that speaks TLS",
     R"(-> request
        <- raw 15 03 01 00 02 02 16
        closed)",
     R"(request GET /chat
        error http: not an HTTP response but TLS: this port speaks TLS: try wss:// body=15030100020216
        closed 1006)"},
    {"not HTTP from the server",
     R"(-> request
        <- raw 'SSH-2.0-OpenSSH' 0d0a
        closed)",
     R"(request GET /chat
        error http: not an HTTP response body='SSH-2.0-OpenSSH' 0d0a
        closed 1006)"},
    {"no text from the server",
     R"(-> request
        <- raw 00 ff 00
        closed)",
     R"(request GET /chat
        error http: not an HTTP response base64=AP8A
        closed 1006)"},
    {"TLS",
     R"(-> raw 16 03 01 02 00
        <- raw 16 03 03
        closed)",
     R"(error http: not an HTTP request but TLS: the recording holds the connection encrypted body=1603010200
        closed 1006)"},
    {"frames alone: the capture began later",
     R"(<- raw 81 02 'hi'
        -> text ho
        closed)",
     R"(error http: not an HTTP request: another protocol, or the opening handshake is not in the recording base64=gYIRIjNEeU0=
        closed 1006)"},
};

const char* const Opening = R"(connecting ws://example.com/chat
    tcp
)";
const char* const Opened = R"(connecting ws://example.com/chat
    connected
)";

} // namespace

class HandshakeScriptsTest : public QObject
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

    void garbage_data() { addRows(Garbage); }
    void garbage()
    {
        QFETCH(QString, script);
        QFETCH(QString, lines);
        CaptureScript capture;
        capture.play(Opening + script.toStdString());
        compareLines(linesOf(capture.timeline(), timeline::View::Frames),
                     linesIn(Opened + lines.toStdString()));
    }
};

FRAMESCOPE_TEST(HandshakeScriptsTest)

} // namespace tst_handshake_scripts

#include "tst_handshake_scripts.moc"
