// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders_contract.h"
#include "scenario_desk.h"
#include "support/test_program.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace tst_window_scenario_kinds {

// Scenarios in tabs: those that come with the program, those of a contract, those of a server.

using namespace framescope;
using Desk = test::ScenarioDesk;
using ui::ActionId;
using Outcome = scenario::Outcome;

class TestWindowScenarioKinds : public QObject
{
    Q_OBJECT

private slots:
    void everyExampleRuns();
    void aContractIsHeld();
    void aServerIsServed();
    void aServerThatIsNotSaved();
    void aMistakeOfAServerHasItsLine();
    void aServerIsGivenVariables();
};

/// All at the same time, each in a tab of its own.
void TestWindowScenarioKinds::everyExampleRuns()
{
    Desk f;
    QMenu* menu = nullptr;
    for (QMenu* each : f.window().findChildren<QMenu*>()) {
        menu = each->title().contains(QStringLiteral("xample scenarios")) ? each : menu;
    }
    QVERIFY(menu);
    const auto examples = [menu] {
        emit menu->aboutToShow();
        QList<QAction*> all;
        for (const QAction* group : menu->actions()) {
            all += group->menu()->actions();
        }
        return all;
    };
    const qsizetype count = examples().size();
    QVERIFY(count >= 25);
    QVERIFY(menu->actions().size() <= 10); // by their first tag
    for (qsizetype i = 0; i < count; ++i) {
        examples().at(i)->trigger(); // one click
        const auto& pane = f.pane();
        QVERIFY2(QTest::qWaitFor([&pane] { return pane.look().word != QLatin1String("not run"); },
                                 test::Patience),
                 qPrintable(pane.look().explanation));
    }
    QCOMPARE(f.window().pageCount(), static_cast<int>(count));
    QStringList others;
    for (int i = 0; i < f.window().pageCount(); ++i) {
        auto& pane = *static_cast<ui::ScenarioPane*>(f.window().page(i)->task());
        QVERIFY(QTest::qWaitFor([&pane] { return pane.canStart(); }, test::Patience));
        // One that plays a server is saved before it is served, so it waits for the user.
        const bool serves = pane.edit().message().contains(QLatin1String("\nserve:"));
        if (pane.look().word != (serves ? QLatin1String("a server") : QLatin1String("passed"))) {
            others += pane.edit().message() + pane.look().explanation;
        }
    }
    QVERIFY2(others.isEmpty(), qPrintable(others.join(QLatin1Char('\n'))));
    QVERIFY(!QApplication::activeModalWidget());
}

/// Its rows are marked, the verdict names the place, and leads to the row.
void TestWindowScenarioKinds::aContractIsHeld()
{
    Desk f;
    f.write(QStringLiteral("orders.asyncapi.yaml"), test::OrdersContract);
    f.open(QStringLiteral("connect: \"%1/echo\"\n"
                          "contract: orders.asyncapi.yaml\n"
                          "steps:\n"
                          "  - expect: open\n"
                          "  - send: '{\"kind\":\"order\",\"price\":4}'\n"
                          "  - expect: { message: { schema: { required: [ price ] } } }\n"
                          "  - send: '{\"kind\":\"order\",\"price\":\"five\"}'\n"
                          "  - expect:\n"
                          "      message:\n"
                          "        schema: { properties: { price: { type: number } } }\n")
               .arg(f.url({})));
    f.runToEnd();
    QCOMPARE(f.outcome(), Outcome::Failed);
    const auto& steps = f.results().result(0)->steps;
    QStringList failed;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].outcome == Outcome::Failed) {
            failed += QString::number(steps[i].place.line);
            const QString said = f.said({0, i});
            QVERIFY2(said.contains(QStringLiteral("$.price")), qPrintable(said));
            f.results().select({0, 0});
            emit f.results().stepChosen({0, i}, false);
            QTRY_VERIFY2(f.currentPreview().contains(QStringLiteral("five")),
                         qPrintable(f.currentPreview()));
        }
    }
    QVERIFY2(failed.contains(QStringLiteral("2")) && failed.size() == 2,
             qPrintable(failed.join(QLatin1Char(' '))));
    const auto isBroken = [&f](const char* text) {
        const int row = f.shownRow(QLatin1String(text));
        return !f.page()
                    .model()
                    .index(row, 0)
                    .data(present::TimelineModel::ContractRole)
                    .toString()
                    .isEmpty();
    };
    QTRY_VERIFY(isBroken(R"({"kind":"order","price":"five")"));
    QVERIFY(!isBroken(R"({"kind":"order","price":4)"));
}

void TestWindowScenarioKinds::aServerIsServed()
{
    Desk f;
    f.open(QString::fromLatin1(Desk::Greets));
    auto* button = f.pane().findChild<QToolButton*>(QStringLiteral("runScenario"));
    QTRY_COMPARE(button->text(), QStringLiteral("Serve"));
    QCOMPARE(f.window().action(ActionId::Connect)->text(), QStringLiteral("&Serve the scenario"));
    QTest::mouseClick(button, Qt::LeftButton); // one click
    QTRY_COMPARE(f.window().pageCount(), 2);
    QTRY_VERIFY(!f.page().task()->servedUrl().isEmpty());
    QCOMPARE(f.greeting(), QStringLiteral("hello"));
    // What is edited is saved, and served by the same tab.
    f.window().open(f.file(Desk::Name));
    QCOMPARE(f.window().pageCount(), 2);
    f.edit().rewrite(QString::fromLatin1(Desk::Greets)
                         .replace(QLatin1String("hello"), QLatin1String("welcome")));
    QTRY_COMPARE(button->text(), QStringLiteral("Save and serve"));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(!dynamic_cast<ui::ScenarioPane*>(f.page().task()));
    QVERIFY(f.read().contains("welcome"));
    QCOMPARE(f.window().pageCount(), 2);
    QTRY_COMPARE(f.greeting(), QStringLiteral("welcome"));
}

void TestWindowScenarioKinds::aServerThatIsNotSaved()
{
    Desk f;
    f.window().action(ActionId::NewScenario)->trigger();
    f.edit().rewrite(QString::fromLatin1(Desk::Greets));
    f.press(Qt::Key_F5);
    f.giveFileName(f.file(QStringLiteral("new.yaml"))); // the server reads it
    QTRY_COMPARE(f.window().pageCount(), 2);
    QTRY_VERIFY(!f.page().task()->servedUrl().isEmpty());
}

void TestWindowScenarioKinds::aMistakeOfAServerHasItsLine()
{
    Desk f;
    f.open(QString::fromLatin1(Desk::Greets).replace(QLatin1String("send"), QLatin1String("sned")));
    f.press(Qt::Key_F5);
    QTRY_COMPARE(f.edit().cursorLine(), 4);
    QCOMPARE(f.window().pageCount(), 1);
    f.edit().rewrite(QString::fromLatin1(Desk::Greets) + QStringLiteral("  - connect: ws://a\n"));
    f.press(Qt::Key_F5);
    QTRY_COMPARE(f.edit().cursorLine(), 5);
    QCOMPARE(f.window().pageCount(), 1);
}

void TestWindowScenarioKinds::aServerIsGivenVariables()
{
    Desk f;
    f.open(QString::fromLatin1(Desk::Greets)
               .replace(QLatin1String("hello"), QLatin1String("\"{{word}}\"")));
    f.press(Qt::Key_F5);
    QDialog* asked = f.dialog();
    QVERIFY(asked);
    auto* field = asked->findChild<QLineEdit*>();
    f.type(field, QStringLiteral("asked for"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.window().pageCount(), 2);
    QTRY_VERIFY(!f.page().task()->servedUrl().isEmpty());
    QCOMPARE(f.greeting(), QStringLiteral("asked for"));
}

FRAMESCOPE_TEST(TestWindowScenarioKinds)

} // namespace tst_window_scenario_kinds

#include "tst_window_scenario_kinds.moc"
