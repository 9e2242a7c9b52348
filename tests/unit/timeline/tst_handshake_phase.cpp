// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/base64.h"
#include "script_rows.h"
#include "support/test_program.h"
#include "timeline/details/life_cycle.h"

namespace tst_handshake_phase {

using namespace framescope;
using namespace framescope::test;

namespace {

const char* const Opening = R"(connecting ws://example.com/chat
    tcp
)";

} // namespace

class HandshakePhaseTest : public QObject
{
    Q_OBJECT

private slots:
    void largeHead()
    {
        CaptureScript capture;
        capture.play(Opening);
        capture.play("-> request");
        capture.send(Direction::In, asBytes("HTTP/1.1 101 Go\r\nX: " + std::string(70'000, 'x')));
        const auto lines = linesOf(capture.timeline(), timeline::View::Messages);
        QVERIFY(lines.back().starts_with("error http: the response head is larger than 64 KiB "));
    }

    void largeBodyIsCut()
    {
        CaptureScript capture;
        capture.play(Opening);
        capture.play("-> request");
        capture.send(Direction::In, asBytes("HTTP/1.1 500 Oops\r\nContent-Length: 100000\r\n\r\n" +
                                            std::string(100'000, 'x')));
        const auto info = *capture.timeline().connection(ConnectionId{1});
        QCOMPARE(info.responseBody.size(), 65'536U);
        QVERIFY(info.responseBodyTruncated);
        const auto lines = linesOf(capture.timeline(), timeline::View::Messages);
        QVERIFY(lines.back().ends_with("body='x'*65536"));
    }

    /// The others are not lost, only not told one by one.
    void floodOfInterimResponses()
    {
        CaptureScript capture;
        capture.play(Opening);
        capture.play("-> request");
        std::string flood;
        for (int i = 0; i < 100'000; ++i) {
            flood += "HTTP/1.1 100 \r\n\r\n";
        }
        capture.send(Direction::In, asBytes(flood));
        capture.play("<- 101");
        const auto lines = linesOf(capture.timeline(), timeline::View::Messages);
        QCOMPARE(lines.size(), 3U + 32U + 3U);
        QCOMPARE(lines[35],
                 std::string("note more than 32 interim responses (1xx) came: the others "
                             "are in the recording and not listed"));
        QCOMPARE(lines.back(), std::string("open"));
        QCOMPARE(capture.timeline().connection(ConnectionId{1})->interim.size(), 32U);
    }

    /// The detail has the head byte for byte where its parts don't tell it.
    void rawHeads()
    {
        CaptureScript capture;
        capture.play(Opening);
        capture.play("-> request");
        const std::string head = "HTTP/1.1 103 Sch\xf6n\r\nX-Odd : \xff\r\n\r\n";
        capture.send(Direction::In, asBytes(head));
        const auto& timeline = capture.timeline();
        const auto detailOf = [&timeline](std::uint32_t n) {
            return timeline::membersOf(*timeline.detail(timeline.entry(EventId{n}))->lifeCycle);
        };
        const auto plain = detailOf(2);
        QVERIFY(memberOf(plain, "raw_base64") == plain.end());
        const auto odd = detailOf(3);
        const auto raw = memberOf(odd, "raw_base64");
        QVERIFY(raw != odd.end());
        QCOMPARE(*raw->value.as<std::string>(), toBase64(asBytes(head)));
        QCOMPARE(*memberOf(odd, "reason")->value.as<std::string>(), std::string("Sch\\xf6n"));
        const auto& headers = *memberOf(odd, "headers")->value.as<timeline::List>();
        QCOMPARE(*(*headers[0].as<timeline::List>())[1].as<std::string>(), std::string("\\xff"));
    }

    /// Requests that are sent before the responses to those before them.
    void pipelined()
    {
        CaptureScript capture;
        capture.play(Opening);
        std::string requests;
        std::string responses;
        for (int i = 0; i < 2000; ++i) {
            requests += "POST /" + std::to_string(i) + " HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi";
            responses += "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        }
        requests += requestHead();
        const std::string_view frame("\x81\x82\0\0\0\0hi", 8);
        const std::string all = requests + std::string(frame);
        const std::size_t half = all.size() / 2;
        capture.send(Direction::Out, asBytes(std::string_view(all).substr(0, half)));
        capture.send(Direction::Out, asBytes(std::string_view(all).substr(half)));
        capture.send(Direction::In, asBytes(responses));
        capture.play("<- 101");
        const auto lines = linesOf(capture.timeline(), timeline::View::Messages);
        QCOMPARE(lines.size(), 2U + 2 * 2000 + 4);
        QCOMPARE(lines[2 + 2 * 1999], std::string("request POST /1999"));
        QCOMPARE(lines[lines.size() - 4], std::string("request GET /chat"));
        QCOMPARE(lines[lines.size() - 2], std::string("open"));
        QVERIFY2(lines.back().starts_with("=> text 'hi'"), lines.back().c_str());
        const auto& last = capture.timeline().entry(
            EventId{static_cast<std::uint32_t>(capture.timeline().size() - 1)});
        QCOMPARE(last.streamOffset, requests.size());
    }

    void tooMuchBeforeTheResponse()
    {
        CaptureScript capture;
        capture.play(Opening);
        capture.play("-> request");
        const Bytes chunk(1024 * 1024, 0);
        for (int i = 0; i < 17; ++i) {
            capture.send(Direction::Out, chunk);
        }
        QCOMPARE(
            linesOf(capture.timeline(), timeline::View::Messages).back(),
            std::string("error http: the client sent more than 16 MiB before a response came"));
    }
};

FRAMESCOPE_TEST(HandshakePhaseTest)

} // namespace tst_handshake_phase

#include "tst_handshake_phase.moc"
