// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"
#include "support/test_program.h"

namespace tst_life_cycle {

using namespace framescope;
using namespace framescope::test;

namespace {

const ScriptRow Rows[] = {
    {"the first session of javascript.info",
     R"(connecting wss://javascript.info/
        event resolved {"addresses":["192.0.2.2"]}
        tcp
        event secured {"protocol":"TLSv1.3"}
        -> request
        <- 101
        -> text My name is John
        <- text Hello from server, John!
        <- close 1000 Bye!
        -> close 1000
        -> fin
        <- fin
        closed)",
     R"(connecting wss://javascript.info/
        resolved {"addresses":["192.0.2.2"]}
        connected
        secured {"protocol":"TLSv1.3"}
        request GET /chat
        response 101 Switching Protocols
        open
        => text 'My name is John'
        <= text 'Hello from server, John!'
        <- close 03e8 'Bye!' code=1000
        -> close 03e8 code=1000
        closed 1000 'Bye!' clean by server)"},
    {"a foreign capture says nothing of its own",
     R"(tcp silently
        -> request
        <- 101
        <- text hi
        <- close 1001
        -> close 1001
        <- fin
        -> fin)",
     R"(connecting
        connected {"client":"192.0.2.1:50000","server":"192.0.2.2:80"}
        request GET /chat
        response 101 Switching Protocols
        open
        <= text 'hi'
        <- close 03e9 code=1001
        -> close 03e9 code=1001
        closed 1001 clean by server)"},
    {"subprotocol and extensions",
     R"(connecting ws://example.com/chat
        tcp
        -> request protocols=mqtt,stomp deflate
        <- 101 protocol=stomp deflate=server_no_context_takeover)",
     R"(connecting ws://example.com/chat
        connected
        request GET /chat
        response 101 Switching Protocols
        open protocol=stomp extensions=permessage-deflate; server_no_context_takeover)"},
    {"no such host",
     R"(connecting ws://nowhere.invalid/
        event error {"layer":"dns","text":"host not found"}
        closed)",
     R"(connecting ws://nowhere.invalid/
        error dns: host not found
        closed 1006)"},
    {"given up before anything came",
     R"(connecting ws://example.com/
        closed)",
     R"(connecting ws://example.com/
        error http: the connection ended before the opening handshake was complete
        closed 1006)"},
    {"the certificate is refused",
     R"(connecting wss://example.com/
        tcp
        event error {"layer":"tls","text":"self-signed certificate"}
        -> fin
        closed)",
     R"(connecting wss://example.com/
        connected
        error tls: self-signed certificate
        closed 1006)"},
    {"notes: ours, on an event, somebody else's",
     R"(connecting ws://example.com/
        note look here
        note @1 this one
        comment written in Wireshark
        comment framescope {"event":"note"
        comment framescope {"event":"open"})",
     R"(connecting ws://example.com/
        note look here
        note @1 this one
        note written in Wireshark
        note framescope {"event":"note"
        note framescope {"event":"open"})"},
    {"what the tap did on purpose",
     R"(connecting ws://example.com/
        event behaviour {"what":"delay","ms":50})",
     R"(connecting ws://example.com/
        behaviour {"ms":50,"what":"delay"})"},
    {"a second closed is no end",
     R"(connecting ws://example.com/
        event error {"layer":"tcp","text":"refused"}
        closed
        closed {"text":"again"})",
     R"(connecting ws://example.com/
        error tcp: refused
        closed 1006
        note again)"},
};

} // namespace

class LifeCycleTest : public QObject
{
    Q_OBJECT

private slots:
    void scripts_data() { addRows(Rows); }
    void scripts()
    {
        QFETCH(QString, script);
        QFETCH(QString, lines);
        checkScript(script.toStdString(), lines.toStdString(), timeline::View::Messages);
    }

    // A recorder writes nothing after `closed`. Data after it is reported nevertheless.
    void moreAfterClosed()
    {
        CaptureScript capture;
        capture.play(R"(connecting ws://example.com/
                        tcp
                        event error {"layer":"http","text":"upgrade timed out"}
                        closed
                        -> request
                        <- 101)");
        compareLines(linesOf(capture.timeline(), timeline::View::Messages),
                     linesIn(R"(connecting ws://example.com/
                        connected
                        error http: upgrade timed out
                        closed 1006
                        note a comment of the recording says before this that the connection was closed, and yet it goes on
                        request GET /chat
                        response 101 Switching Protocols
                        open)"));
    }

    void connectionInfo()
    {
        CaptureScript capture;
        capture.play(R"(connecting ws://example.com/chat
                        tcp)");
        const ConnectionId first{1};
        QCOMPARE(capture.timeline().connectionCount(), 1U);
        QVERIFY(!capture.timeline().connection(ConnectionId{0}));
        QVERIFY(!capture.timeline().connection(ConnectionId{2}));
        auto info = *capture.timeline().connection(first);
        QVERIFY(info.state == timeline::ConnectionState::Connecting);
        QCOMPARE(info.url, std::string("ws://example.com/chat"));
        QCOMPARE(info.endpoints->server.toString(), std::string("192.0.2.2:80"));
        QVERIFY(info.connectingAt && info.connectedAt && !info.openAt);

        capture.play(R"(-> request protocols=chat
                        <- 101 protocol=chat)");
        info = *capture.timeline().connection(first);
        QVERIFY(info.state == timeline::ConnectionState::Open);
        QCOMPARE(info.handshake.subprotocol, std::string("chat"));
        QVERIFY(info.handshake.opened);
        QVERIFY(info.requestAt && info.responseAt && info.openAt);

        capture.play("-> close 4001 bye");
        info = *capture.timeline().connection(first);
        QVERIFY(info.state == timeline::ConnectionState::Closing);
        QVERIFY(info.closeSent->code == 4001 && !info.closeReceived);

        capture.play(R"(<- close 4001
                        closed)");
        info = *capture.timeline().connection(first);
        QVERIFY(info.state == timeline::ConnectionState::Closed);
        QVERIFY(info.closing->clean && info.closing->by == Direction::Out);
        QCOMPARE(int{info.closing->code.value_or(0)}, 4001);
        QVERIFY(info.closedAt.has_value());
    }

    void urlOfAForeignCapture()
    {
        CaptureScript capture;
        capture.play(R"(tcp silently
                        -> request)");
        QCOMPARE(capture.timeline().connection(ConnectionId{1})->url,
                 std::string("ws://example.com/chat"));
    }

    void longCommentsLoseTheirLongestMember()
    {
        CaptureScript capture;
        capture.play("connecting ws://example.com/");
        timeline::SecuredDetail secured;
        secured.chain = {std::string(200'000, 'x')};
        secured.protocol = "TLS";
        QVERIFY(capture.live().event(ConnectionId{1}, secured));
        compareLines(linesOf(capture.timeline(), timeline::View::Messages),
                     linesIn(R"--(connecting ws://example.com/
                        secured {"chain":["(left out: 200004 bytes)"],"protocol":"TLS"})--"));
    }

    void bytesThatAreNoTextAreReplaced()
    {
        CaptureScript capture;
        capture.play("connecting ws://example.com/");
        timeline::BehaviourDetail behaviour;
        behaviour.text = "caf\xe9";
        QVERIFY(capture.live().event(ConnectionId{1}, behaviour));
        compareLines(linesOf(capture.timeline(), timeline::View::Messages),
                     linesIn("connecting ws://example.com/\n"
                             "behaviour {\"text\":\"caf\xef\xbf\xbd\"}"));
    }

    void deepCommentsAreText()
    {
        CaptureScript capture;
        const std::string deep =
            std::string(R"(framescope {"event":"error","x":)") + std::string(30'000, '[');
        capture.step("comment " + deep);
        capture.finish(); // until then, it might be about an event of its packet
        const auto lines = linesOf(capture.timeline(), timeline::View::Messages);
        QCOMPARE(lines.size(), 1U);
        QCOMPARE(lines[0], "note " + deep);
    }
};

FRAMESCOPE_TEST(LifeCycleTest)

} // namespace tst_life_cycle

#include "tst_life_cycle.moc"
