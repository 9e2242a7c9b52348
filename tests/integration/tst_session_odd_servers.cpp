// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers that misbehave: what the timeline says of them, what QWebSocket was handed, and what
// the server saw of us.
#include "support/peer_process.h"
#include "support/session_run.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_session_odd_servers {

using namespace framescope;
using namespace framescope::test;
using namespace std::chrono_literals;
using session::Session;

namespace {

constexpr auto Impatient = 800ms; // where the server leaves the session waiting

QStringList linesIn(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty()) {
            lines.append(line.trimmed());
        }
    }
    return lines;
}

/// "opcode:payload" for each frame the peer received (U before it where it was not masked), then
/// how the connection ended for it.
QString seenBy(PeerProcess& peer)
{
    QStringList seen;
    for (const QVariantMap& report : peer.reports()) {
        if (report["event"] == "frame") {
            seen.append(QStringLiteral("%1%2:%3").arg(
                QLatin1String(report["masked"].toBool() ? "" : "U"), report["opcode"].toString(),
                report["payload"].toString()));
        } else if (report["event"] == "end") {
            seen.append(report["how"].toString());
        }
    }
    return seen.join(QLatin1Char(' '));
}

} // namespace

class SessionOddServers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<PeerProcess>(QStringLiteral("raw_peer.py")); }
    void init() { peer_->forget(); }

    void closings_data();
    void closings();
    void violations_data();
    void violations();
    void strictly_data();
    void strictly();
    void strictlyAtTheHeader_data();
    void strictlyAtTheHeader();
    void illegalCloses_data();
    void illegalCloses();
    void longPing();
    void noPongAfterARawClose();
    void refusals_data();
    void refusals();
    void halfAFrameThenSilence();
    void resetByServer();
    void resetByUs();
    void killedServer();
    void pongsAreOptional();
    void answersLate();
    void floodThenAbort();
    void messagesForThoseWhoListen();
    void lastWordBeforeReset();

private:
    connection::ConnectionOptions options(const QString& path,
                                          std::chrono::milliseconds timeout = 2min)
    {
        auto options = SessionRun::options(peer_->url(path));
        options.closeTimeout = timeout;
        options.upgradeTimeout = timeout;
        return options;
    }
    void compareStory(SessionRun& run, const connection::ConnectionOptions& options,
                      const QString& story);

    std::unique_ptr<PeerProcess> peer_;
};

void SessionOddServers::compareStory(SessionRun& run, const connection::ConnectionOptions& options,
                                     const QString& story)
{
    QVERIFY(run->open(options));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(timeline::View::Frames), linesIn(story));
}

void SessionOddServers::closings_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("seen");

    QTest::newRow("close-empty") << R"(
        open
        <- close ''
        -> close ''
        closed 1005 clean by server)"
                                 << "8: fin";
    for (const char* code : {"1000", "1001", "1011", "1012", "1013", "1014", "3000", "4999"}) {
        const QString hex =
            QString::number(QByteArray(code).toInt(), 16).rightJustified(4, QLatin1Char('0'));
        QTest::addRow("close-code/%s", code) << QStringLiteral(R"(
            open
            <- close %1 'bye' code=%2
            -> close %1 code=%2
            closed %2 'bye' clean by server)")
                                                    .arg(hex, QLatin1String(code))
                                             << QStringLiteral("8:%1 fin").arg(hex);
    }
    QTest::newRow("close-code/1005") << R"(
        open
        <- close 03ed 'bye' code=1005 !close-code-invalid
        -> close 03ea code=1002
        closed 1006 by server)"
                                     << "8:03ea fin";
    QTest::newRow("close-code/999") << R"(
        open
        <- close 03e7 'bye' code=999 !close-code-invalid
        -> close 03ea code=1002
        closed 999 'bye' clean by server !close-code-differs)"
                                    << "8:03ea fin";
    QTest::newRow("close-raw/880403e8fffe") << R"(
        open
        <- close 03e8fffe code=1000 !close-reason-utf8
        -> close 03ef code=1007
        closed 1006 by server)"
                                            << "8:03ef fin";
    QTest::newRow("close-raw/880203ed") << R"(
        open
        <- close 03ed code=1005 !close-code-invalid
        -> close 03ea code=1002
        closed 1006 by server)"
                                        << "8:03ea fin";
    QTest::newRow("close-raw/880103") << R"(
        open
        <- close 03 !close-payload-short
        -> close 03ea code=1002
        closed 1006 by server)"
                                      << "8:03ea fin";
    QTest::newRow("close-and-fin") << R"(
        open
        <- close 03e8 'done' code=1000
        -> close 03e8 code=1000
        closed 1000 'done' clean by server)"
                                   << "fin";
    QTest::newRow("never-fins") << R"(
        open
        <- close 03e8 code=1000
        -> close 03e8 code=1000
        closed 1000 clean by server)"
                                << "8:03e8 fin";
    QTest::newRow("two-closes") << R"(
        open
        <- close 0fa1 'first' code=4001
        <- close 0fa2 'second' code=4002 !data-after-close
        -> close 0fa1 code=4001
        closed 1006 by server)"
                                << "8:0fa1 fin";
    QTest::newRow("data-after-close") << R"(
        open
        <- close 0fa1 code=4001
        <- text 'too late' !data-after-close
        -> close 0fa1 code=4001
        closed 1006 by server)"
                                      << "8:0fa1 fin";
    QTest::newRow("fin") << R"(
        open
        <- text 'hello'
        closed 1006)"
                         << "fin";
    QTest::newRow("half-then-end") << R"(
        open
        <- text '0123456789' incomplete !frame-truncated
        closed 1006)"
                                   << "fin";
}

void SessionOddServers::closings()
{
    QFETCH(QString, story);
    QFETCH(QString, seen);
    SessionRun run;
    const QString path = QLatin1Char('/') + QLatin1String(QTest::currentDataTag());
    compareStory(run, options(path, path.endsWith(QLatin1String("fins")) ? Impatient : 2min),
                 story);
    QTRY_COMPARE(seenBy(*peer_), seen);
}

void SessionOddServers::violations_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("received");

    QTest::newRow("masked") << R"(
        <- text 'hello'
        <- text 'masked' !mask-unexpected
        <- text 'after')"
                            << "hello|masked|after";
    QTest::newRow("rsv") << R"(
        <- text 'hello'
        <- text 'reserved bit' !rsv-set
        <- text 'after')"
                         << "hello|after";
    QTest::newRow("reserved-opcode") << R"(
        <- text 'hello'
        <- reserved 'three' !opcode-reserved
        <- reserved 'eleven' !opcode-reserved
        <- text 'after')"
                                     << "hello|after";
    QTest::newRow("invalid-utf8") << R"(
        <- text 'hello'
        <- text 'bad ' fffe ' text' nottext !utf8-invalid
        <- text 'after')"
                                  << "hello|after";
    QTest::newRow("interleaved") << R"(
        <- text 'hello'
        <- text 'begun' more
        <- text 'cuts in' !message-interleaved
        <- continuation 'orphan' !continuation-unexpected
        <- text 'after')"
                                 << "hello|cuts in|after";
    QTest::newRow("damaged-deflate") << R"(
        <- text '' compressed !deflate-invalid
        <- text 'after')"
                                     << "after";
    QTest::newRow("fragments") << R"(
        <- text 'one ' more
        <- ping 'between'
        <- continuation 'two ' more
        <- continuation 'three'
        -> pong 'between')"
                               << "one two three";
    QTest::newRow("same-segment") << R"(
        <- text 'at once'
        <- ping 'p'
        <- binary 00ff
        -> pong 'p')"
                                  << "at once|00ff";
    QTest::newRow("keep-alive") << "<- text 'hello'"
                                << "hello";
    QTest::newRow("early-hints") << "<- text 'hello'"
                                 << "hello";
    QTest::newRow("large-head") << "<- text 'hello'"
                                << "hello";
    QTest::newRow("interim-flood/100000") << "<- text 'hello'"
                                          << "hello";
}

/// The session goes on after each of them, and QWebSocket gets what can be given to it.
void SessionOddServers::violations()
{
    QFETCH(QString, story);
    QFETCH(QString, received);
    SessionRun run;
    QStringList messages;
    connect(&run.session(), &Session::textMessageReceived, this,
            [&](const QString& text) { messages.append(text); });
    connect(&run.session(), &Session::binaryMessageReceived, this,
            [&](const QByteArray& bytes) { messages.append(QString::fromLatin1(bytes.toHex())); });
    QVERIFY(run->open(options(QStringLiteral("/") + QString::fromUtf8(QTest::currentDataTag()))));
    QVERIFY(run.waitForClosed());
    QStringList lines = run.story(timeline::View::Frames);
    for (QString& line : lines) {
        line = line.section(QStringLiteral(" answered="), 0, 0);
    }
    const bool isFlood = QByteArray(QTest::currentDataTag()).startsWith("interim-flood");
    const auto isNote = [](const QString& line) { return line.startsWith(QLatin1String("note")); };
    QCOMPARE(lines.removeIf(isNote), isFlood ? 1 : 0); // that there are more than are listed
    QVERIFY(lines.takeFirst().startsWith(QLatin1String("open")));
    const QStringList expected =
        linesIn(story) + QStringList{"<- close 03e8 code=1000", "-> close 03e8 code=1000",
                                     "closed 1000 clean by server"};
    QCOMPARE(lines, expected);
    QCOMPARE(messages.join(QLatin1Char('|')), received);
}

void SessionOddServers::strictly_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("close");
    QTest::newRow("masked") << "error websocket: a frame from the server is masked"
                            << "8:03ea";
    QTest::newRow("rsv") << "error websocket: "
                         << "8:03ea";
    QTest::newRow("invalid-utf8") << "error websocket: a text message is not valid UTF-8: at byte 4"
                                  << "8:03ef";
    QTest::newRow("damaged-deflate") << "error websocket: "
                                     << "8:03ef";
}

void SessionOddServers::strictly()
{
    QFETCH(QString, error);
    QFETCH(QString, close);
    SessionRun run;
    auto strict = options(QStringLiteral("/") + QString::fromUtf8(QTest::currentDataTag()));
    strict.strict = true;
    QStringList messages;
    connect(&run.session(), &Session::textMessageReceived, this,
            [&](const QString& text) { messages.append(text); });
    QVERIFY(run->open(strict));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().filter(error).size(), 1);
    QVERIFY(!messages.contains(QLatin1String("after")));
    QTRY_COMPARE(seenBy(*peer_), close + QLatin1String(" fin"));
}

void SessionOddServers::strictlyAtTheHeader_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("close");
    QTest::newRow("2^63 bytes") << "827f8000000000000000"
                                << "8:03ea";
    QTest::newRow("masked, 2^40 bytes") << "82ff000001000000000001020304"
                                        << "8:03ea";
    QTest::newRow("reserved bit") << "c17f0000010000000000"
                                  << "8:03ea";
    QTest::newRow("too long") << "827f0000010000000000"
                              << "8:03f1";
}

/// The payload never comes.
void SessionOddServers::strictlyAtTheHeader()
{
    QFETCH(QString, header);
    QFETCH(QString, close);
    SessionRun run;
    auto strict = options(QStringLiteral("/sends/") + header, Impatient);
    strict.strict = true;
    strict.deflate = false;
    QVERIFY(run->open(strict));
    QTRY_VERIFY(seenBy(*peer_).startsWith(close));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().filter(QStringLiteral("error websocket: ")).size(), 1);
}

void SessionOddServers::illegalCloses_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QString>("answer");
    QTest::newRow("1005") << "880203ed"
                          << "8:03ea";
    QTest::newRow("1006") << "880203ee"
                          << "8:03ea";
    QTest::newRow("1015") << "880203f7"
                          << "8:03ea";
    QTest::newRow("one byte") << "880103"
                              << "8:03ea";
    QTest::newRow("reason not UTF-8") << "880403e8ff41"
                                      << "8:03ef";
    QTest::newRow("126 bytes") << "887e007e03e8" + QString(2 * 124, QLatin1Char('4')) << "8:03ea";
    QTest::newRow("fragments") << "080203e88000"
                               << "8:03ea";
}

/// What is answered never is such a code, whether strictly or not; then the server may end TCP.
void SessionOddServers::illegalCloses()
{
    QFETCH(QString, frame);
    QFETCH(QString, answer);
    for (const bool strictly : {false, true}) {
        peer_->forget();
        SessionRun run;
        auto asked = options(QStringLiteral("/sends/") + frame, Impatient);
        asked.strict = strictly;
        QVERIFY(run->open(asked));
        QVERIFY(run.waitForClosed());
        QTRY_COMPARE(seenBy(*peer_), answer + QLatin1String(" fin"));
        QCOMPARE(run.story().filter(QStringLiteral("error websocket: ")).size(), strictly ? 1 : 0);
        QVERIFY(run.detail(timeline::Type::Closed).contains(QLatin1String("did not end TCP")));
    }
}

/// A pong as long as the ping would be illegal, one that is shorter no answer (RFC 6455 5.5.3).
void SessionOddServers::longPing()
{
    SessionRun run;
    QVERIFY(run->open(options(QStringLiteral("/long-ping"))));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(seenBy(*peer_), QStringLiteral("10:73686f7274 8:03e8 fin"));
    QCOMPARE(run.story().filter(QStringLiteral("behaviour ")).size(), 1);
    QVERIFY(run.detail(timeline::Type::Behaviour).contains(QLatin1String("126 bytes")));
}

/// The user may do so; what we make on our own keeps to RFC 6455 5.5.1.
void SessionOddServers::noPongAfterARawClose()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/data-then-ping"))));
    QVERIFY(run->send(message::Raw{QByteArray::fromHex("88820000000003e8")}));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(seenBy(*peer_), QStringLiteral("8:03e8 fin"));
}

void SessionOddServers::refusals_data()
{
    QTest::addColumn<QString>("error");
    const auto acceptWith = [](const char* lines) {
        return QByteArray("accept-with/") + QByteArray(lines).toHex();
    };
    QTest::newRow("unauthorized")
        << "error http: the server refused the upgrade: 401 Unauthorized, "
           "it asks for credentials (WWW-Authenticate: Basic "
           "realm=\"x\") body='<h1>who are you?</h1>'";
    QTest::newRow("unauthorized-to-end")
        << "error http: the server refused the upgrade: 401 Unauthorized body='who are you?'";
    QTest::newRow("body-never-ends") << "error http: the server refused the upgrade: 503 Busy; its "
                                        "body breaks off after 10 bytes body='some of it'";
    QTest::newRow("redirect")
        << "error http: the server refused the upgrade: 302 Found, it "
           "redirects (Location: ws://127.0.0.1:1/elsewhere?token=***removed***)";
    QTest::newRow("gzip-refusal") << "error http: the server refused the upgrade: 403 Forbidden "
                                     "body='<h1>who are you?</h1>'";
    QTest::newRow(acceptWith("Sec-WebSocket-Protocol: one\r\nSec-WebSocket-Protocol: two\r\n"))
        << "error http: the opening handshake failed: a header of the opening handshake stands "
           "more than once: Sec-WebSocket-Protocol: \"one\" and \"two\"";
    QTest::newRow(acceptWith("Sec-WebSocket-Extensions: permessage-deflate; "
                             "server_max_window_bits=99\r\n"))
        << "error http: the opening handshake failed: the server answered permessage-deflate with "
           "a parameter that is unknown, invalid or repeated: server_max_window_bits=99; the "
           "server answered \"permessage-deflate; server_max_window_bits=99\", the client offered "
           "\"permessage-deflate; client_max_window_bits\"";
    QTest::newRow("wrong-accept") << "error http: the opening handshake failed: ";
    QTest::newRow("other-subprotocol") << "error http: the opening handshake failed: ";
    QTest::newRow("garbage") << "error http: not an HTTP response";
    QTest::newRow("nothing") << "error http: no response within 0.8 s";
    QTest::newRow("closes-at-once")
        << "error http: the server closed the connection without an answer";
    QTest::newRow("resets-at-once") << "error tcp: the connection was reset by the server";
}

/// None of them opens; each is told in one `error`, then `closed` 1006.
void SessionOddServers::refusals()
{
    QFETCH(QString, error);
    SessionRun run;
    const QString path = QLatin1Char('/') + QLatin1String(QTest::currentDataTag());
    const bool waits =
        path == QLatin1String("/nothing") || path == QLatin1String("/body-never-ends");
    QVERIFY(!run.open(options(path, waits ? Impatient : 2min)));
    QVERIFY(run.waitForClosed());
    const QStringList story = run.story();
    QCOMPARE(story.size(), 2);
    QVERIFY2(story[0].startsWith(error), qPrintable(story[0]));
    QCOMPARE(story[1], QStringLiteral("closed 1006"));
    const QStringList fin{"fin", "left"};
    QTRY_VERIFY(fin.contains(seenBy(*peer_)));
}

/// QWebSocket alone would close such a connection with 1001 after 5 s.
void SessionOddServers::halfAFrameThenSilence()
{
    SessionRun run;
    QStringList messages;
    connect(&run.session(), &Session::textMessageReceived, this,
            [&](const QString& text) { messages.append(text); });
    compareStory(run, options(QStringLiteral("/half-a-frame/10")), R"(
        open
        <- text '0123456789abcdefghij'
        <- close 03e8 code=1000
        -> close 03e8 code=1000
        closed 1000 clean by server)");
    QCOMPARE(messages, QStringList{"0123456789abcdefghij"});
}

void SessionOddServers::resetByServer()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/rst"))));
    QVERIFY(run->send(message::Text{QStringLiteral("now")}));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(),
             (QStringList{"open", "<= text 'hello'", "=> text 'now'",
                          "error tcp: the connection was reset by the server", "closed 1006"}));
}

void SessionOddServers::resetByUs()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/echo"))));
    run->abort();
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(), (QStringList{"open", "error tcp: the connection was reset by the client",
                                       "closed 1006"}));
    QTRY_COMPARE(seenBy(*peer_), QStringLiteral("rst"));
}

void SessionOddServers::killedServer()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    SessionRun run;
    QVERIFY(run.open(peer.url(QStringLiteral("/echo"))));
    peer.kill();
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1006"));
}

void SessionOddServers::pongsAreOptional()
{
    SessionRun run;
    auto silent = options(QStringLiteral("/pings-unanswered"));
    silent.automaticPong = false;
    QVERIFY(run.open(silent));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'after'")));
    QVERIFY(run->send(message::Pong{"nobody"}));
    QTRY_COMPARE(seenBy(*peer_), QStringLiteral("10:6e6f626f6479"));
}

/// What comes between our Close and the server's is recorded; its code is the one that counts.
void SessionOddServers::answersLate()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/data-then-close"))));
    QVERIFY(run->close(4000, QStringLiteral("enough")));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(),
             (QStringList{"open", "-> close 0fa0 'enough' code=4000", "<= text 'still here'",
                          "<= text 'and here'", "<- close 03e8 code=1000",
                          "closed 1000 clean by client !close-code-differs"}));

    QVERIFY(run.open(options(QStringLiteral("/answer-code/4001"))));
    QVERIFY(run->close(std::nullopt));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 4001 clean by client !close-code-differs"));

    QVERIFY(run.open(options(QStringLiteral("/never-answers"), Impatient)));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1006 by client !close-unanswered"));
}

void SessionOddServers::floodThenAbort()
{
    SessionRun run;
    QVERIFY(run->open(options(QStringLiteral("/flood/2000000"))));
    QTRY_VERIFY(run->timeline()->size() > 10'000);
    run->abort();
    QVERIFY(run.waitForClosed());
    QVERIFY(run->timeline()->size() < 2'000'000);
}

/// Nothing is handed to QWebSocket, which would keep it, where nobody listens.
void SessionOddServers::messagesForThoseWhoListen()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/echo"))));
    QVERIFY(run->send(message::Text{QStringLiteral("one")}));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'one'")));
    QStringList messages;
    const auto listener = connect(&run.session(), &Session::textMessageReceived, this,
                                  [&](const QString& text) { messages.append(text); });
    QVERIFY(run->send(message::Text{QStringLiteral("two")}));
    QTRY_COMPARE(messages, QStringList{"two"});
    disconnect(listener);
    QVERIFY(run->send(message::Text{QStringLiteral("three")}));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'three'")));
    QCOMPARE(messages, QStringList{"two"});
}

/// The server resets the connection while we write: what it said before is not lost.
void SessionOddServers::lastWordBeforeReset()
{
    SessionRun run;
    auto uncompressed = options(QStringLiteral("/last-word"));
    uncompressed.deflate = false;
    for (int i = 0; i < 5; ++i) {
        QVERIFY(run.open(uncompressed));
        QVERIFY(run->send(message::Binary{QByteArray(16 << 20, 'x')}));
        QVERIFY(run.waitForClosed());
        QVERIFY(run.story().contains(QLatin1String("<= text 'too much'")));
        QVERIFY2(run.story().last().startsWith(QLatin1String("closed 1009 'too big' by server")),
                 qPrintable(run.story().last()));
    }
}

FRAMESCOPE_TEST(SessionOddServers)

} // namespace tst_session_odd_servers

#include "tst_session_odd_servers.moc"
