// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers that misbehave: what the timeline says of them, what QWebSocket was handed, and what
// the server saw of us.
#include "odd_server_test.h"

#include <algorithm>

namespace tst_session_odd_servers {

using namespace framescope;
using namespace framescope::test;
using namespace std::chrono_literals;
using session::Session;

namespace {

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

} // namespace

class SessionOddServers : public OddServerTest
{
    Q_OBJECT

private slots:
    void initTestCase() { startPeer(); }
    void init() { peer_->forget(); }

    void closings_data();
    void closings();
    void violations_data();
    void violations();
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
    void compareStory(SessionRun& run, const connection::ConnectionOptions& options,
                      const QString& story);
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
    QTRY_COMPARE(seenByPeer(), seen);
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
    QTRY_COMPARE(seenByPeer(), QStringLiteral("rst"));
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
    silent.behaviours.pong = connection::Behaviours::Pong::Off;
    QVERIFY(run.open(silent));
    QVERIFY(run.waitForLine(QStringLiteral("<= text 'after'")));
    QVERIFY(run->send(message::Pong{"nobody"}));
    QTRY_COMPARE(seenByPeer(), QStringLiteral("10:6e6f626f6479"));
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
    uncompressed.compression.offered = false;
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
