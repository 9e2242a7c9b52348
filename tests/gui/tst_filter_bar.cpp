// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter_desk.h"
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_field.h"
#include "ui/settings/settings.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/completion_popup.h"
#include "ui/widgets/help_window.h"
#include "window_fixture.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QTest>
#include <QTextBrowser>
#include <QTextLayout>
#include <QToolButton>

namespace tst_filter_bar {

using namespace framescope;
using test::WindowFixture;
using ui::CompletionPopup;
using ui::FilterField;

using Desk = test::FilterDesk;

class TestFilterBar : public QObject
{
    Q_OBJECT

private slots:
    void completesFieldsByKeyboard();
    void enterTakesTheOnlyChoice();
    void completesByMouse();
    void completesValuesThatWereSeen();
    void popupStaysInTheWindow();
    void escapeGoesStepByStep();
    void saysWhatIsWrongAndWhere();
    void aMistakeMovesNothing();
    void aMistakeStaysVisible();
    void stateIsNotToldByColourAlone();
    void historyByUpAndDown();
    void historyOutlivesTheWindow();
    void namedFiltersAreSavedChosenRenamedDeleted();
    void aFilterOfAContractIsNamed();
    void theMenuByKeyboard();
    void helpListsEveryField();
};

void TestFilterBar::completesFieldsByKeyboard()
{
    Desk desk;
    desk.write(QStringLiteral("ty"));
    QTRY_VERIFY(desk.offers(QStringLiteral("type:")));
    QVERIFY(desk.popup()->isVisible());
    QCOMPARE(desk.popup()->chosen(), -1);
    desk.key(Qt::Key_Down);
    QCOMPARE(desk.popup()->chosen(), 0);
    desk.key(Qt::Key_Up);
    QCOMPARE(desk.popup()->chosen(), -1);
    desk.key(Qt::Key_Tab);
    QCOMPARE(desk.field().text(), QStringLiteral("type:"));
    QVERIFY(desk.field().hasFocus());
    QVERIFY(desk.offers(QStringLiteral("text")));
    QTest::keyClicks(&desk.field(), QStringLiteral("tex"));
    QVERIFY(desk.offers(QStringLiteral("text")));
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Return);
    QCOMPARE(desk.field().text(), QStringLiteral("type:text"));
    QVERIFY(!desk.popup()->isVisible());
    // One step of undo takes back what was put in.
    desk.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(desk.field().text() != QStringLiteral("type:text"));
}

void TestFilterBar::enterTakesTheOnlyChoice()
{
    Desk desk;
    desk.write(QStringLiteral("type:conti"));
    QTRY_VERIFY(desk.offers(QStringLiteral("continuation")));
    QCOMPARE(desk.popup()->chosen(), 0);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Up);
    QCOMPARE(desk.popup()->chosen(), 0);
    desk.key(Qt::Key_Return);
    QCOMPARE(desk.field().text().trimmed(), QStringLiteral("type:continuation"));
    // A word that is a filter as it stands stays as it is.
    desk.write(QStringLiteral("typ"));
    QTRY_VERIFY(desk.offers(QStringLiteral("type:")));
    QCOMPARE(desk.popup()->chosen(), -1);
    desk.key(Qt::Key_Return);
    QCOMPARE(desk.field().text(), QStringLiteral("typ"));
}

void TestFilterBar::completesByMouse()
{
    Desk desk;
    desk.write(QStringLiteral("di"));
    QTRY_VERIFY(desk.offers(QStringLiteral("dir:")));
    QListWidget* list = desk.choices();
    const auto* item = list->findItems(QStringLiteral("dir:"), Qt::MatchExactly).first();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(item).center());
    QCOMPARE(desk.field().text(), QStringLiteral("dir:"));
    QVERIFY(desk.field().hasFocus());
}

void TestFilterBar::completesValuesThatWereSeen()
{
    Desk desk(QStringLiteral("/ticks?rate=0&count=20"));
    QTRY_VERIFY(desk.isShownClosed());
    const auto offered = [&desk](const char* typed, const char* value) {
        desk.write(QLatin1String(typed));
        desk.key(Qt::Key_Space, Qt::ControlModifier);
        return desk.offers(QLatin1String(value));
    };
    QTRY_VERIFY(offered("json:", "$.price"));
    QTRY_VERIFY(offered("code:", "1000"));
    QTRY_VERIFY(offered("conn:", "1"));
}

void TestFilterBar::popupStaysInTheWindow()
{
    Desk desk;
    desk.window().resize(900, 600);
    desk.write(QString(60, QLatin1Char('x')) + QStringLiteral(" is:"));
    QTRY_VERIFY(desk.popup() && desk.popup()->hasChoices());
    QVERIFY(desk.window().rect().contains(desk.popup()->geometry()));
    // Leaving the field takes it away.
    desk.page().focusTimeline();
    QVERIFY(!desk.popup()->isVisible());
}

void TestFilterBar::escapeGoesStepByStep()
{
    Desk desk;
    desk.write(QStringLiteral("ty"));
    QTRY_VERIFY(desk.popup() && desk.popup()->isVisible());
    desk.key(Qt::Key_Escape);
    QVERIFY(!desk.popup()->isVisible());
    QCOMPARE(desk.field().text(), QStringLiteral("ty"));
    desk.key(Qt::Key_Escape);
    QVERIFY(desk.field().text().isEmpty());
    desk.key(Qt::Key_Escape);
    QVERIFY(desk.page().timelineView().hasFocus());
}

void TestFilterBar::saysWhatIsWrongAndWhere()
{
    Desk desk;
    const int rows = desk.rowCount();
    desk.write(QStringLiteral("dir:in code:banana"));
    QCOMPARE(desk.field().state(), FilterField::State::Bad);
    desk.key(Qt::Key_Return);
    QTRY_VERIFY(desk.popup() && !desk.popup()->sentence().isEmpty());
    QCOMPARE(desk.popup()->sentence(), desk.field().mistakeText());
    QVERIFY(desk.popup()->sentence().contains(QStringLiteral("banana")));
    // It hangs below what is wrong.
    const QPoint corner = desk.field().mapFrom(&desk.window(), desk.popup()->geometry().topLeft());
    QVERIFY(corner.y() >= desk.field().height());
    QVERIFY(corner.x() >= desk.field().xOf(4));
    QVERIFY(desk.rowCount() >= rows); // the filter before goes on
    // It goes with the mistake.
    desk.write(QStringLiteral("dir:in"));
    QCOMPARE(desk.field().state(), FilterField::State::Good);
    desk.key(Qt::Key_Return);
    QVERIFY(!desk.popup()->isVisible());
}

void TestFilterBar::aMistakeMovesNothing()
{
    Desk desk;
    const auto places = [&desk] {
        QList<QRect> all;
        for (QWidget* widget : desk.bar().findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (widget->isVisible() && widget->objectName() != QLatin1String("rowCount")) {
                all.append(widget->geometry());
            }
        }
        all.append(desk.page().timelineView().geometry());
        return all;
    };
    QTRY_VERIFY(desk.isShownClosed());
    QTRY_COMPARE(places(), places());
    const auto before = places();
    desk.write(QStringLiteral("(("));
    desk.key(Qt::Key_Return);
    QTRY_VERIFY(desk.popup() && desk.popup()->isVisible());
    QCOMPARE(places(), before);
}

/// Below the rows, for as long as the filter is wrong, whoever wrote it.
void TestFilterBar::aMistakeStaysVisible()
{
    Desk desk;
    auto* strip = desk.page().findChild<QWidget*>(QStringLiteral("mistakeStrip"));
    const auto sentence = [strip] {
        return strip->findChild<QLabel*>(QStringLiteral("standingMistake"))->toolTip() +
               strip->findChild<QLabel*>(QStringLiteral("standingMistake"))->text();
    };
    desk.write(QStringLiteral("code:banana"));
    QVERIFY(!strip->isVisible()); // it hangs below the field while somebody is there
    desk.page().focusTimeline();
    QTRY_VERIFY(strip->isVisible());
    QVERIFY2(sentence().contains(QStringLiteral("banana")), qPrintable(sentence()));
    QVERIFY(desk.page().timelineView().geometry().bottom() < strip->geometry().top());
    desk.page().filterBar().focusFilter();
    QVERIFY(strip->isVisible());
    desk.key(Qt::Key_End);
    QTest::keyClicks(&desk.field(), QStringLiteral("s"));
    QVERIFY(sentence().contains(QStringLiteral("bananas")));
    desk.write(QStringLiteral("code:1000"));
    QVERIFY(!strip->isVisible());
    desk.page().focusTimeline();
    desk.bar().setText(QStringLiteral("(("));
    QVERIFY(strip->isVisible());
    desk.bar().setText(QString());
    QVERIFY(!strip->isVisible());
}

void TestFilterBar::stateIsNotToldByColourAlone()
{
    Desk desk;
    const auto icon = [&desk] {
        return desk.field().findChild<QAction*>()->icon().pixmap(16, 16).toImage();
    };
    desk.field().clear();
    const QImage empty = icon();
    QCOMPARE(desk.field().state(), FilterField::State::Empty);
    desk.write(QStringLiteral("dir:in"));
    const QImage good = icon();
    desk.write(QStringLiteral("(("));
    const QImage bad = icon();
    QVERIFY(empty != good);
    QVERIFY(good != bad);
    QVERIFY(empty != bad);
    QVERIFY(!desk.field().accessibleDescription().isEmpty());
}

void TestFilterBar::historyByUpAndDown()
{
    Desk desk;
    for (const char* filter : {"price", "dir:in", "type:text"}) {
        desk.write(QLatin1String(filter));
        desk.key(Qt::Key_Escape); // the popup, where there is one
        desk.write(QLatin1String(filter));
        desk.key(Qt::Key_Return);
    }
    desk.field().clear();
    QTest::keyClicks(&desk.field(), QStringLiteral("12"));
    const auto up = [&desk] {
        desk.key(Qt::Key_Up);
        return desk.field().text();
    };
    const auto down = [&desk] {
        desk.key(Qt::Key_Down);
        return desk.field().text();
    };
    QCOMPARE(up(), QStringLiteral("type:text"));
    QCOMPARE(up(), QStringLiteral("dir:in"));
    QCOMPARE(up(), QStringLiteral("price"));
    QCOMPARE(up(), QStringLiteral("price"));
    QCOMPARE(down(), QStringLiteral("dir:in"));
    QCOMPARE(down(), QStringLiteral("type:text"));
    QCOMPARE(down(), QStringLiteral("12"));
    QVERIFY(desk.field().hasFocus());
    down();
    QVERIFY(desk.page().timelineView().hasFocus());
}

void TestFilterBar::historyOutlivesTheWindow()
{
    Desk desk;
    QTRY_VERIFY(desk.isClosed());
    desk.write(QStringLiteral("price"));
    desk.page().focusTimeline(); // leaving it keeps it too
    desk.restart();
    desk.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(desk.isOpen());
    desk.page().filterBar().focusFilter();
    desk.key(Qt::Key_Up);
    QCOMPARE(desk.field().text(), QStringLiteral("price"));
    desk.choose(QStringLiteral("Clear recent"));
    desk.field().clear();
    desk.key(Qt::Key_Up);
    QCOMPARE(desk.field().text(), QString());
    desk.write(QStringLiteral("x"));
    desk.key(Qt::Key_Return);
    desk.field().clear();
    desk.choose(QStringLiteral("x"));
    QCOMPARE(desk.field().text(), QStringLiteral("x"));
}

void TestFilterBar::namedFiltersAreSavedChosenRenamedDeleted()
{
    Desk desk;
    QTRY_VERIFY(desk.isClosed());
    const auto save = [&desk](const QString& expression, const QString& name) {
        desk.bar().setText(expression);
        desk.choose(QStringLiteral("Save this filter"));
        QDialog* dialog = desk.dialog();
        QVERIFY(dialog);
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("filterName"));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, name);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!dialog->isVisible());
    };
    save(QStringLiteral("price"), QStringLiteral("Prices"));
    save(QStringLiteral("dir:out"), QStringLiteral("Mine"));
    save(QStringLiteral("dir:in"), QStringLiteral("mine")); // replaces, whatever its case
    desk.restart();
    desk.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(desk.isOpen());
    desk.choose(QStringLiteral("Prices"));
    QCOMPARE(desk.field().text(), QStringLiteral("price"));
    desk.choose(QStringLiteral("mine"));
    QCOMPARE(desk.field().text(), QStringLiteral("dir:in"));

    desk.choose(QStringLiteral("Manage"));
    QDialog* dialog = desk.dialog();
    QVERIFY(dialog);
    auto* table = dialog->findChild<QTableWidget*>();
    QCOMPARE(table->rowCount(), 2);
    QTest::keyClick(table, Qt::Key_F2);
    auto* editor = table->viewport()->findChild<QLineEdit*>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("Theirs"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(table->item(0, 0)->text(), QStringLiteral("Theirs"));
    dialog->activateWindow();
    QTRY_VERIFY(dialog->isActiveWindow());
    table->setFocus();
    table->setCurrentCell(1, 0);
    desk.press(Qt::Key_Delete);
    QCOMPARE(table->rowCount(), 1);
    dialog->accept();
    QTest::mouseClick(desk.button("filters"), Qt::LeftButton);
    QTRY_VERIFY(desk.menu()->isVisible());
    QVERIFY(desk.entry(QStringLiteral("Theirs")));
    QVERIFY(!desk.entry(QStringLiteral("Prices")));
    desk.menu()->close();
}

/// What a filter is about may be open when it is used.
void TestFilterBar::aFilterOfAContractIsNamed()
{
    Desk desk;
    desk.bar().setText(QStringLiteral("is:contract or contract:order"));
    desk.choose(QStringLiteral("Save this filter"));
    QDialog* dialog = desk.dialog();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("filterName")), "Orders");
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(desk.window().settings().namedFilters().size(), qsizetype{1});
    desk.choose(QStringLiteral("Manage"));
    dialog = desk.dialog();
    QVERIFY(dialog);
    auto* ok = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    QVERIFY(ok->isEnabled());
    auto* table = dialog->findChild<QTableWidget*>();
    table->item(0, 1)->setText(QStringLiteral("is:contract is:contrat"));
    QVERIFY(!ok->isEnabled());
    dialog->reject();
    desk.bar().setText({});
    desk.choose(QStringLiteral("Orders"));
    QVERIFY(desk.field().toolTip().contains(QStringLiteral("no contract is open"),
                                            Qt::CaseInsensitive));
}

void TestFilterBar::theMenuByKeyboard()
{
    Desk desk;
    desk.write(QStringLiteral("price"));
    desk.key(Qt::Key_Down, Qt::AltModifier);
    QTRY_VERIFY(desk.menu()->isVisible());
    QTest::keyClick(desk.menu(), Qt::Key_S);
    QDialog* dialog = desk.dialog();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog->isVisible());
    QVERIFY(desk.window().settings().namedFilters().isEmpty());
}

void TestFilterBar::helpListsEveryField()
{
    Desk desk;
    desk.page().filterBar().focusFilter();
    desk.key(Qt::Key_F1);
    auto* help = desk.window().findChild<ui::HelpWindow*>();
    QVERIFY(help);
    QVERIFY(help->isVisible());
    auto* text = help->findChild<QTextBrowser*>();
    for (const char* word : {"dir", "size", "time", "John"}) {
        QVERIFY2(text->toPlainText().contains(QLatin1String(word)), word);
    }
    // No second one, and it was not the demo that F1 is elsewhere.
    QTest::mouseClick(desk.button("filterHelpButton"), Qt::LeftButton);
    QCOMPARE(desk.window().findChildren<ui::HelpWindow*>().size(), 1);
    QCOMPARE(desk.window().pageCount(), 1);
    help->close();
}

FRAMESCOPE_TEST(TestFilterBar)

} // namespace tst_filter_bar

#include "tst_filter_bar.moc"
