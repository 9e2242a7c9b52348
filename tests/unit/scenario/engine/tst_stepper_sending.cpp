// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run sends, and when.
#include "stepper_play.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_stepper_sending {

using namespace framescope;
using namespace framescope::scenario;

class StepperSendingTest : public QObject
{
    Q_OBJECT

private slots:
    void sendsBackWhatCame();
    void sendsOnlyWhenOpen();
};

void StepperSendingTest::sendsBackWhatCame()
{
    StepperPlay play("  - repeat: {steps: [{expect: {message: {any: true}}}, echo]}\n", "serve:\n");
    (void)play.request("/").next();
    play.open().text("a");
    QCOMPARE(play.act(), "send a");
    play.binary("a").text("");
    QCOMPARE(play.act(), "send 61"); // binary, in hex
    QCOMPARE(play.act(), "send ");
    play.ended(1000);
    QCOMPARE(play.verdict(), "passed");

    StepperPlay early("  - echo\n");
    early.connected();
    QCOMPARE(early.verdict(), "error at 3: /s/play.yaml:3:5: no message was expected before that "
                              "could be sent back");
    const auto read =
        scenarioFrom("connect: ws://a\nsteps:\n  - echo: hello\n", QStringLiteral("/s/play.yaml"));
    QVERIFY(!read);
    QCOMPARE(read.error().where, "/s/play.yaml:3:11");
}

void StepperSendingTest::sendsOnlyWhenOpen()
{
    StepperPlay play("  - send: x\n");
    QCOMPARE(play.next(), "connect ws://a");
    QCOMPARE(play.next(), "-");
    play.open();
    QCOMPARE(play.next(), "send x");
    QCOMPARE(play.next(), "-");
    QVERIFY(!play->isFinished()); // before it is on its way
    play.sent();
    QCOMPARE(play.verdict(), "passed");

    StepperPlay refused("  - send: x\n");
    (void)refused.next();
    (void)refused.next();
    refused.error("tcp", "connection refused").ended(1006, {}, false, {});
    QCOMPARE(refused.verdict(), "error at 3: the connection did not open: tcp: connection refused");
    QVERIFY(refused->connectionFailed());

    StepperPlay ended("  - expect: close\n  - send: x\n");
    ended.connected().ended(1000);
    QCOMPARE(ended.verdict(),
             "failed at 4: expected an open connection; came the connection has ended");

    StepperPlay lost("  - send: x\n");
    lost.connected();
    (void)lost.next();
    (void)lost.next();
    lost.ended(1006, {}, false, {});
    QVERIFY(lost.verdict().startsWith("failed at 3: expected everything to be sent; came 1006"));
}

FRAMESCOPE_TEST(StepperSendingTest)

} // namespace tst_stepper_sending

#include "tst_stepper_sending.moc"
