// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/timeline/new_rows_button.h"
#include "ui/timeline/table/columns_dialog.h"
#include "ui/timeline/table/timeline_columns.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QHeaderView>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>

#include <optional>

namespace tst_timeline_follow {

using namespace framescope;
using present::TimelineModel;
using test::WindowFixture;

namespace {

/// A session that goes on and on.
struct Live : WindowFixture
{
    Live()
    {
        connectTo(QStringLiteral("/ticks?rate=400&count=1000000"));
        QVERIFY(QTest::qWaitFor([this] { return rowCount() > 60; }, test::Patience));
    }

    ui::TimelineView& view() { return page().timelineView(); }
    ui::NewRowsButton& button() { return *view().findChild<ui::NewRowsButton*>(); }
    void wheel(int steps)
    {
        const QPointF at = view().viewport()->rect().center();
        QWheelEvent event(at, view().viewport()->mapToGlobal(at), {}, {0, steps * 120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view().viewport(), &event);
    }
};

QMenu* columnsMenu(ui::MainWindow& window)
{
    for (QMenu* menu : window.findChildren<QMenu*>()) {
        if (menu->title() == QStringLiteral("&Columns")) {
            return menu;
        }
    }
    return nullptr;
}

QAction* entry(QMenu* menu, const QString& text)
{
    for (QAction* action : menu->actions()) {
        if (action->text().remove(QLatin1Char('&')).startsWith(text)) {
            return action;
        }
    }
    return nullptr;
}

} // namespace

class TestTimelineFollow : public QObject
{
    Q_OBJECT

private slots:
    void stopsAtTheFirstScrollUp_data();
    void stopsAtTheFirstScrollUp();
    void tellsHowManyAreNew();
    void aClickFollowsAgain();
    void whatIsSelectedFollowsToo();
    void whatIsSeenIsNotNew();
    void scrollsToRowsThatHaveJustCome();
    void columnsAreKept();
    void columnsByKeyboard();
    void columnsThatGaveWayComeBack();
    void timesAreKept();
};

void TestTimelineFollow::stopsAtTheFirstScrollUp_data()
{
    QTest::addColumn<QString>("how");
    for (const char* how : {"wheel", "page up", "home", "drag", "line"}) {
        QTest::newRow(how) << QString::fromLatin1(how);
    }
}

void TestTimelineFollow::stopsAtTheFirstScrollUp()
{
    QFETCH(const QString, how);
    Live f;
    QVERIFY(f.view().isFollowing());
    QScrollBar* bar = f.view().verticalScrollBar();
    f.view().setFocus();
    if (how == QLatin1String("wheel")) {
        f.wheel(1);
    } else if (how == QLatin1String("page up")) {
        f.press(Qt::Key_PageUp);
    } else if (how == QLatin1String("home")) {
        f.press(Qt::Key_Home);
    } else if (how == QLatin1String("drag")) {
        bar->setSliderDown(true);
        bar->setSliderPosition(bar->maximum() / 2);
        bar->setSliderDown(false);
    } else {
        bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    }
    QVERIFY(!f.view().isFollowing());
    const int before = bar->value();
    const int rows = f.rowCount();
    QTRY_VERIFY(f.rowCount() > rows + 20);
    QCOMPARE(bar->value(), before);
    f.press(Qt::Key_End);
    QVERIFY(f.view().isFollowing());
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void TestTimelineFollow::tellsHowManyAreNew()
{
    Live f;
    QVERIFY(!f.button().isVisible());
    f.wheel(3);
    const int rows = f.rowCount();
    QTRY_VERIFY(f.button().isVisible());
    QTRY_VERIFY(f.button().newRows() > 20);
    QVERIFY(f.button().newRows() <= f.rowCount() - rows + 3);
    QVERIFY(f.button().text().contains(QStringLiteral("new")));
    QVERIFY(f.view().rect().contains(f.button().geometry()));
    f.view().setFocus();
    f.press(Qt::Key_End);
    QVERIFY(!f.button().isVisible());
    QVERIFY(f.view().isFollowing());
}

void TestTimelineFollow::aClickFollowsAgain()
{
    Live f;
    f.wheel(3);
    QTRY_VERIFY(f.button().isVisible());
    QTest::mouseClick(&f.button(), Qt::LeftButton);
    QVERIFY(f.view().isFollowing());
    QVERIFY(!f.button().isVisible());
}

/// The newest row was chosen, and the newest row stays the one that is selected.
void TestTimelineFollow::whatIsSelectedFollowsToo()
{
    Live f;
    f.view().setFocus();
    f.press(Qt::Key_End);
    const auto chosen = f.view().currentEvent();
    const int rows = f.rowCount();
    QTRY_VERIFY(f.rowCount() > rows + 20);
    QVERIFY(f.view().isFollowing());
    QCOMPARE(f.view().currentIndex().row(), f.rowCount() - 1);
    QVERIFY(*f.view().currentEvent() > *chosen);
    QCOMPARE(f.view().selectionModel()->selectedRows().size(), 1);
    // An older one that was chosen stays.
    f.press(Qt::Key_Up);
    QVERIFY(!f.view().isFollowing());
    const auto older = f.view().currentEvent();
    int then = f.rowCount();
    QTRY_VERIFY(f.rowCount() > then + 20);
    QCOMPARE(f.view().currentEvent(), older);
    // Also while following, and where it was the last row that had been listed so far.
    f.view().setCurrentIndex(f.page().model().index(f.rowCount() - 1, 0));
    f.view().setFollowing(true);
    const auto kept = f.view().currentEvent();
    then = f.rowCount();
    QTRY_VERIFY(f.rowCount() > then + 20);
    QCOMPARE(f.view().currentEvent(), kept);
}

void TestTimelineFollow::whatIsSeenIsNotNew()
{
    Live f;
    f.wheel(3);
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    QTRY_VERIFY(f.button().isVisible());
    f.view().verticalScrollBar()->setValue(f.view().verticalScrollBar()->maximum());
    QTRY_VERIFY(!f.button().isVisible());
    QVERIFY(!f.view().isFollowing());
}

void TestTimelineFollow::scrollsToRowsThatHaveJustCome()
{
    Live f;
    auto& view = f.view();
    view.setFollowing(false);
    view.scrollToTop();
    std::optional<int> bottom;
    connect(&f.page().model(), &QAbstractItemModel::rowsInserted, this, [&f, &view, &bottom] {
        if (!bottom) {
            const int last = f.rowCount() - 1;
            view.scrollTo(f.page().model().index(last, 0), QAbstractItemView::PositionAtBottom);
            bottom = view.rowViewportPosition(last) + view.rowHeight(last);
        }
    });
    QTRY_VERIFY(bottom);
    QVERIFY2(*bottom <= view.viewport()->height(), qPrintable(QString::number(*bottom)));
}

void TestTimelineFollow::columnsAreKept()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QMenu* menu = columnsMenu(f.window());
    QVERIFY(menu);
    emit menu->aboutToShow();
    entry(menu, QStringLiteral("Connection"))->trigger();
    emit menu->aboutToShow();
    entry(menu, QStringLiteral("Direction"))->trigger();
    QHeaderView* header = f.page().timelineView().horizontalHeader();
    header->moveSection(header->visualIndex(TimelineModel::Type), 0);
    const QList<int> order = f.page().timelineView().columns().order();
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    f.page().document().discard();
    f.restart();
    ui::TimelineView& view = f.page().timelineView();
    QCOMPARE(view.columns().order(), order);
    QVERIFY(!view.isColumnHidden(TimelineModel::Connection));
    QVERIFY(view.isColumnHidden(TimelineModel::Dir));
    emit columnsMenu(f.window())->aboutToShow();
    entry(columnsMenu(f.window()), QStringLiteral("Reset"))->trigger();
    QCOMPARE(view.columns().order().first(), int(TimelineModel::Number));
    QVERIFY(!view.isColumnHidden(TimelineModel::Dir));
    QVERIFY(view.isColumnHidden(TimelineModel::Connection));
}

void TestTimelineFollow::columnsByKeyboard()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    ui::TimelineColumns& columns = f.page().timelineView().columns();
    emit columnsMenu(f.window())->aboutToShow();
    entry(columnsMenu(f.window()), QStringLiteral("Arrange"))->trigger();
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    auto* list = dialog->findChild<QListWidget*>(QStringLiteral("columns"));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down); // Time
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(!columns.isWanted(TimelineModel::Time));
    dialog->findChild<QPushButton*>(QStringLiteral("columnUp"))->click();
    QCOMPARE(columns.order().first(), int(TimelineModel::Time));
    QCOMPARE(list->currentRow(), 0);
    QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("columnUp"))->isEnabled());
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(columns.isWanted(TimelineModel::Time));
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void TestTimelineFollow::columnsThatGaveWayComeBack()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.window().resize(620, 500);
    QTRY_VERIFY(f.page().timelineView().isColumnHidden(TimelineModel::Delta));
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    f.page().document().discard();
    f.restart();
    f.connectTo(QStringLiteral("/echo"));
    f.window().resize(1400, 800);
    QTRY_VERIFY(!f.page().timelineView().isColumnHidden(TimelineModel::Delta));
}

void TestTimelineFollow::timesAreKept()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen() && f.rowCount() > 1);
    f.window().action(ui::ActionId::SincePrevious)->trigger();
    const auto time = [&f](int row) {
        return f.page().model().index(row, TimelineModel::Time).data().toString();
    };
    QCOMPARE(time(0), QString());
    QVERIFY(time(1).contains(QLatin1Char('.')));
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    f.page().document().discard();
    f.restart();
    QCOMPARE(f.page().model().timeFormat(), present::TimeFormat::SincePrevious);
    QVERIFY(f.window().action(ui::ActionId::SincePrevious)->isChecked());
}

FRAMESCOPE_TEST(TestTimelineFollow)

} // namespace tst_timeline_follow

#include "tst_timeline_follow.moc"
