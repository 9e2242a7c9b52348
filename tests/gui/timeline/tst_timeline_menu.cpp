// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_page.h"
#include "support/test_program.h"
#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>

namespace tst_timeline_menu {

using namespace framescope;
using present::TimelineModel;
using test::RecordedPage;

namespace {

constexpr const char* Session = "<- text {\"type\":\"tick\",\"price\":1.50}\n-> text two words\n"
                                "-> ping beat\n<- pong beat\n<- close 1000 bye\n";

struct Page : RecordedPage
{
    Page() : RecordedPage(Session) {}

    QMenu* menu() { return page().findChild<QMenu*>(QStringLiteral("rowMenu")); }

    /// As a click with the right button does.
    void openMenu(const QString& preview, int column)
    {
        click(preview, column);
        const QPoint at = view().visualRect(model().index(shownRow(preview), column)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view().viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view().viewport(), &event);
        QVERIFY(menu());
    }

    /// The entry whose text starts so, in the menu or one of those below it.
    static QAction* entry(QMenu* in, const QString& text)
    {
        for (QAction* action : in->actions()) {
            if (action->text().remove(QLatin1Char('&')).startsWith(text)) {
                return action;
            }
        }
        return nullptr;
    }
    QAction* entry(const QString& menuText, const QString& text)
    {
        QAction* below = entry(menu(), menuText);
        return below && below->menu() ? entry(below->menu(), text) : nullptr;
    }
    void choose(QAction* action)
    {
        QVERIFY(action);
        action->trigger();
        menu()->close();
    }
    QString filter() { return page().filterBar().text(); }
};

} // namespace

class TestTimelineMenu : public QObject
{
    Q_OBJECT

private slots:
    void theCellComesFirst_data();
    void theCellComesFirst();
    void onlyAndNot();
    void jsonValues();
    void byKeyboard();
    void copiesAndJumps();
    void leadsToFrames();
    void comparesTwo();
    void theTimeBetweenRows();
    void notWhereThereIsNoRow();
};

void TestTimelineMenu::theCellComesFirst_data()
{
    QTest::addColumn<QString>("preview");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("term");
    const auto words = QStringLiteral("two words");
    QTest::newRow("direction") << words << int(TimelineModel::Dir) << QStringLiteral("dir:out");
    QTest::newRow("type") << words << int(TimelineModel::Type) << QStringLiteral("type:text");
    QTest::newRow("size") << words << int(TimelineModel::Size) << QStringLiteral("size:9");
    QTest::newRow("code") << QStringLiteral("1000") << int(TimelineModel::Preview)
                          << QStringLiteral("code:1000");
}

void TestTimelineMenu::theCellComesFirst()
{
    QFETCH(const QString, preview);
    QFETCH(const int, column);
    QFETCH(const QString, term);
    Page f;
    f.openMenu(preview, column);
    const QList<QAction*> actions = f.menu()->actions();
    QCOMPARE(actions.at(0)->data().toString(), term);
    QCOMPARE(actions.at(1)->data().toString(), QLatin1Char('-') + term);
    f.choose(actions.at(0));
    QTRY_COMPARE(f.filter(), term);
}

void TestTimelineMenu::onlyAndNot()
{
    Page f;
    f.openMenu(QStringLiteral("beat"), TimelineModel::Number);
    f.choose(f.entry(QStringLiteral("Not this"), QStringLiteral("type ping")));
    QTRY_COMPARE(f.filter(), QStringLiteral("-type:ping"));
    QTRY_VERIFY(f.rowOf(QStringLiteral("beat")) < 0 ||
                f.cell(f.rowOf(QStringLiteral("beat")), TimelineModel::Type) ==
                    QStringLiteral("pong"));
    f.openMenu(QStringLiteral("two"), TimelineModel::Number);
    f.choose(f.entry(QStringLiteral("Only this"), QStringLiteral("direction out")));
    QTRY_COMPARE(f.filter(), QStringLiteral("-type:ping dir:out"));
}

void TestTimelineMenu::jsonValues()
{
    Page f;
    f.openMenu(QStringLiteral("{\"type"), TimelineModel::Preview);
    QTRY_VERIFY(f.entry(QStringLiteral("Only this"), QStringLiteral("price = 1.50")));
    QVERIFY(f.entry(QStringLiteral("Not this"), QStringLiteral("type = tick")));
    f.choose(f.entry(QStringLiteral("Only this"), QStringLiteral("type = tick")));
    QTRY_COMPARE(f.filter(), QStringLiteral("json:$.type=tick"));
    QTRY_COMPARE(f.rowCount(), 1);
}

void TestTimelineMenu::byKeyboard()
{
    Page f;
    f.click(QStringLiteral("two"), TimelineModel::Type);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), QPoint(1, 1));
    QCoreApplication::sendEvent(&f.view(), &event);
    QVERIFY(f.menu());
    QTRY_VERIFY(f.menu()->isVisible());
    QTest::keyClick(f.menu(), Qt::Key_Down);
    QTest::keyClick(f.menu(), Qt::Key_Return);
    QTRY_COMPARE(f.filter(), QStringLiteral("type:text"));
    QTRY_VERIFY(!f.menu());
    f.view().setFocus();
    f.press(Qt::Key_F10, Qt::ShiftModifier);
    QTRY_VERIFY(f.menu() && f.menu()->isVisible());
}

void TestTimelineMenu::copiesAndJumps()
{
    Page f;
    f.openMenu(QStringLiteral("beat"), TimelineModel::Preview);
    f.choose(f.entry(QStringLiteral("Copy"), QStringLiteral("Base64")));
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("YmVhdA=="));
    f.openMenu(QStringLiteral("beat"), TimelineModel::Preview);
    f.choose(Page::entry(f.menu(), QStringLiteral("Go to its pong")));
    QTRY_COMPARE(f.cell(f.view().currentIndex().row(), TimelineModel::Type),
                 QStringLiteral("pong"));
}

void TestTimelineMenu::leadsToFrames()
{
    Page f;
    f.openMenu(QStringLiteral("two"), TimelineModel::Preview);
    QVERIFY(Page::entry(f.menu(), QStringLiteral("Go to its first frame")));
    f.menu()->close();
    QTRY_VERIFY(!f.menu());
    f.openMenu(QStringLiteral("101"), TimelineModel::Preview); // has none
    QVERIFY(Page::entry(f.menu(), QStringLiteral("Show in Frames")));
}

void TestTimelineMenu::comparesTwo()
{
    const auto compare = QStringLiteral("Compare the two");
    Page f;
    f.openMenu(QStringLiteral("two"), TimelineModel::Preview);
    QVERIFY(!Page::entry(f.menu(), compare));
    f.menu()->close();
    const QModelIndex other = f.model().index(f.shownRow(QStringLiteral("{\"type")), 0);
    QTest::mouseClick(f.view().viewport(), Qt::LeftButton, Qt::ControlModifier,
                      f.view().visualRect(other).center());
    QTRY_VERIFY(!f.menu());
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), QPoint(1, 1));
    QCoreApplication::sendEvent(&f.view(), &event);
    QVERIFY(f.menu());
    f.choose(Page::entry(f.menu(), compare));
    QTRY_COMPARE(f.page().details().currentTab(), ui::DetailsPane::Diff);
}

/// By mouse; the menu of one row has no such entry.
void TestTimelineMenu::theTimeBetweenRows()
{
    Page f;
    const auto text = QStringLiteral("Only the time between");
    f.openMenu(QStringLiteral("two"), TimelineModel::Number);
    QVERIFY(!f.entry(f.menu(), text));
    f.menu()->close();
    QTRY_VERIFY(!f.menu());
    f.click(QStringLiteral("101"));
    const int first = f.view().currentIndex().row();
    f.press(Qt::Key_Down, Qt::ShiftModifier);
    f.press(Qt::Key_Down, Qt::ShiftModifier);
    const QPoint at = f.view().visualRect(f.model().index(first + 1, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, f.view().viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(f.view().viewport(), &event);
    QVERIFY(f.menu());
    f.choose(f.entry(f.menu(), text));
    QVERIFY2(f.filter().startsWith(QStringLiteral("time:")), qPrintable(f.filter()));
    const QStringList times = f.filter().mid(5).split(QStringLiteral(".."));
    QCOMPARE(times.size(), 2);
    QVERIFY2(times.front() != times.back(), qPrintable(f.filter()));
    QTRY_VERIFY(f.rowOf(QStringLiteral("101")) >= 0);
    QTRY_VERIFY(f.rowCount() >= 3);
}

void TestTimelineMenu::notWhereThereIsNoRow()
{
    Page f;
    const QPoint below(50, f.view().viewport()->height() - 2);
    QContextMenuEvent event(QContextMenuEvent::Mouse, below,
                            f.view().viewport()->mapToGlobal(below));
    QCoreApplication::sendEvent(f.view().viewport(), &event);
    QVERIFY(!f.menu());
}

FRAMESCOPE_TEST(TestTimelineMenu)

} // namespace tst_timeline_menu

#include "tst_timeline_menu.moc"
