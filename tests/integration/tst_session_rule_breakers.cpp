// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers that break a rule for which a session ends or answers: refusals, strict sessions, Close
// and Ping frames that are not legal.
#include "odd_server_test.h"

namespace tst_session_rule_breakers {

using namespace framescope;
using namespace framescope::test;
using namespace std::chrono_literals;
using session::Session;

class SessionRuleBreakers : public OddServerTest
{
    Q_OBJECT

private slots:
    void initTestCase() { startPeer(); }
    void init() { peer_->forget(); }

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
};

void SessionRuleBreakers::strictly_data()
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

void SessionRuleBreakers::strictly()
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
    QTRY_COMPARE(seenByPeer(), close + QLatin1String(" fin"));
}

void SessionRuleBreakers::strictlyAtTheHeader_data()
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
void SessionRuleBreakers::strictlyAtTheHeader()
{
    QFETCH(QString, header);
    QFETCH(QString, close);
    SessionRun run;
    auto strict = options(QStringLiteral("/sends/") + header, Impatient);
    strict.strict = true;
    strict.compression.offered = false;
    QVERIFY(run->open(strict));
    QTRY_VERIFY(seenByPeer().startsWith(close));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().filter(QStringLiteral("error websocket: ")).size(), 1);
}

void SessionRuleBreakers::illegalCloses_data()
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
void SessionRuleBreakers::illegalCloses()
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
        QTRY_COMPARE(seenByPeer(), answer + QLatin1String(" fin"));
        QCOMPARE(run.story().filter(QStringLiteral("error websocket: ")).size(), strictly ? 1 : 0);
        QVERIFY(run.detail(timeline::Type::Closed).contains(QLatin1String("did not end TCP")));
    }
}

/// A pong as long as the ping would be illegal, one that is shorter no answer (RFC 6455 5.5.3).
void SessionRuleBreakers::longPing()
{
    SessionRun run;
    QVERIFY(run->open(options(QStringLiteral("/long-ping"))));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(seenByPeer(), QStringLiteral("10:73686f7274 8:03e8 fin"));
    QCOMPARE(run.story().filter(QStringLiteral("behaviour ")).size(), 1);
    QVERIFY(run.detail(timeline::Type::Behaviour).contains(QLatin1String("126 bytes")));
}

/// The user may do so; what we make on our own keeps to RFC 6455 5.5.1.
void SessionRuleBreakers::noPongAfterARawClose()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/data-then-ping"))));
    QVERIFY(run->send(message::Raw{QByteArray::fromHex("88820000000003e8")}));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(seenByPeer(), QStringLiteral("8:03e8 fin"));
}

void SessionRuleBreakers::refusals_data()
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
        << "error http: the opening handshake failed: a header of the opening handshake "
           "appears more than once: Sec-WebSocket-Protocol: \"one\" and \"two\"";
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

/// None of them opens: one `error`, then `closed` 1006.
void SessionRuleBreakers::refusals()
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
    QTRY_VERIFY(fin.contains(seenByPeer()));
}

FRAMESCOPE_TEST(SessionRuleBreakers)

} // namespace tst_session_rule_breakers

#include "tst_session_rule_breakers.moc"
