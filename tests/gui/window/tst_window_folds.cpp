// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/timeline/table/row_signs.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/actions.h"
#include "window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

namespace tst_window_folds {

using namespace framescope;
using present::FoldState;
using present::TimelineModel;
using test::WindowFixture;

namespace {

/// A session in which the server has sent pings at regular intervals.
struct Fixture : WindowFixture
{
    Fixture()
    {
        connectTo(QStringLiteral("/pings?every=120"));
        [this] { QTRY_VERIFY(isOpen()); }();
        [this] { QTRY_VERIFY(foldRow() >= 0); }();
    }

    int foldRow() { return rowOfText(QStringLiteral(" every ")); }
    int rowOfText(const QString& text)
    {
        for (int row = 0; row < page().model().rowCount(); ++row) {
            if (cell(row).contains(text)) {
                return row;
            }
        }
        return -1;
    }
    QString cell(int row)
    {
        return page().model().index(row, TimelineModel::Preview).data().toString();
    }
    void end()
    {
        page().connection().disconnectNormally();
        QTRY_VERIFY(isShownClosed());
    }
    FoldState state(int row) { return page().model().foldState(row); }
    QPoint arrow(int row)
    {
        auto& view = page().timelineView();
        return ui::foldArrow(view.visualRect(page().model().index(row, TimelineModel::Preview)))
            .center();
    }
};

} // namespace

class TestWindowFolds : public QObject
{
    Q_OBJECT

private slots:
    void growLive();
    void byKeyboard();
    void byMouse();
    void theCurrentRowStays();
    void canBeTurnedOff();
    void copied();
};

void TestWindowFolds::growLive()
{
    Fixture f;
    const int row = f.foldRow();
    const QString before = f.cell(row);
    QTRY_VERIFY(f.cell(row) != before);
    QVERIFY(f.cell(row).contains(QLatin1String("every 1"))); // 12x ms, as sent
}

void TestWindowFolds::byKeyboard()
{
    Fixture f;
    f.end();
    auto& view = f.page().timelineView();
    view.setFocus();
    const int row = f.foldRow();
    view.setCurrentIndex(f.page().model().index(row, 0));
    const int count = f.rowCount();
    f.press(Qt::Key_Right);
    QVERIFY(f.state(row) == FoldState::Open);
    QVERIFY(f.rowCount() > count + 2);
    QCOMPARE(view.currentIndex().row(), row);
    f.press(Qt::Key_Down);
    f.press(Qt::Key_Down);
    QVERIFY(f.state(row + 2) == FoldState::Inside);
    f.press(Qt::Key_Left);
    QCOMPARE(f.rowCount(), count);
    QCOMPARE(view.currentIndex().row(), row);
    f.press(Qt::Key_Return);
    QVERIFY(f.state(row) == FoldState::Open);
    f.press(Qt::Key_Return);
    QVERIFY(f.state(row) == FoldState::Closed);
}

void TestWindowFolds::byMouse()
{
    Fixture f;
    f.end();
    auto& view = f.page().timelineView();
    const int row = f.foldRow();
    view.scrollTo(f.page().model().index(row, 0));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, f.arrow(row));
    QVERIFY(f.state(row) == FoldState::Open);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, f.arrow(row));
    QVERIFY(f.state(row) == FoldState::Closed);
    const QPoint number = view.visualRect(f.page().model().index(row, 0)).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, number);
    QVERIFY(f.state(row) == FoldState::Closed);
    QCOMPARE(view.currentIndex().row(), row);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, number);
    QVERIFY(f.state(row) == FoldState::Open);
}

void TestWindowFolds::theCurrentRowStays()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/pings?every=400"));
    QTRY_VERIFY(f.isOpen());
    auto& view = f.page().timelineView();
    auto& model = f.page().model();
    QTRY_VERIFY(model.rowCount() >= 9); // the second ping
    const EventId second = model.eventAt(8);
    view.showEvent(second);
    QTRY_VERIFY(model.rowCount() >= 14);
    QCOMPARE(view.currentEvent(), std::optional(second));
}

void TestWindowFolds::canBeTurnedOff()
{
    Fixture f;
    f.end();
    QAction* fold = f.window().action(ui::ActionId::FoldHeartbeats);
    QVERIFY(fold->isChecked());
    f.press(Qt::Key_3, Qt::AltModifier);
    QTRY_COMPARE(f.foldRow(), -1);
    QVERIFY(!fold->isChecked());
    f.restart();
    QVERIFY(!f.window().action(ui::ActionId::FoldHeartbeats)->isChecked());
    f.press(Qt::Key_3, Qt::AltModifier);
    QVERIFY(f.window().action(ui::ActionId::FoldHeartbeats)->isChecked());
}

void TestWindowFolds::copied()
{
    Fixture f;
    f.end();
    auto& view = f.page().timelineView();
    view.setCurrentIndex(f.page().model().index(f.foldRow(), 0));
    view.setFocus();
    f.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String(" every ")));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QLatin1Char('\n')));
}

FRAMESCOPE_TEST(TestWindowFolds)

} // namespace tst_window_folds

#include "tst_window_folds.moc"
