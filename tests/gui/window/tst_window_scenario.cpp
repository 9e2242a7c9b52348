// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_desk.h"
#include "session/last_message.h"
#include "support/peer_process.h"
#include "support/test_program.h"
#include "ui/widgets/notification_bar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QHelpEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>
#include <QTreeWidget>
#include <QUuid>

namespace tst_window_scenario {

// A scenario in a tab: written, run on a real server, and made of a session.

using namespace framescope;
using Desk = test::ScenarioDesk;
using ui::ActionId;
using Outcome = scenario::Outcome;

namespace {

QList<int> mistakeLines(const ui::ScenarioEdit& edit)
{
    QList<int> lines;
    for (const ui::ScenarioEdit::Place& place : edit.mistakes()) {
        lines.append(place.line);
    }
    return lines;
}

} // namespace

class TestWindowScenario : public QObject
{
    Q_OBJECT

private slots:
    void runsLiveAndPasses();
    void aFailureIsShown();
    void stepEventAndLine();
    void aMistakeIsShownAsItIsTyped();
    void keysAreCompleted();
    void theListFollowsWhatIsTyped();
    void isSavedAndAskedAbout();
    void anotherProgramChangesIt();
    void everyRunOfTheMatrix();
    void theFirstFailureOfAMatrixIsShown();
    void isEndedByHand();
    void variablesAreAskedFor();
    void theEarlierResultsStay();
    void isMadeOfASession();
    void isMadeWithWhatChanges();
    void aNewOneRuns();
};

void TestWindowScenario::runsLiveAndPasses()
{
    Desk f;
    f.openEchoes();
    QCOMPARE(f.stateWord(), QStringLiteral("not run"));
    f.runToEnd();
    QCOMPARE(f.outcome(), Outcome::Passed);
    QCOMPARE(f.stateWord(), QStringLiteral("passed"));
    QVERIFY2(f.summary().startsWith(QStringLiteral("6 of 6 steps passed in ")),
             qPrintable(f.summary()));
    QVERIFY(f.shownRow(QStringLiteral("hello")) >= 0);
    QCOMPARE(f.edit().signs().at(5).icon, QStringLiteral("check"));
    QVERIFY(!f.page().isUnsaved()); // the recording is kept by none but who wants it
}

void TestWindowScenario::aFailureIsShown()
{
    Desk f;
    f.openEchoes(QStringLiteral("bye"));
    f.runToEnd();
    QCOMPARE(f.outcome(), Outcome::Failed);
    QCOMPARE(f.stateWord(), QStringLiteral("failed"));
    const auto step = f.results().current();
    QVERIFY(step);
    QCOMPARE(f.results().step(*step)->place.line, 7);
    QCOMPARE(f.edit().currentStep(), 7);
    QCOMPARE(f.edit().signs().at(7).icon, QStringLiteral("error"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("hello"));
    const QString said = f.said(*step);
    QVERIFY2(said.contains(QStringLiteral("expected: ")) && said.contains(QStringLiteral("bye")),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("came: ")) && said.contains(QStringLiteral("hello")),
             qPrintable(said));
}

void TestWindowScenario::stepEventAndLine()
{
    Desk f;
    f.openEchoes();
    f.runToEnd();
    // From an event to its step and line.
    const int row = f.shownRow(QStringLiteral("hello"));
    auto& view = f.page().timelineView();
    const QModelIndex sent = f.page().model().index(row, present::TimelineModel::Preview);
    view.scrollTo(sent);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(sent).center());
    QTRY_COMPARE(f.edit().currentStep(), 6);
    QCOMPARE(f.results().step(*f.results().current())->place.line, 6);
    // From a step to its event.
    f.results().setFocus();
    QTest::keyClick(&f.results(), Qt::Key_Down);
    QCOMPARE(f.edit().currentStep(), 7);
    QTRY_COMPARE(view.currentIndex().row(), row + 1);
    // To the line, to edit it.
    QTest::keyClick(&f.results(), Qt::Key_Return);
    QVERIFY(f.edit().hasFocus());
    QCOMPARE(f.edit().cursorLine(), 7);
}

void TestWindowScenario::aMistakeIsShownAsItIsTyped()
{
    Desk f;
    f.openEchoes();
    f.press(Qt::Key_7, Qt::ControlModifier);
    QTRY_VERIFY(f.edit().hasFocus());
    f.edit().goTo(6, 5);
    QTest::keyClicks(&f.edit(), QStringLiteral("zz"));
    QTRY_COMPARE(mistakeLines(f.edit()), QList<int>{6});
    auto* said = f.pane().findChild<QListWidget*>(QStringLiteral("scenarioMistakes"));
    const auto text = [said](int mistake) {
        return said->count() > mistake ? said->item(mistake)->text() : QString();
    };
    QVERIFY2(said->isVisible() && text(0).contains(QStringLiteral("zzsend")), qPrintable(text(0)));
    QCOMPARE(f.stateWord(), QStringLiteral("mistake"));
    f.edit().goTo(7, 5); // all mistakes are marked
    QTest::keyClicks(&f.edit(), QStringLiteral("yy"));
    QTRY_COMPARE(mistakeLines(f.edit()), (QList<int>{6, 7}));
    QCOMPARE(f.edit().extraSelections().size(), 2);
    QVERIFY2(text(0).contains(QStringLiteral("zzsend")), qPrintable(text(0)));
    QVERIFY2(text(1).contains(QStringLiteral("yyexpect")) &&
                 text(1).contains(QStringLiteral("? Understood here: ")),
             qPrintable(text(1)));
    // From what is said to the place, and from the place to what is said.
    f.edit().goTo(1);
    QTest::mouseClick(said->viewport(), Qt::LeftButton, {},
                      said->visualItemRect(said->item(1)).center());
    QCOMPARE(f.edit().cursorLine(), 7);
    QVERIFY(f.edit().hasFocus());
    const QPoint at = f.edit().cursorRect().center() + QPoint(2, 0);
    QHelpEvent help(QEvent::ToolTip, at, f.edit().viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(f.edit().viewport(), &help);
    QTextDocument shown;
    shown.setHtml(QToolTip::text());
    QCOMPARE(shown.toPlainText().simplified(), text(1).simplified());
    QTest::keyClick(&f.edit(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(mistakeLines(f.edit()), QList<int>{6});
    f.edit().goTo(1);
    f.press(Qt::Key_F5);
    QTRY_COMPARE(f.edit().cursorLine(), 6); // it is not run
    QVERIFY(!f.page().document().timeline());
    QTest::keyClick(&f.edit(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(mistakeLines(f.edit()), QList<int>{});
    QVERIFY(!said->isVisible());
}

void TestWindowScenario::keysAreCompleted()
{
    Desk f;
    f.openEchoes();
    f.edit().setFocus();
    f.edit().goTo(8);
    QTest::keyClick(&f.edit(), Qt::Key_End);
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    QTest::keyClicks(&f.edit(), QStringLiteral("- ex"));
    QTRY_VERIFY(f.popup() && f.popup()->hasChoices());
    QTest::keyClick(&f.edit(), Qt::Key_Tab);
    QVERIFY(f.edit().message().contains(QStringLiteral("\n  - expect: \n")));
    QVERIFY(f.popup()->hasChoices()); // its values
    QTest::keyClicks(&f.edit(), QStringLiteral("{ close: { by: se"));
    QTest::keyClick(&f.edit(), Qt::Key_Down);
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    QVERIFY(f.edit().message().contains(QStringLiteral("by: server\n")));
    QTest::keyClick(&f.edit(), Qt::Key_Space, Qt::ControlModifier);
    QTest::keyClick(&f.edit(), Qt::Key_Escape);
    QVERIFY(!f.popup()->isVisible());
}

void TestWindowScenario::theListFollowsWhatIsTyped()
{
    Desk f;
    f.openEchoes();
    f.edit().setFocus();
    f.edit().goTo(2, 100);
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    const auto offered = [&f] {
        QStringList texts;
        auto* list = f.popup()->findChild<QListWidget*>();
        for (int i = 0; f.popup()->isVisible() && i < list->count(); ++i) {
            texts += list->item(i)->text();
        }
        return texts;
    };
    QTest::keyClicks(&f.edit(), QStringLiteral("ti"));
    QCOMPARE(offered(), QStringList{QStringLiteral("timeout: ")});
    QTest::keyClick(&f.edit(), Qt::Key_Backspace);
    QVERIFY(offered().contains(QStringLiteral("tags: ")));
    QTest::keyClicks(&f.edit(), QStringLiteral("a"));
    QCOMPARE(offered(), QStringList{QStringLiteral("tags: ")});
    const QString text = f.edit().message();
    QTest::keyClick(&f.edit(), Qt::Key_Escape); // closes the list, and nothing else
    QVERIFY(offered().isEmpty());
    QCOMPARE(f.edit().message(), text);
    QVERIFY(f.edit().hasFocus());
    QTest::keyClick(&f.edit(), Qt::Key_Backspace);
    QTest::keyClick(&f.edit(), Qt::Key_Backspace);
    QVERIFY(offered().isEmpty()); // nothing is written
}

void TestWindowScenario::isSavedAndAskedAbout()
{
    Desk f;
    f.openEchoes();
    f.edit().setFocus();
    f.edit().goTo(1, 7);
    QTest::keyClicks(&f.edit(), QStringLiteral("that "));
    QVERIFY(f.pane().isUnsaved());
    f.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(f.read().startsWith("name: that it answers\n"));
    QVERIFY(!f.pane().isUnsaved());
    QTest::keyClicks(&f.edit(), QStringLiteral("now "));
    f.window().closePage(&f.page());
    QDialog* asked = f.dialog();
    QVERIFY(asked);
    QTest::mouseClick(asked->findChild<QPushButton*>(QStringLiteral("save")), Qt::LeftButton);
    QTRY_VERIFY(!f.page().task()); // the tab is gone
    QVERIFY(f.read().startsWith("name: that now it answers\n"));
}

void TestWindowScenario::anotherProgramChangesIt()
{
    Desk f;
    f.openEchoes();
    f.write(QStringLiteral("name: changed outside\n"));
    QTRY_COMPARE(f.edit().message(), QStringLiteral("name: changed outside\n"));
    QVERIFY(!f.pane().isUnsaved());
    f.edit().setFocus();
    QTest::keyClicks(&f.edit(), QStringLiteral("# mine "));
    f.write(QStringLiteral("name: changed again\n"));
    QTRY_VERIFY(f.page().notificationBar().title().startsWith(QStringLiteral("Another program")));
    QVERIFY(f.edit().message().startsWith(QStringLiteral("# mine ")));
    f.press(Qt::Key_S, Qt::ControlModifier); // what the other wrote is not lost unasked
    QCOMPARE(f.read(), QByteArray("name: changed again\n"));
}

void TestWindowScenario::everyRunOfTheMatrix()
{
    Desk f;
    f.open(QStringLiteral("connect: \"%1/close?code={{code}}&reason=bye\"\n"
                          "matrix: { code: [1000, 4001, 4002] }\n"
                          "steps:\n"
                          "  - expect: open\n"
                          "  - expect: { close: { code: \"{{code}}\", by: server } }\n")
               .arg(f.url({})));
    f.runToEnd();
    QCOMPARE(f.results().count(), std::size_t{3});
    for (std::size_t run = 0; run < 3; ++run) {
        QCOMPARE(f.outcome(run), Outcome::Passed);
    }
    QVERIFY2(f.summary().startsWith(QStringLiteral("3 of 3 runs passed in ")),
             qPrintable(f.summary()));
    const QString last = f.page().document().file();
    f.results().setFocus();
    f.results().setCurrentIndex(f.results().model()->index(1, 0)); // the recording of that run
    QTRY_VERIFY(f.page().document().file() != last && !f.page().document().isLoading());
    QTRY_VERIFY(f.page().document().connection() &&
                f.page().document().connection()->closing->code == 4001);
    QCOMPARE(f.pane().note(), QStringLiteral("the timeline shows run 2: code=4001"));
    // One of them alone.
    auto* rows = f.pane().findChild<QComboBox*>(QStringLiteral("scenarioRuns"));
    QVERIFY(rows->isVisible());
    rows->setCurrentIndex(3);
    f.runToEnd();
    QTRY_COMPARE(f.page().document().connection()->closing->code,
                 std::optional<std::uint16_t>(4002));
}

void TestWindowScenario::theFirstFailureOfAMatrixIsShown()
{
    Desk f;
    f.open(QStringLiteral("connect: \"%1/close?code={{code}}\"\n"
                          "matrix: { code: [1000, 4001, 4002] }\n"
                          "steps:\n"
                          "  - expect: { close: { code: 1000 } }\n")
               .arg(f.url({})));
    f.runToEnd();
    QCOMPARE(f.outcome(0), Outcome::Passed);
    QCOMPARE(f.outcome(1), Outcome::Failed);
    QCOMPARE(f.results().current()->run, std::size_t{1});
    QTRY_VERIFY2(f.currentPreview().startsWith(QStringLiteral("4001")),
                 qPrintable(f.currentPreview()));
}

void TestWindowScenario::isEndedByHand()
{
    Desk f;
    f.open(QStringLiteral("connect: \"%1/echo\"\nsteps:\n  - expect: open\n  - expect: { message: "
                          "never, within: 60s }\n")
               .arg(f.url({})));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.page().document().connection() && f.page().document().connection()->openAt);
    QCOMPARE(f.stateWord(), QStringLiteral("running"));
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(f.pane().canStart());
    QVERIFY(f.outcome() != Outcome::Passed);
}

void TestWindowScenario::variablesAreAskedFor()
{
    Desk f;
    f.open(QStringLiteral("connect: \"{{url}}/echo\"\nsteps:\n  - expect: open\n"));
    f.press(Qt::Key_F5);
    QDialog* asked = f.dialog();
    QVERIFY(asked);
    QCOMPARE(asked->objectName(), QStringLiteral("scenarioVariables"));
    auto* field = asked->findChild<QLineEdit*>();
    f.type(field, f.url({}));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.outcome(), Outcome::Passed);
}

void TestWindowScenario::theEarlierResultsStay()
{
    Desk f;
    f.openEchoes(QStringLiteral("bye"));
    f.runToEnd();
    QCOMPARE(f.outcome(), Outcome::Failed);
    bool kept = true; // until the new ones come
    QObject watch;
    QObject::connect(&f.pane(), &ui::TaskPane::changed, &watch,
                     [&f, &kept] { kept &= f.results().result(0) != nullptr; });
    f.runToEnd();
    QVERIFY(kept);
    QCOMPARE(f.outcome(), Outcome::Failed);
}

void TestWindowScenario::isMadeOfASession()
{
    Desk f;
    f.recordSomething();
    f.window().action(ActionId::MakeScenario)->trigger();
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->objectName(), QStringLiteral("makeScenario"));
    auto* make = dialog->findChild<QPushButton*>(QStringLiteral("make"));
    QTRY_VERIFY(make->isEnabled());
    QTest::mouseClick(make, Qt::LeftButton);
    QTRY_VERIFY(f.page().task());
    QVERIFY2(f.edit().message().contains(QStringLiteral("- send: something")),
             qPrintable(f.edit().message()));
    QVERIFY(f.pane().isUnsaved());
    f.runToEnd();
    QVERIFY2(f.outcome() == Outcome::Passed, qPrintable(f.edit().message()));
}

/// The server takes nothing of another session, and each run is another one.
void TestWindowScenario::isMadeWithWhatChanges()
{
    test::PeerProcess server(QStringLiteral("token_peer.py"));
    Desk f;
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    f.type(field, server.url(QStringLiteral("/")));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(f.isOpen());
    auto& session = *f.page().document().session();
    const auto received = [&session] {
        const auto last = session::lastMessage(*session.timeline());
        return last ? QJsonDocument::fromJson(*last).object() : QJsonObject();
    };
    QTRY_VERIFY(received().contains(QStringLiteral("token")));
    const QJsonObject welcome = received();
    const auto say = [&session](const QJsonObject& object) {
        QVERIFY(session.send(message::Text{
            QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))}));
    };
    say({{QStringLiteral("request"), QUuid::createUuid().toString(QUuid::WithoutBraces)}});
    QTRY_VERIFY(received().contains(QStringLiteral("answers")));
    say({{QStringLiteral("token"), welcome[QStringLiteral("token")]},
         {QStringLiteral("session"),
          welcome[QStringLiteral("session")].toObject()[QStringLiteral("id")]},
         {QStringLiteral("room"), QStringLiteral("lobby")}});
    QTRY_VERIFY(f.rowOf(QStringLiteral("ticket")) > 0);
    QVERIFY(session.send(message::Text{QStringLiteral("bye")}));
    QTRY_VERIFY(f.isShownClosed());

    f.window().action(ActionId::MakeScenario)->trigger();
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    auto* make = dialog->findChild<QPushButton*>(QStringLiteral("make"));
    QTRY_VERIFY(make->isEnabled());
    auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("proposals"));
    QVERIFY(list->topLevelItemCount() >= 5); // token, id, request, times, count
    QTest::mouseClick(make, Qt::LeftButton);
    QTRY_VERIFY(f.page().task());
    for (int run = 0; run < 2; ++run) {
        f.runToEnd();
        QVERIFY2(f.outcome() == Outcome::Passed, qPrintable(f.edit().message()));
    }
}

void TestWindowScenario::aNewOneRuns()
{
    Desk f;
    f.window().action(ActionId::NewScenario)->trigger();
    QVERIFY(f.page().task());
    QTRY_COMPARE(mistakeLines(f.edit()), QList<int>{});
    QVERIFY(f.edit().message().contains(f.url({}))); // the demo of the window
    f.runToEnd();
    QVERIFY2(f.outcome() == Outcome::Passed, qPrintable(f.summary()));
}

FRAMESCOPE_TEST(TestWindowScenario)

} // namespace tst_window_scenario

#include "tst_window_scenario.moc"
