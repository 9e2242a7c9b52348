// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_desk.h"
#include "support/test_program.h"
#include "ui/widgets/notification_bar.h"

#include <QLabel>
#include <QTcpServer>
#include <QTest>
#include <QTextBlock>

namespace tst_window_scenario_edited {

// The verdicts in a scenario's tab while its text is edited, while it runs, and when it ends early.

using namespace framescope;
using Desk = test::ScenarioDesk;
using Outcome = scenario::Outcome;

namespace {

QIcon iconOf(Desk& f, int step)
{
    const auto* model = f.results().model();
    return model->index(step, 0, model->index(0, 0)).data(Qt::DecorationRole).value<QIcon>();
}

QString rowOf(Desk& f)
{
    return f.results().model()->index(0, 0).data().toString();
}

} // namespace

class TestWindowScenarioEdited : public QObject
{
    Q_OBJECT

private slots:
    void signsMoveWithTheText();
    void stepAndLineStayTogether();
    void whatIsReplacedHasNoSign();
    void verdictsBecomeOld();
    void aBrokenTextIsNotRun();
    void theStepThatRunsIsShown();
    void itIsStopped();
    void nothingIsHeldAgainstWhatDidNotOpen();
    void tabLeavesBehindEscape();
    void keysKnowTheIndent();
};

void TestWindowScenarioEdited::signsMoveWithTheText()
{
    Desk f;
    f.openEchoes(QStringLiteral("bye"));
    f.runToEnd();
    QCOMPARE(f.edit().signs().at(7).icon, QStringLiteral("error"));
    f.edit().setFocus();
    f.edit().goTo(1);
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    QCOMPARE(f.edit().signs().at(8).icon, QStringLiteral("error"));
    QCOMPARE(f.edit().signs().at(6).icon, QStringLiteral("check"));
    QCOMPARE(f.edit().currentStep(), 8);
    for (const auto& [line, sign] : f.edit().signs()) {
        QVERIFY(sign.ink == ui::style::Ink::Muted);
        QVERIFY2(sign.toolTip.contains(QStringLiteral("before")), qPrintable(sign.toolTip));
    }
    f.edit().goTo(7); // within what was run too
    QTest::keyClick(&f.edit(), Qt::Key_End);
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    QTest::keyClicks(&f.edit(), QStringLiteral("# x"));
    QCOMPARE(f.edit().signs().at(7).icon, QStringLiteral("check"));
    QCOMPARE(f.edit().signs().at(9).icon, QStringLiteral("error"));
    while (f.edit().document()->isUndoAvailable()) {
        QTest::keyClick(&f.edit(), Qt::Key_Z, Qt::ControlModifier);
    }
    QCOMPARE(f.edit().signs().at(7).icon, QStringLiteral("error"));
    QVERIFY(f.edit().signs().at(7).ink == ui::style::Ink::Bad); // it is the text that was run
}

void TestWindowScenarioEdited::stepAndLineStayTogether()
{
    Desk f;
    f.openEchoes();
    f.runToEnd();
    f.edit().setFocus();
    f.edit().goTo(1);
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    f.results().setFocus();
    f.results().select({0, 0});
    QTest::keyClick(&f.results(), Qt::Key_Down); // send: hello, written in line 6
    QCOMPARE(f.edit().currentStep(), 8);
    QCOMPARE(f.edit().cursorLine(), 8);
    emit f.edit().lineClicked(9);
    QCOMPARE(f.results().step(*f.results().current())->place.line, 7);
}

void TestWindowScenarioEdited::whatIsReplacedHasNoSign()
{
    Desk f;
    f.openEchoes();
    f.runToEnd();
    QVERIFY(!f.edit().signs().empty());
    f.edit().setFocus();
    QTest::keyClick(&f.edit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&f.edit(), QStringLiteral("name: x"));
    QVERIFY(f.edit().signs().empty());
}

void TestWindowScenarioEdited::verdictsBecomeOld()
{
    Desk f;
    f.openEchoes();
    f.runToEnd();
    const auto look = [&f] { return f.results().lookOf({0, 0}).ink; };
    QVERIFY(look() == ui::style::Ink::Good);
    const auto before = iconOf(f, 0).pixmap(16).toImage();
    f.edit().setFocus();
    f.edit().goTo(1, 7);
    QTest::keyClicks(&f.edit(), QStringLiteral("x"));
    QVERIFY(look() == ui::style::Ink::Muted);
    QVERIFY(iconOf(f, 0).pixmap(16).toImage() != before);
    QVERIFY2(rowOf(f).endsWith(QStringLiteral("passed before")), qPrintable(rowOf(f)));
    QVERIFY2(f.summary().endsWith(QStringLiteral("before the text was changed")),
             qPrintable(f.summary()));
    QTRY_COMPARE(f.stateWord(), QStringLiteral("passed before"));
    f.runToEnd();
    QVERIFY(look() == ui::style::Ink::Good);
    QCOMPARE(f.stateWord(), QStringLiteral("passed"));
}

void TestWindowScenarioEdited::aBrokenTextIsNotRun()
{
    Desk f;
    f.openEchoes();
    f.runToEnd();
    f.edit().setFocus();
    f.edit().goTo(6, 5);
    QTest::keyClicks(&f.edit(), QStringLiteral("zz"));
    QTRY_VERIFY(f.edit().mistakes().size() == 1 && f.edit().mistakes().front().line == 6);
    QVERIFY2(f.summary().endsWith(QStringLiteral("before the text got a mistake")),
             qPrintable(f.summary()));
    f.press(Qt::Key_F5);
    auto& bar = f.page().notificationBar();
    QTRY_COMPARE(bar.title(), QStringLiteral("The scenario can't be run"));
    QVERIFY(bar.isVisible());
    QTest::keyClick(&f.edit(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!bar.isVisible()); // it was said of another text
    f.runToEnd();
    QVERIFY(!bar.isVisible());
    // Nothing was run of this one.
    f.window().action(ui::ActionId::NewScenario)->trigger();
    f.edit().setFocus();
    QTest::keyClick(&f.edit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&f.edit(), Qt::Key_Delete);
    QTRY_VERIFY2(f.summary().startsWith(QStringLiteral("It can't be run")),
                 qPrintable(f.summary()));
}

void TestWindowScenarioEdited::theStepThatRunsIsShown()
{
    Desk f;
    f.open(QStringLiteral("connect: \"%1/echo\"\nsteps:\n  - expect: open\n  - send: hello\n"
                          "  - wait: 60s\n  - send: { close: 1000 }\n")
               .arg(f.url({})));
    f.press(Qt::Key_F5);
    const auto sign = [&f](int line) {
        const auto found = f.edit().signs().find(line);
        return found == f.edit().signs().end() ? QString() : found->second.icon;
    };
    QTRY_COMPARE(sign(5), QStringLiteral("clock"));
    QVERIFY2(f.summary().startsWith(QStringLiteral("2 steps passed in ")), qPrintable(f.summary()));
    const QString before = f.summary();
    QTRY_VERIFY(f.summary() != before); // the time goes on
    f.edit().setFocus();
    f.edit().goTo(1);
    QTest::keyClicks(&f.edit(), QStringLiteral("# x "));
    QVERIFY2(rowOf(f).endsWith(QStringLiteral(": running")), qPrintable(rowOf(f)));
    QVERIFY2(f.summary().endsWith(QStringLiteral("as it was at the start")),
             qPrintable(f.summary()));
    while (f.edit().document()->isUndoAvailable()) {
        QTest::keyClick(&f.edit(), Qt::Key_Z, Qt::ControlModifier);
    }
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(f.pane().canStart());
    QCOMPARE(sign(5), QStringLiteral("stop"));
    QCOMPARE(sign(6), QStringLiteral("dot"));
}

void TestWindowScenarioEdited::itIsStopped()
{
    Desk f;
    f.open(QStringLiteral("connect: \"%1/echo\"\nsteps:\n  - expect: open\n  - wait: 60s\n")
               .arg(f.url({})));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.page().document().connection() && f.page().document().connection()->openAt);
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("stopped"));
    QVERIFY2(rowOf(f).endsWith(QStringLiteral(": stopped")), qPrintable(rowOf(f)));
    QCOMPARE(f.results().lookOf({0, 1}).word, QStringLiteral("stopped"));
}

void TestWindowScenarioEdited::nothingIsHeldAgainstWhatDidNotOpen()
{
    quint16 port = 0; // where nobody listens
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        port = server.serverPort();
    }
    Desk f;
    f.open(QStringLiteral("connect: \"ws://127.0.0.1:%1/\"\nsteps:\n  - send: hello\n"
                          "never: severity:error\nalways: is:json\n")
               .arg(port));
    f.runToEnd();
    QCOMPARE(f.outcome(), Outcome::Error);
    for (const scenario::StepResult& step : f.results().result(0)->steps) {
        QVERIFY2(step.outcome != Outcome::Passed, step.text.c_str());
    }
    QVERIFY2(f.summary().startsWith(QStringLiteral("0 of ")), qPrintable(f.summary()));
}

void TestWindowScenarioEdited::tabLeavesBehindEscape()
{
    Desk f;
    f.openEchoes();
    const QString text = f.edit().message();
    f.press(Qt::Key_7, Qt::ControlModifier);
    QTRY_VERIFY(f.edit().hasFocus());
    QTest::keyClick(&f.edit(), Qt::Key_Escape);
    QTest::keyClick(&f.edit(), Qt::Key_Tab);
    QVERIFY(!f.edit().hasFocus());
    QCOMPARE(f.edit().message(), text);
    f.edit().setFocus();
    QTest::keyClick(&f.edit(), Qt::Key_Escape);
    QTest::keyClick(&f.edit(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(!f.edit().hasFocus());
    f.edit().setFocus();
    QTest::keyClick(&f.edit(), Qt::Key_Tab); // without it
    QVERIFY(f.edit().hasFocus());
    QVERIFY(f.edit().message() != text);
}

void TestWindowScenarioEdited::keysKnowTheIndent()
{
    Desk f;
    f.open(QStringLiteral("name: x\nsteps:\n    - wait: 1s\n"));
    f.edit().setFocus();
    const auto column = [&f] { return f.edit().textCursor().positionInBlock(); };
    const auto line = [&f] { return f.edit().textCursor().block().text(); };
    f.edit().goTo(3, 9);
    QTest::keyClick(&f.edit(), Qt::Key_Home);
    QCOMPARE(column(), 4);
    QTest::keyClick(&f.edit(), Qt::Key_Home);
    QCOMPARE(column(), 0);
    QTest::keyClick(&f.edit(), Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(f.edit().textCursor().selectedText(), QStringLiteral("    "));
    f.edit().goTo(3, 5);
    QTest::keyClick(&f.edit(), Qt::Key_Backspace);
    QCOMPARE(line(), QStringLiteral("  - wait: 1s"));
    f.edit().goTo(3, 2); // within the indent, to the next whole one
    QTest::keyClick(&f.edit(), Qt::Key_Backspace);
    QCOMPARE(line(), QStringLiteral(" - wait: 1s"));
    f.edit().goTo(3, 4);
    QTest::keyClick(&f.edit(), Qt::Key_Backspace); // behind the indent, as anywhere
    QCOMPARE(line(), QStringLiteral(" -wait: 1s"));
}

FRAMESCOPE_TEST(TestWindowScenarioEdited)

} // namespace tst_window_scenario_edited

#include "tst_window_scenario_edited.moc"
