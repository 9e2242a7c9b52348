// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each behaviour: what a server that notes bytes sees of it, and what the timeline says.
#include "odd_server_test.h"
#include "support/patience.h"

namespace tst_session_behaviours {

using namespace framescope;
using namespace framescope::test;
using connection::Misdeed;
using session::Session;
using namespace std::chrono_literals;

class SessionBehaviours : public OddServerTest
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<PeerProcess>(QStringLiteral("noting_peer.py")); }
    void init() { peer_->forget(); }

    void pongs_data();
    void pongs();
    void closeReplies_data();
    void closeReplies();
    void closeIsNotAnswered();
    void afterClose_data();
    void afterClose();
    void halfClose();
    void goesOnAfterClose();
    void pieces();
    void masks();
    void stopsReading();
    void cuts_data();
    void cuts();
    void keepsAlive();
    void largestMessage();

private:
    connection::ConnectionOptions with(const QString& path, const QStringList& behaviours);
    QStringList seen();
    QString ended();
};

connection::ConnectionOptions SessionBehaviours::with(const QString& path,
                                                      const QStringList& behaviours)
{
    auto asked = options(path);
    for (const QString& text : behaviours) {
        if (!connection::setBehaviour(asked.behaviours, text.toStdString())) {
            qFatal("%s is no behaviour", qPrintable(text));
        }
    }
    return asked;
}

/// "opcode hex key" for each frame the server got; "random" for a key that is set.
QStringList SessionBehaviours::seen()
{
    QStringList frames;
    for (const QVariantMap& frame : peer_->reports(QStringLiteral("frame"))) {
        const QString key =
            frame["key"].isNull() ? QStringLiteral("none") : frame["key"].toString();
        frames.append(frame["opcode"].toString() + ' ' + frame["payload"].toString() + ' ' + key);
    }
    return frames;
}

QString SessionBehaviours::ended()
{
    const auto ends = [&] { return peer_->reports(QStringLiteral("end")); };
    return QTest::qWaitFor([&] { return !ends().isEmpty(); }, Patience)
               ? ends().first()["how"].toString()
               : QString();
}

void SessionBehaviours::pongs_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("pong");
    QTest::addColumn<QString>("told");
    QTest::newRow("off") << "pong=off"
                         << ""
                         << "the ping \"hello\" is not answered";
    QTest::newRow("wrong") << "pong=wrong"
                           << "10 69656c6c6f"
                           << "the ping \"hello\" is answered with \"iello\"";
    QTest::newRow("late") << "pong=late:700ms"
                          << "10 68656c6c6f"
                          << "the ping \"hello\" is answered after 700 ms";
}

void SessionBehaviours::pongs()
{
    QFETCH(QString, behaviour);
    QFETCH(QString, pong);
    QFETCH(QString, told);
    SessionRun run;
    QVERIFY(run->open(with(QStringLiteral("/pings"), {behaviour})));
    told.replace('"', "\\\""); // as in JSON
    QTRY_COMPARE(run.story().filter(told).size(), 1);
    if (pong.isEmpty()) {
        QVERIFY(run.waitForState(Session::State::Open));
        QVERIFY(run->close(1000));
    }
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    QCOMPARE(seen().filter("10 ").size(), pong.isEmpty() ? 0 : 1);
    QVERIFY(pong.isEmpty() || seen().first().startsWith(pong));
    if (behaviour.contains("late")) {
        QVERIFY(peer_->reports(QStringLiteral("note")).first()["seconds"].toDouble() >= 0.6);
    }
}

void SessionBehaviours::closeReplies_data()
{
    QTest::addColumn<QStringList>("behaviours");
    QTest::addColumn<QString>("close");
    QTest::newRow("echo") << QStringList() << "8 0fa1 ";
    QTest::newRow("code") << QStringList{"close-reply=code:999"} << "8 03e7 ";
    QTest::newRow("empty") << QStringList{"close-reply=empty"} << "8  ";
    QTest::newRow("late") << QStringList{"close-reply=late:700ms", "close-reply=code:4000"}
                          << "8 0fa0 ";
}

void SessionBehaviours::closeReplies()
{
    QFETCH(QStringList, behaviours);
    QFETCH(QString, close);
    SessionRun run;
    QVERIFY(run->open(with(QStringLiteral("/closes"), behaviours)));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    QVERIFY2(seen().size() == 1 && seen()[0].startsWith(close), qPrintable(seen().join('|')));
    QCOMPARE(run.story().filter("the server's Close is answered").size(),
             behaviours.isEmpty() ? 0 : 1);
    if (behaviours.size() > 1) {
        QVERIFY(peer_->reports(QStringLiteral("note")).first()["seconds"].toDouble() >= 0.6);
    }
}

void SessionBehaviours::closeIsNotAnswered()
{
    SessionRun run;
    QVERIFY(run->open(with(QStringLiteral("/closes-and-leaves"), {"close-reply=none"})));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    QCOMPARE(seen(), QStringList());
    QCOMPARE(run.story().filter("the server's Close is not answered").size(), 1);
}

void SessionBehaviours::afterClose_data()
{
    QTest::addColumn<QString>("behaviour");
    QTest::addColumn<QString>("how");
    QTest::newRow("fin") << "after-close=fin"
                         << "fin";
    QTest::newRow("rst") << "after-close=rst"
                         << "rst";
}

/// The server gets the Close, and the end of TCP without any wait.
void SessionBehaviours::afterClose()
{
    QFETCH(QString, behaviour);
    QFETCH(QString, how);
    SessionRun run;
    QVERIFY(run.open(with(QStringLiteral("/hears-on"), {behaviour})));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), how);
    if (how == "fin") {
        QCOMPARE(seen().size(), 1);
    }
    QCOMPARE(run.story().filter("right behind our Close").size(), 1);
    QVERIFY2(run.story().last().startsWith("closed 1006"), qPrintable(run.story().join('\n')));
}

/// The server still says something behind our FIN, which is recorded.
void SessionBehaviours::halfClose()
{
    SessionRun run;
    QVERIFY(run.open(with(QStringLiteral("/after-fin"), {"after-close=half"})));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    QCOMPARE(run.story().filter("after your FIN").size(), 1);
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
}

void SessionBehaviours::goesOnAfterClose()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/hears-on"))));
    connection::Behaviours behaviours;
    behaviours.afterClose = connection::Behaviours::AfterClose::GoOn;
    run->setBehaviours(behaviours);
    QVERIFY(run->close(1000));
    QVERIFY(run->canSend());
    QVERIFY(run->send(message::Ping{"still"}));
    QVERIFY(run->send(message::Text{QStringLiteral("here")}));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    QCOMPARE(seen().size(), 3);
    QVERIFY(seen()[1].startsWith("9 7374696c6c") && seen()[2].startsWith("1 68657265"));
    QCOMPARE(run.story(timeline::View::Frames).filter("data-after-close").size(), 2);
}

/// Each piece is a packet of the recording; the server, which may be slow, sees several.
void SessionBehaviours::pieces()
{
    SessionRun run;
    QVERIFY(run.open(with(QStringLiteral("/recvs"), {"pieces=3/20ms", "mask=key:01020304"})));
    QVERIFY(run->send(message::Text{QStringLiteral("0123456789")}));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    const QVariantMap note = peer_->reports(QStringLiteral("note")).value(0);
    QCOMPARE(note["hex"].toString(), QStringLiteral("818a010203043133313735373533393b"
                                                    "88820102030402ea"));
    QVERIFY(note["sizes"].toList().size() > 1);
    QCOMPARE(run.lines().filter("bytes are sent in pieces of 3 bytes").size(), 1);
}

/// Also of what QWebSocket sends; switched while connected.
void SessionBehaviours::masks()
{
    SessionRun run;
    QVERIFY(run.open(with(QStringLiteral("/collect"), {"mask=none"})));
    QVERIFY(run->send(message::Text{QStringLiteral("a")}));
    QVERIFY(run->send(message::Ping{"p"}));
    QTRY_COMPARE(seen().size(), 2);
    connection::Behaviours behaviours;
    behaviours.mask = connection::Behaviours::Mask::Key;
    behaviours.maskKey = {1, 2, 3, 4};
    run->setBehaviours(behaviours);
    QTRY_COMPARE(run.lines().filter("masked with the key 01020304").size(), 1);
    QVERIFY(run->send(message::Text{QStringLiteral("a")}));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    QCOMPARE(seen(), (QStringList{"1 61 none", "9 70 none", "1 61 01020304", "8 03e8 01020304"}));
    QCOMPARE(run.story(timeline::View::Frames).filter("mask-missing").size(), 2);
}

void SessionBehaviours::stopsReading()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/blocks"))));
    QVERIFY(run->commit({Misdeed::Kind::StopReading, 2s}, Session::When::InOrder));
    QVERIFY(run->send(message::Ping{}));
    QVERIFY(run.waitForClosed());
    QVERIFY(peer_->reports(QStringLiteral("note")).value(0)["seconds"].toDouble() > 0.5);
    QVERIFY(run.story().last().startsWith("closed 1000 clean by server"));
    QCOMPARE(run.story().filter("the server's data is read again").size(), 1);
}

void SessionBehaviours::cuts_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("inFrame");
    QTest::newRow("fin") << int(Misdeed::Kind::Fin) << "fin" << false;
    QTest::newRow("rst") << int(Misdeed::Kind::Reset) << "rst" << false;
    QTest::newRow("fin in a frame") << int(Misdeed::Kind::FinInFrame) << "fin" << true;
    QTest::newRow("rst in a frame") << int(Misdeed::Kind::ResetInFrame) << "rst" << true;
}

void SessionBehaviours::cuts()
{
    QFETCH(int, kind);
    QFETCH(QString, how);
    QFETCH(bool, inFrame);
    for (const Session::When when : {Session::When::Now, Session::When::InOrder}) {
        peer_->forget();
        SessionRun run;
        QVERIFY(run.open(options(QStringLiteral("/collect"))));
        QVERIFY(run->send(message::Text{QStringLiteral("before")}));
        if (when == Session::When::Now) {
            QTRY_COMPARE(seen().size(), 1);
        }
        QVERIFY(run->commit({Misdeed::Kind(kind), {}}, when));
        QVERIFY(run.waitForClosed());
        QCOMPARE(ended(), how);
        const QStringList story = run.story(timeline::View::Frames);
        QCOMPARE(story.filter("before").size(), 1);
        QCOMPARE(story.filter("TCP is ").size(), 1);
        QCOMPARE(story.filter("frame-truncated").size(), inFrame ? 1 : 0);
        QVERIFY2(story.last().startsWith("closed 1006"), qPrintable(story.join('\n')));
    }
}

void SessionBehaviours::keepsAlive()
{
    SessionRun run;
    auto asked = options(QStringLiteral("/collect"));
    asked.keepAlive = 100ms;
    QVERIFY(run.open(asked));
    QTRY_VERIFY(seen().size() >= 3);
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QVERIFY(seen()[0].startsWith("9 31 ") && seen()[1].startsWith("9 32 "));
}

void SessionBehaviours::largestMessage()
{
    SessionRun run;
    auto asked = options(QStringLiteral("/large"));
    asked.largestMessage = 1'000'000;
    QVERIFY(run.open(asked));
    QVERIFY(run.waitForClosed());
    QCOMPARE(ended(), QStringLiteral("fin"));
    QVERIFY2(seen().value(0).startsWith("8 03f1"), qPrintable(seen().join('|')));
    QCOMPARE(run.story().filter("a message is longer than 1000000 bytes").size(), 1);
}

FRAMESCOPE_TEST(SessionBehaviours)

} // namespace tst_session_behaviours

#include "tst_session_behaviours.moc"
