// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/hidden_secrets.h"
#include "scenario/verify/evidence.h"
#include "scenario/verify/run_tally.h"
#include "scenario/verify/run_text.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_run_tally {

using namespace framescope;
using namespace framescope::scenario;

RunResult passed()
{
    RunResult result;
    result.scenario = "closes";
    result.file = "a/close.scenario.yaml";
    result.values = {{"code", "1001"}};
    result.outcome = Outcome::Passed;
    result.took = std::chrono::milliseconds(12);
    return result;
}

RunResult failedAt(int line, Outcome outcome = Outcome::Failed)
{
    RunResult result = passed();
    result.outcome = outcome;
    StepResult step;
    step.place = {result.file, line, 5};
    step.text = "expect: {close: 1001}";
    step.outcome = outcome;
    step.expected = "close 1001";
    step.came = "close 1000";
    step.before = {"open", "<- close 1000"};
    result.steps.push_back(step);
    return result;
}

class TestRunTally : public QObject
{
    Q_OBJECT

private slots:
    void oneRun();
    void stable();
    void flaky();
    void errorIsWorst();
    void interruptedIsNotFlaky();
    void hiddenInNames();
    void names_data();
    void names();
    void namesAreUnique();
};

void TestRunTally::oneRun()
{
    RunTally tally;
    tally.add(failedAt(7));
    QCOMPARE(tally.outcome(), Outcome::Failed);
    QVERIFY(!tally.isFlaky());
    QCOMPARE(lineOf(tally), "FAILED   a/close.scenario.yaml [code=1001]  12 ms");
    QCOMPARE(storyOf(tally), "  a/close.scenario.yaml:7:5: expect: {close: 1001}\n"
                             "    expected: close 1001\n"
                             "    came: close 1000\n"
                             "    last events:\n"
                             "      open\n"
                             "      <- close 1000\n");
}

void TestRunTally::stable()
{
    RunTally tally;
    for (int i = 0; i < 1000; ++i) {
        tally.add(passed());
    }
    QCOMPARE(tally.outcome(), Outcome::Passed);
    QCOMPARE(tally.flakiness(), "");
    QCOMPARE(lineOf(tally), "passed   a/close.scenario.yaml [code=1001]  1000 times");
    RunTally never;
    never.add(failedAt(7));
    never.add(failedAt(7));
    QVERIFY(!never.isFlaky());
}

void TestRunTally::flaky()
{
    RunTally tally;
    for (int i = 0; i < 1000; ++i) {
        tally.add(i == 10 ? failedAt(9) : i % 400 == 30 ? failedAt(7) : passed());
    }
    QCOMPARE(tally.outcome(), Outcome::Failed);
    QCOMPARE(tally.flakiness(), "flaky: passed 996 of 1,000");
    const auto broken = tally.broken();
    QCOMPARE(broken.size(), 2u);
    QCOMPARE(broken[0].place.line, 7);
    QCOMPARE(broken[0].times, 3u);
    QCOMPARE(broken[1].times, 1u);
    QCOMPARE(tally.shown().steps.front().place.line, 9); // the first that failed
    QVERIFY(storyOf(tally).starts_with("  3 times: a/close.scenario.yaml:7:5: expect"));
}

void TestRunTally::errorIsWorst()
{
    RunTally tally;
    tally.add(failedAt(7));
    tally.add(failedAt(7, Outcome::Error));
    tally.add(passed());
    QCOMPARE(tally.outcome(), Outcome::Error);
    QVERIFY(tally.isFlaky());
}

/// A run that was broken off says nothing of the server.
void TestRunTally::interruptedIsNotFlaky()
{
    RunResult interrupted = failedAt(7, Outcome::Error);
    interrupted.steps.front().cause = Cause::Interrupted;
    RunTally tally;
    tally.add(passed());
    tally.add(passed());
    tally.add(interrupted);
    QVERIFY(!tally.isFlaky());
    QCOMPARE(tally.flakiness(), "");
    QCOMPARE(tally.outcome(), Outcome::Error); // it is not finished
    tally.add(failedAt(7));
    QCOMPARE(tally.flakiness(), "flaky: passed 2 of 3");
}

/// As a run is named in its report, so is its recording.
void TestRunTally::hiddenInNames()
{
    const Values values{{"token", "xs3cretx"}, {"code", "1000"}};
    const HiddenSecrets hidden(collection::SecretValues{{"secret.pw", "s3cret"}});
    EvidenceNames names;
    QCOMPARE(names.next("a.yaml", hidden.in(values)), "a-token=x___removed___x-code=1000.pcapng");
}

void TestRunTally::names_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("name");
    QTest::newRow("usual") << "x/close.scenario.yaml"
                           << "1001"
                           << "close-v=1001.pcapng";
    QTest::newRow("plain") << "close.yaml"
                           << "a b"
                           << "close-v=a_b.pcapng";
    QTest::newRow("path") << "close.yml"
                          << "../../etc"
                          << "close-v=.._.._etc.pcapng";
    QTest::newRow("hidden") << "x/.yaml"
                            << ""
                            << "_yaml-v=.pcapng";
    QTest::newRow("bytes") << "a.yaml"
                           << "\n\u00fc"
                           << "a-v=___.pcapng";
}

void TestRunTally::names()
{
    QFETCH(QString, file);
    QFETCH(QString, value);
    QFETCH(QString, name);
    EvidenceNames names;
    QCOMPARE(QString::fromStdString(names.next(file.toStdString(), {{"v", value.toStdString()}})),
             name);
}

void TestRunTally::namesAreUnique()
{
    EvidenceNames names;
    QCOMPARE(names.next("a/x.yaml", {}), "x.pcapng");
    QCOMPARE(names.next("b/x.yaml", {}), "x-2.pcapng");
    QCOMPARE(names.next("b/x.yaml", {}), "x-3.pcapng");
    QCOMPARE(names.next("y.yaml", {}, 7, 1000), "y-0007.pcapng");
    const std::string longOne = names.next("z.yaml", {{"v", std::string(5000, 'x')}}, 1, 1000);
    QVERIFY(longOne.size() <= 200);
    QVERIFY(names.next("z.yaml", {{"v", std::string(5001, 'x')}}, 1, 1000) != longOne);
}

FRAMESCOPE_TEST(TestRunTally)

} // namespace tst_run_tally

#include "tst_run_tally.moc"
