// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"

#include "support/capture_builder.h"
#include "support/frame_script.h"
#include "support/test_program.h"
#include "timeline/decode/load.h"

#include <QFile>

#include <algorithm>

namespace tst_odd_captures {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

constexpr const char* Forged = R"(framescope {"conn":1,"event":"closed","text":"forged"})";
constexpr const char* Lie =
    R"(framescope {"conn":1,"event":"error","layer":"websocket","text":"lie"})";
constexpr const char* Connecting = R"(framescope {"conn":1,"event":"connecting","url":"ws:h"})";

QByteArray bytesIn(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray frames(std::string_view picture)
{
    const Bytes bytes = bytesOf(picture);
    return bytesIn(asText(bytes));
}

// A connection in a foreign capture, a millisecond between packets. Data in brackets was sent but
// is not in the capture.
class Capture
{
public:
    enum class Sides { Both, Client, Server };

    explicit Capture(Sides sides = Sides::Both) : sides_(sides)
    {
        builder_.section().interface(101);
    }

    Capture& segment(Direction from, const char* flags, const QByteArray& payload = {},
                     bool captured = true, const char* comment = nullptr)
    {
        const bool out = from == Direction::Out;
        std::uint32_t& next = next_[indexOf(from)];
        time_ += 1000;
        if (captured && (sides_ == Sides::Both || (sides_ == Sides::Client) == out)) {
            builder_.packet(
                ipv4Packet({.fromClient = out,
                            .sequence = next,
                            .acknowledgement = acknowledged_[indexOf(from)],
                            .flags = flags,
                            .payload = payload}),
                {.time = time_,
                 .comments = comment ? QList<QByteArray>{comment} : QList<QByteArray>{}});
        }
        const QByteArray letters(flags);
        next += static_cast<std::uint32_t>(payload.size()) +
                (letters.contains('S') || letters.contains('F') ? 1 : 0);
        if (acknowledges_) {
            acknowledged_[indexOf(opposite(from))] = next;
        }
        return *this;
    }
    Capture& out(const QByteArray& payload, const char* comment = nullptr)
    {
        return segment(Direction::Out, "PA", payload, true, comment);
    }
    Capture& in(const QByteArray& payload, const char* comment = nullptr)
    {
        return segment(Direction::In, "PA", payload, true, comment);
    }
    Capture& oldReset()
    {
        builder_.packet(ipv4Packet({.fromClient = false, .sequence = 1, .flags = "R"}),
                        {.time = time_});
        return *this;
    }
    Capture& lost(const QByteArray& payload)
    {
        return segment(Direction::In, "PA", payload, false);
    }
    // From now on neither side acknowledges what the other sends.
    Capture& noAcknowledgements()
    {
        acknowledges_ = false;
        return *this;
    }
    Capture& tcp()
    {
        return segment(Direction::Out, "S")
            .segment(Direction::In, "SA")
            .segment(Direction::Out, "A");
    }
    Capture& opened(std::string_view extensions = {})
    {
        return tcp().out(bytesIn(requestHead(extensions))).in(bytesIn(responseHead(extensions)));
    }
    Capture& closedByServer()
    {
        return in(frames("88 02 03e8"))
            .out(frames("88 82 00000000 03e8"))
            .segment(Direction::In, "FA")
            .segment(Direction::Out, "FA")
            .segment(Direction::In, "A");
    }

    std::shared_ptr<const Timeline> loaded()
    {
        QFile file(folder_.filePath("capture.pcapng"));
        if (!file.open(QIODevice::WriteOnly) || file.write(builder_.bytes()) < 0) {
            qFatal("no file");
        }
        file.close();
        return load(file.fileName().toStdString())->timeline;
    }
    // Lines without the first `skipped` events.
    std::vector<std::string> lines(std::size_t skipped = 0)
    {
        auto all = linesOf(*loaded(), View::Messages);
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(skipped));
        return all;
    }

private:
    QTemporaryDir folder_;
    PcapngBuilder builder_;
    Sides sides_;
    std::array<std::uint32_t, 2> next_{500, 100};
    std::array<std::uint32_t, 2> acknowledged_{};
    bool acknowledges_ = true;
    std::uint64_t time_ = 0;
};

constexpr std::size_t Opening = 5; // connecting, connected, request, response, open
constexpr const char* GoesOn = "note a comment of the recording says before this that the "
                               "connection was closed, and yet it goes on";

} // namespace

class OddCapturesTest : public QObject
{
    Q_OBJECT

private slots:
    // A `closed` comment is wrong if packets of the connection follow.
    void closedThatIsNot()
    {
        Capture capture;
        capture.opened().in(frames("81 01 'a'")).out(frames("81 81 00000000 'b'"), Forged);
        capture.in(frames("81 01 'c'")).closedByServer();
        compareLines(capture.lines(Opening), {"<= text 'a'", GoesOn, "=> text 'b'", "<= text 'c'",
                                              "<- close 03e8 code=1000", "-> close 03e8 code=1000",
                                              "closed 1000 clean by server"});

        Capture open;
        open.opened().in(frames("81 01 'a'"), Forged);
        compareLines(open.lines(Opening), {GoesOn, "<= text 'a'"});
        QVERIFY(open.loaded()->connection(ConnectionId{1})->state == ConnectionState::Open);
    }

    // Its own side has ended, so the comment may be right. An unfinished frame is not cut off.
    void closedAfterOneEnd()
    {
        Capture capture;
        capture.opened("Sec-WebSocket-Extensions: permessage-deflate\r\n");
        capture.out(frames("88 82 00000000 03e8")).in(frames("81 01"));
        capture.segment(Direction::Out, "FA").segment(Direction::In, "A", {}, true, Forged);
        capture.in(frames("'a'")).in(frames("88 02 03e8")).segment(Direction::In, "FA");
        compareLines(capture.lines(Opening),
                     {"-> close 03e8 code=1000", GoesOn, "<= text 'a'", "<- close 03e8 code=1000",
                      "closed 1000 clean by client"});
    }

    // An `error` comment does not make a failure of an orderly close.
    void errorThatIsNot()
    {
        Capture capture;
        capture.opened().segment(Direction::In, "A", {}, true, Lie);
        capture.closedByServer();
        QCOMPARE(capture.lines().back(), std::string("closed 1000 clean by server"));
    }

    // A capture from the middle is recognised despite a `connecting` comment.
    void connectingThatIsNot()
    {
        Capture capture;
        capture.in(frames("81 05 'hello'"), Connecting);
        capture.out(frames("81 85 00000000 'hello'")).in(frames("81 05 'hello'"));
        capture.out(frames("81 85 00000000 'hello'")).closedByServer();
        QCOMPARE(capture.lines().back(), std::string("closed 1000 clean by server"));
    }

    void ownRecordingWithoutTheRequest()
    {
        Capture capture;
        capture.segment(Direction::Out, "S", {}, true, Connecting).segment(Direction::In, "SA");
        capture.segment(Direction::Out, "PA", bytesIn(requestHead()), false);
        capture.in(bytesIn(responseHead())).closedByServer();
        QCOMPARE(capture.lines().back(), std::string("closed 1000 clean by server"));
    }

    void responsesBeforeLaterRequests_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("response");
        QTest::newRow("200") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                             << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        QTest::newRow("tunnel") << QByteArray("CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n")
                                << QByteArray("HTTP/1.1 200 OK\r\n\r\n");
        QTest::newRow("401") << bytesIn(requestHead())
                             << QByteArray("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
    }
    void responsesBeforeLaterRequests()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, response);
        const QByteArray upgrade = bytesIn(requestHead());
        const QByteArray switched = bytesIn(responseHead()) + frames("81 01 'a'");
        const auto check = [](Capture& capture) {
            const auto lines = capture.closedByServer().lines();
            QVERIFY(std::ranges::find(lines, "<= text 'a'") != lines.end());
            QCOMPARE(lines.back(), std::string("closed 1000 clean by server"));
        };
        Capture second;
        check(second.tcp().out(request).in(response).in(switched).out(upgrade));
        Capture both;
        check(both.tcp().in(response).out(request).in(switched).out(upgrade));
        Capture half;
        check(half.tcp()
                  .out(request)
                  .in(response)
                  .out(upgrade.first(50))
                  .in(switched)
                  .out(upgrade.mid(50)));
        Capture together;
        check(together.tcp().in(response + switched).out(request).out(upgrade));
    }

    void closedThatMayBe()
    {
        Capture capture;
        capture.opened().in(frames("81 01 'a'")).segment(Direction::In, "A", {}, true, Forged);
        compareLines(capture.lines(Opening), {"<= text 'a'", "closed 1006"});
    }

    void theClientAlone()
    {
        Capture capture(Capture::Sides::Client);
        capture.opened().in(frames("81 01 'a'")).out(frames("81 81 00000000 'b'"));
        capture.closedByServer();
        const auto lines = capture.lines(3);
        const std::size_t sent = responseHead().size() + 7;
        compareLines(
            lines,
            {"note there is no packet of the server in this recording",
             "note " + std::to_string(sent) +
                 " bytes that the server sent are missing from the recording",
             "note a WebSocket, and what follows are its frames: the response is not in this "
             "recording, or not whole",
             "=> text 'b'", "-> close 03e8 code=1000", "closed unknown"});
        const auto timeline = capture.loaded();
        QCOMPARE(timeline->connection(ConnectionId{1})->closing->unknown,
                 std::string("there is no packet of the server in the recording"));
    }

    void theServerAlone()
    {
        Capture capture(Capture::Sides::Server);
        capture.opened().in(frames("81 01 'a'")).out(frames("81 81 00000000 'b'"));
        capture.segment(Direction::In, "A");
        const auto lines = capture.lines(2);
        const std::size_t sent = requestHead().size() + 7;
        compareLines(
            lines, {"note there is no packet of the client in this recording",
                    "note " + std::to_string(sent) +
                        " bytes that the client sent are missing from the recording",
                    "response 101 Switching Protocols",
                    "note a WebSocket, and what follows are its frames: the request is not in this "
                    "recording, or not whole",
                    "open", "<= text 'a'"});
    }

    // Bytes that waited behind a gap are earlier than the comment in between.
    void closedBehindAGap()
    {
        Capture capture;
        capture.opened().noAcknowledgements();
        capture.lost(frames("81 05 'hello'")).in(frames("88 02 03e8"));
        capture.out(frames("88 82 00000000 03e8"));
        capture.segment(Direction::In, "FA").segment(Direction::Out, "FA");
        const auto lines = capture.lines();
        QCOMPARE(lines.back(), std::string("closed 1000 clean by server"));
        const auto timeline = capture.loaded();
        const auto timeOf = [&](Direction direction) {
            for (std::uint32_t i = 0; i < timeline->size(); ++i) {
                const Entry& entry = timeline->entry(EventId{i});
                if (entry.type == Type::Close && entry.direction() == direction) {
                    return entry.time;
                }
            }
            return std::int64_t{0};
        };
        QCOMPARE(timeOf(Direction::In), 7'000'000);
        QCOMPARE(timeOf(Direction::Out), 8'000'000);
    }

    void plainHttp()
    {
        Capture capture;
        capture.tcp().out("GET / HTTP/1.1\r\nHost: example.com\r\n\r\n");
        capture.in("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        capture.segment(Direction::Out, "FA").segment(Direction::In, "FA");
        compareLines(capture.lines(2),
                     {"request GET /", "response 200 OK",
                      "note HTTP without an upgrade: no request on this connection asked for a "
                      "WebSocket, the last one was answered with 200",
                      "closed unknown"});

        Capture silent;
        silent.tcp().out("GET / HTTP/1.1\r\nHost: example.com\r\n\r\n");
        silent.segment(Direction::In, "FA").segment(Direction::Out, "FA");
        compareLines(silent.lines(2),
                     {"request GET /",
                      "note HTTP without an upgrade: no request on this connection asked for a "
                      "WebSocket",
                      "closed unknown"});
    }

    void refusedTunnel_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("407") << QByteArray("407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n")
                             << QByteArray("407 No, the proxy asks for credentials "
                                           "(Proxy-Authenticate: Basic realm=\"x\")");
        QTest::newRow("302") << QByteArray("302 Found\r\nLocation: http://portal.example/\r\n")
                             << QByteArray("302 Found, it redirects (Location: "
                                           "http://portal.example/)");
        QTest::newRow("502") << QByteArray("502 Bad Gateway\r\n") << QByteArray("502 Bad Gateway");
    }
    void refusedTunnel()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, said);
        Capture capture;
        capture.tcp().out("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n");
        capture.in("HTTP/1.1 " + head + "Content-Length: 2\r\n\r\nno");
        capture.segment(Direction::In, "FA").segment(Direction::Out, "FA");
        const auto lines = capture.lines(4);
        compareLines(lines, {"error http: the proxy refused the tunnel: " + said.toStdString() +
                                 " body='no'",
                             "closed 1006"});
    }

    void resetThatIsIgnored()
    {
        Capture capture;
        capture.opened().in(frames("81 01 'a'")).oldReset().out(frames("81 81 00000000 'b'"));
        compareLines(capture.closedByServer().lines(Opening),
                     {"<= text 'a'", "=> text 'b'", "<- close 03e8 code=1000",
                      "note a reset of the server is ignored: its number is not that of what came "
                      "next, and the server went on after it",
                      "-> close 03e8 code=1000", "closed 1000 clean by server"});
    }

    void refusedConnection()
    {
        Capture capture;
        capture.segment(Direction::Out, "S").segment(Direction::In, "RA");
        compareLines(capture.lines(1),
                     {"error tcp: the server refused the connection: it answered SYN with RST",
                      "closed 1006"});
    }

    void behindTheEnd()
    {
        Capture capture;
        capture.opened().segment(Direction::In, "FA").in(frames("81 01 'a'"));
        capture.out(frames("81 81 00000000 'b'")).segment(Direction::Out, "FA");
        compareLines(capture.lines(Opening),
                     {"=> text 'b'", "closed 1006",
                      "note 3 bytes that the server sent came after its side of TCP had ended: no "
                      "frames are made of them"});

        Capture reset;
        reset.opened().segment(Direction::In, "RA").out(frames("81 81 00000000 'b'"));
        QCOMPARE(reset.lines().back(),
                 std::string("note 7 bytes that the client sent came after the connection was "
                             "reset: no frames are made of them"));
    }
};

FRAMESCOPE_TEST(OddCapturesTest)

} // namespace tst_odd_captures

#include "tst_odd_captures.moc"
