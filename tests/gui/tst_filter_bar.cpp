// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/filter/completion_popup.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_field.h"
#include "ui/filter/filter_help.h"
#include "ui/settings/settings.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QAction>
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

namespace {

/// The window with a conversation, and what belongs to its filter bar.
class Desk : public WindowFixture
{
public:
    explicit Desk(const QString& path = QStringLiteral("/ticks?rate=500&count=60"))
    {
        connectTo(path);
        [this] { QTRY_VERIFY(isOpen() || isClosed()); }();
    }

    ui::FilterBar& bar() { return page().filterBar(); }
    FilterField& field() { return *page().findChild<FilterField*>(QStringLiteral("filter")); }
    CompletionPopup* popup() { return window().findChild<CompletionPopup*>(); }
    QListWidget* choices() { return popup()->findChild<QListWidget*>(); }
    QToolButton* button(const char* name)
    {
        return page().findChild<QToolButton*>(QLatin1String(name));
    }
    QMenu* menu() { return page().findChild<QMenu*>(QStringLiteral("filterMenu")); }

    void write(const QString& text)
    {
        page().filterBar().focusFilter();
        field().clear();
        QTest::keyClicks(&field(), text);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&field(), key, modifiers);
    }
    bool offers(const QString& text)
    {
        return popup() && popup()->hasChoices() &&
               !choices()->findItems(text, Qt::MatchExactly).isEmpty();
    }
    QAction* entry(const QString& start)
    {
        for (QAction* action : menu()->actions()) {
            if (action->text().remove(QLatin1Char('&')).startsWith(start)) {
                return action;
            }
        }
        return nullptr;
    }
    void choose(const QString& start)
    {
        QTest::mouseClick(button("filters"), Qt::LeftButton);
        QTRY_VERIFY(menu()->isVisible());
        QAction* action = entry(start);
        QVERIFY2(action, qPrintable(start));
        QVERIFY(action->isEnabled());
        QTest::mouseClick(menu(), Qt::LeftButton, {}, menu()->actionGeometry(action).center());
        QTRY_VERIFY(!menu()->isVisible());
    }
    /// The event of a row that is in view and chosen.
    std::uint32_t chosenInView()
    {
        auto& view = page().timelineView();
        const QModelIndex current = view.currentIndex();
        if (!current.isValid() ||
            !view.viewport()->rect().intersects(view.visualRect(current.siblingAtColumn(0)))) {
            return UINT32_MAX;
        }
        return page().model().eventAt(current.row()).value;
    }
};

} // namespace

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
    void theMenuByKeyboard();
    void quickButtons_data();
    void quickButtons();
    void helpListsEveryField();
    void termsAreAdded();
    void theChosenRowStays();
    void theNearestRowWhereItIsFilteredOut();
    void theTopRowStaysWhereNoneIsChosen();
    void nothingIsCutOffInASmallWindow();
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

void TestFilterBar::quickButtons_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("data") << "quick:is:data"
                          << ""
                          << "is:data";
    QTest::newRow("heartbeats") << "quick:-is:heartbeat"
                                << "price"
                                << "price -is:heartbeat";
    QTest::newRow("violations") << "quick:is:violation"
                                << "a or b"
                                << "(a or b) is:violation";
}

void TestFilterBar::quickButtons()
{
    QFETCH(QString, button);
    QFETCH(QString, before);
    QFETCH(QString, after);
    Desk desk;
    QToolButton* quick = desk.button(qPrintable(button));
    desk.bar().setText(before);
    QVERIFY(!quick->isChecked());
    QTest::mouseClick(quick, Qt::LeftButton);
    QCOMPARE(desk.field().text(), after);
    QVERIFY(quick->isChecked());
    QTest::mouseClick(quick, Qt::LeftButton);
    QCOMPARE(desk.field().text(), before);
    QVERIFY(!quick->isChecked());
    // It tells what is typed, too.
    desk.write(after);
    QVERIFY(quick->isChecked());
}

void TestFilterBar::helpListsEveryField()
{
    Desk desk;
    desk.page().filterBar().focusFilter();
    desk.key(Qt::Key_F1);
    auto* help = desk.window().findChild<ui::FilterHelp*>();
    QVERIFY(help);
    QVERIFY(help->isVisible());
    auto* text = help->findChild<QTextBrowser*>();
    for (const char* word : {"dir", "size", "time", "John"}) {
        QVERIFY2(text->toPlainText().contains(QLatin1String(word)), word);
    }
    // No second one, and it was not the demo that F1 is elsewhere.
    QTest::mouseClick(desk.button("filterHelpButton"), Qt::LeftButton);
    QCOMPARE(desk.window().findChildren<ui::FilterHelp*>().size(), 1);
    QCOMPARE(desk.window().pageCount(), 1);
    help->close();
}

void TestFilterBar::termsAreAdded()
{
    Desk desk;
    desk.bar().setText(QStringLiteral("a or b"));
    desk.bar().addTerm(QStringLiteral("dir:in"));
    QCOMPARE(desk.field().text(), QStringLiteral("(a or b) dir:in"));
    desk.bar().addTerm(QStringLiteral("time:1s..2s"));
    desk.bar().addTerm(QStringLiteral("time:3s..4s"));
    QCOMPARE(desk.field().text(), QStringLiteral("(a or b) dir:in time:3s..4s"));
}

void TestFilterBar::theChosenRowStays()
{
    Desk desk(QStringLiteral("/ticks?rate=0&count=20000"));
    QTRY_VERIFY(desk.isShownClosed());
    auto& view = desk.page().timelineView();
    view.setFollowing(false);
    const int row = 9000;
    view.setCurrentIndex(desk.page().model().index(row, 0));
    view.scrollTo(view.currentIndex(), QAbstractItemView::PositionAtCenter);
    const std::uint32_t event = desk.page().model().eventAt(row).value;
    const int height = view.visualRect(view.currentIndex()).top();
    QCOMPARE(desk.chosenInView(), event);
    const int all = desk.rowCount();

    desk.write(QStringLiteral("tick"));
    QTRY_VERIFY(desk.rowCount() < all && desk.rowCount() > 19'000);
    QTRY_COMPARE(desk.chosenInView(), event);
    QCOMPARE(view.visualRect(view.currentIndex()).top(), height);

    // Away with one filter, back without: it was chosen by hand.
    desk.write(QStringLiteral("switching"));
    QTRY_VERIFY(desk.rowCount() < 5);
    desk.field().clear();
    QTRY_COMPARE(desk.rowCount(), all);
    QTRY_COMPARE(desk.chosenInView(), event);
}

void TestFilterBar::theNearestRowWhereItIsFilteredOut()
{
    Desk desk(QStringLiteral("/ticks?rate=0&count=20000"));
    QTRY_VERIFY(desk.isShownClosed());
    auto& view = desk.page().timelineView();
    view.setFollowing(false);
    const int row = 15'000;
    view.setCurrentIndex(desk.page().model().index(row, 0));
    view.scrollTo(view.currentIndex());
    const std::uint32_t event = desk.page().model().eventAt(row).value;
    desk.write(QStringLiteral("size:>1G or code:1000"));
    QTRY_VERIFY(desk.rowCount() < 10);
    QTRY_VERIFY(desk.chosenInView() != UINT32_MAX);
    QVERIFY(desk.chosenInView() > event);
    desk.field().clear();
    QTRY_COMPARE(desk.chosenInView(), event);
}

void TestFilterBar::theTopRowStaysWhereNoneIsChosen()
{
    Desk desk(QStringLiteral("/ticks?rate=0&count=20000"));
    QTRY_VERIFY(desk.isShownClosed());
    auto& view = desk.page().timelineView();
    view.setFollowing(false);
    view.scrollTo(desk.page().model().index(7000, 0), QAbstractItemView::PositionAtTop);
    const EventId top = desk.page().model().eventAt(view.rowAt(0));
    desk.write(QStringLiteral("type:text"));
    QTRY_VERIFY(desk.page().model().rowOf(EventId{0}) == std::nullopt);
    QTRY_VERIFY(view.rowAt(0) > 0);
    QTRY_COMPARE(desk.page().model().eventAt(view.rowAt(0)).value, top.value);
    QVERIFY(!view.currentEvent());
}

void TestFilterBar::nothingIsCutOffInASmallWindow()
{
    Desk desk;
    QTRY_VERIFY(desk.isClosed());
    desk.window().resize(900, 600);
    QTRY_COMPARE(desk.window().width(), 900);
    for (auto* button : desk.bar().findChildren<QToolButton*>()) {
        if (button->isVisible() && button->parentWidget() != &desk.field()) {
            QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                     qPrintable(button->objectName() + button->text()));
            const QRect at(button->mapTo(&desk.bar(), QPoint()), button->size());
            QVERIFY2(desk.bar().rect().contains(at), qPrintable(button->text()));
        }
    }
    auto* count = desk.page().findChild<QLabel*>(QStringLiteral("rowCount"));
    QVERIFY(count->width() >= count->sizeHint().width());
    QVERIFY2(desk.field().width() >= 250, qPrintable(QString::number(desk.field().width())));
}

FRAMESCOPE_TEST(TestFilterBar)

} // namespace tst_filter_bar

#include "tst_filter_bar.moc"
