// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a run ends that nothing ends by itself.
#include "stepper_play.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_stepper_ends {

using namespace framescope;
using namespace framescope::scenario;
using Kind = Happening::Kind;

class StepperEndsTest : public QObject
{
    Q_OBJECT

private slots:
    void ignoresWhatFollowsAClose();
    void readsOnWhileItWaits();
    void itsTimeEndsInAWait();
    void silenceIsBrokenByWhatNobodyTook();
    void needsAConnectionWithoutExpectations();
    void needsAConnectionThatOpens_data();
    void needsAConnectionThatOpens();
    void brokenOff();
    void stepsThatDoNothing_data();
    void stepsThatDoNothing();
    void messagesThatCannotBeSent_data();
    void messagesThatCannotBeSent();
    void aClientThatBreaksTheProtocol_data();
    void aClientThatBreaksTheProtocol();
};

void StepperEndsTest::ignoresWhatFollowsAClose()
{
    for (const char* step : {"message", "ping", "pong"}) {
        StepperPlay play("  - expect: " + std::string(step) + "\n");
        play.connected().control(Kind::Close, "\x03\xe8");
        play.text("late").control(Kind::Ping).control(Kind::Pong);
        QVERIFY(!play->isFinished());
        play.ended(1000);
        QVERIFY2(play.verdict().startsWith("failed at 3"), play.verdict().constData());
    }
}

/// However many messages wait for their steps, an expectation sees what comes.
void StepperEndsTest::readsOnWhileItWaits()
{
    constexpr int Many = 20'000;
    StepperPlay play("  - send: x\n  - wait: 1s\n  - expect: pong\n  - expect: {message: last}\n");
    play.connected();
    for (int i = 0; i < Many; ++i) {
        play.text("flood");
    }
    QVERIFY(!play->wantsMore()); // the step is to send
    QCOMPARE(play.act(), "send x");
    (void)play.next();
    QVERIFY(!play->wantsMore()); // and to wait
    play.at(1000).advance();
    QVERIFY(play->wantsMore());
    play.control(Kind::Pong).text("flood");
    QVERIFY2(play.verdict().contains("came \"flood\""), play.verdict().constData());

    StepperPlay endless("  - expect: pong\n");
    endless.connected();
    for (int i = 0; i < 10 * Many && !endless->isFinished(); ++i) {
        endless.text("flood");
    }
    QVERIFY2(endless.verdict().contains("3:5: more than 100,000 messages"),
             endless.verdict().constData());
}

void StepperEndsTest::itsTimeEndsInAWait()
{
    const auto waiting = [](const char* steps, int end) {
        StepperPlay play(steps, "connect: ws://a\ntimeout: 300ms\n");
        play.connected();
        // As a caller does: nothing happens until the deadline, and a little more if it judges.
        for (int i = 0; i < 100 && play.verdict() == "not finished"; ++i) {
            const auto left = *play->deadline() - play.time();
            play.at(play.now() + static_cast<int>(left / std::chrono::milliseconds(1)) +
                    (play->judgesAtDeadline() ? 1 : 0))
                .advance();
        }
        QCOMPARE(play.verdict(), "failed at 4: expected the run to end within 300 ms; came it "
                                 "goes on");
        QVERIFY(play.now() <= end);
    };
    waiting("  - wait: 2s\n", 301);
    waiting("  - repeat: {times: 1000, steps: [{wait: 20ms}]}\n", 301);
}

void StepperEndsTest::silenceIsBrokenByWhatNobodyTook()
{
    // Whether it comes before the expectation begins or after is nothing but speed
    StepperPlay play("  - wait: 1s\n  - expect: {silence: 2s}\n  - expect: {message: a}\n");
    play.connected().at(500).text("a").at(5000).advance();
    QCOMPARE(play.verdict(),
             "failed at 4: expected no message for 2.00 s; came the text message \"a\"");
}

void StepperEndsTest::needsAConnectionWithoutExpectations()
{
    const auto refused = [](const char* steps) {
        StepperPlay play(steps);
        (void)play.next();
        play.at(10).error("tcp", "refused").ended(std::nullopt).at(400).advance();
        const QByteArray verdict = play.verdict();
        return play->connectionFailed() ? verdict : verdict + ", no failure";
    };
    QCOMPARE(refused("  - wait: 300ms\n"), "error at 3: the connection did not open: tcp: refused");
    QCOMPARE(refused("  - set: {a: b}\n"), "error at 3: the connection did not open: tcp: refused");
    QCOMPARE(refused("  - wait: 300ms\n  - connect: ws://b\n  - expect: open\n"),
             "error at 4: the connection did not open: tcp: refused");
    QCOMPARE(refused("  - expect: {error: {layer: tcp}}\n"), "passed, no failure");
    // The steps may end before the connection is there.
    StepperPlay early("  - set: {a: b}\n");
    (void)early.next();
    QCOMPARE(early.verdict(), "not finished");
    early.at(10).open();
    QCOMPARE(early.verdict(), "passed");
}

void StepperEndsTest::needsAConnectionThatOpens_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QByteArray>("layer");
    QTest::addColumn<bool>("failed");
    const auto row = [](const char* step, const char* layer, bool failed) {
        QTest::addRow("%s, %s", step, layer) << QByteArray(step) << QByteArray(layer) << failed;
    };
    for (const char* layer : {"dns", "tcp", "tls"}) {
        row("expect: open", layer, true);
    }
    row("expect: {one_of: [{open: }, {message: a}]}", "tcp", true);
    // There is a server, but it does otherwise than it should.
    row("expect: open", "http", false);
    row("expect: open", "websocket", false);
    // Another expectation is not met.
    row("expect: {refused: 401}", "tcp", false);
    row("expect: {close: 1000}", "tcp", false);
    row("expect: {error: tls}", "tcp", false);
}

/// An expected open that is not met since there is no server is told apart from all others.
void StepperEndsTest::needsAConnectionThatOpens()
{
    QFETCH(QByteArray, step);
    QFETCH(QByteArray, layer);
    QFETCH(bool, failed);
    StepperPlay play(("  - " + step + '\n').constData());
    (void)play.next();
    play.at(10).error(layer.constData(), "no").ended(1006, {}, false, {});
    QVERIFY2(play.verdict().startsWith("failed at 3: "), play.verdict());
    QCOMPARE(play->connectionFailed(), failed);
    QCOMPARE(play->results().front().cause, failed ? Cause::NoConnection : Cause::Itself);
}

void StepperEndsTest::brokenOff()
{
    StepperPlay play("  - wait: 2s\n");
    play.connected();
    QCOMPARE(play.verdict(), "not finished");
    play->brokenOff("interrupted");
    QCOMPARE(play.verdict(), "error at 3: not finished: interrupted");
    QVERIFY(!play->connectionFailed());
    QCOMPARE(play->results().back().cause, Cause::Interrupted);
    play->brokenOff("again");
    QCOMPARE(play.verdict(), "error at 3: not finished: interrupted");
}

void StepperEndsTest::stepsThatDoNothing_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("set") << QByteArray("set: { a: b }");
    QTest::newRow("no wait") << QByteArray("wait: 0s");
}

void StepperEndsTest::stepsThatDoNothing()
{
    QFETCH(const QByteArray, step);
    StepperPlay play("  - repeat: { times: 1000000000, steps: [{" + step.toStdString() + "}] }\n");
    play.connected();
    play.at(1).advance();
    const QByteArray verdict = play.verdict();
    QVERIFY2(verdict.contains("neither sent anything nor waited"), verdict.constData());
}

void StepperEndsTest::messagesThatCannotBeSent_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("hex") << QByteArray("{hex: zz}");
    QTest::newRow("base64") << QByteArray("{base64: '***'}");
    QTest::newRow("close code") << QByteArray("{close: 70000}");
    QTest::newRow("long ping") << "{ping: " + QByteArray(126, 'a') + "}";
}

void StepperEndsTest::messagesThatCannotBeSent()
{
    QFETCH(const QByteArray, message);
    const auto read = scenarioFrom("connect: ws://a\nsteps:\n  - send: " + message.toStdString(),
                                   QStringLiteral("/s/play.yaml"));
    QVERIFY(!read);
    QVERIFY(read.error().where.find(":3:") != std::string::npos);
}

void StepperEndsTest::aClientThatBreaksTheProtocol_data()
{
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<QByteArray>("verdict");
    const QByteArray endless = "  - repeat: {steps: [{expect: message}, echo]}\n";
    const QByteArray came = "the connection ended: 1002 protocol error, not clean, by the server";
    const QByteArray unexpected = "expected a client that keeps to the protocol; came " + came;
    QTest::newRow("endless") << endless << "failed at 3: " + unexpected;
    QTest::newRow("a wait") << QByteArray("  - wait: 1s\n") << "failed at 3: " + unexpected;
    QTest::newRow("behind it") << endless + "  - set: {a: b}\n"
                               << "failed at 4: " + unexpected;
    QTest::newRow("expected") << endless + "  - expect: {close: {code: 1002, by: server}}\n"
                              << QByteArray("passed");
    QTest::newRow("another code")
        << endless + "  - expect: {close: 1000}\n"
        << "failed at 4: expected the connection to end with code 1000; came " + came;
}

void StepperEndsTest::aClientThatBreaksTheProtocol()
{
    QFETCH(const QByteArray, steps);
    QFETCH(const QByteArray, verdict);
    StepperPlay play(steps.toStdString(), "serve:\n");
    (void)play.request("/").next();
    play.open();
    (void)play.next();
    play.broken().at(2000).advance();
    QCOMPARE(play.verdict(), verdict);
}

FRAMESCOPE_TEST(StepperEndsTest)

} // namespace tst_stepper_ends

#include "tst_stepper_ends.moc"
