// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTcpServer>
#include <QTest>
#include <QTextBrowser>

#include <algorithm>

namespace tst_window_ending {

// The ways to the story of how a connection ended, and what it says of one that never opened.

using namespace framescope;
using test::WindowFixture;
using ui::DetailsPane;

namespace {

class Desk : public WindowFixture
{
public:
    // A session that has ended, with its first row chosen.
    void end()
    {
        recordSomething();
        page().timelineView().setCurrentIndex(page().model().index(0, 0));
        QTRY_VERIFY(page().details().currentTab() != DetailsPane::Close);
    }
    ui::StateIndicator& state() { return *page().findChild<ui::StateIndicator*>(); }
    QString story()
    {
        return page().findChild<QTextBrowser*>(QStringLiteral("close"))->toPlainText();
    }
    bool isTold()
    {
        return QTest::qWaitFor(
            [this] {
                return page().details().currentTab() == DetailsPane::Close &&
                       story().contains(QStringLiteral("closed the connection with 1000"));
            },
            test::Patience);
    }
    QModelIndex lastRow() { return page().model().index(rowCount() - 1, 0); }
};

} // namespace

class TestWindowEnding : public QObject
{
    Q_OBJECT

private slots:
    void theStateLeadsToIt();
    void aKeyLeadsToIt();
    void itsRowLeadsToIt();
    void alsoWhereTheFilterHidesIt();
    void eachTellsOfItsOwnConnection();
    void whatIsOpenHasNone();
    void whatNeverOpenedHasNoSides();
    void aRefusalIsToldInWholeLines();
};

void TestWindowEnding::theStateLeadsToIt()
{
    Desk f;
    f.end();
    QTest::mouseClick(&f.state(), Qt::LeftButton, {}, f.state().rect().center());
    QVERIFY(f.isTold());
    QCOMPARE(f.page().timelineView().currentIndex().row(), f.lastRow().row());
    f.page().timelineView().setCurrentIndex(f.page().model().index(0, 0));
    f.state().setFocus(Qt::TabFocusReason);
    QVERIFY(f.state().hasFocus());
    QTest::keyClick(&f.state(), Qt::Key_Space);
    QVERIFY(f.isTold());
}

void TestWindowEnding::aKeyLeadsToIt()
{
    Desk f;
    f.end();
    f.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.isTold());
}

void TestWindowEnding::itsRowLeadsToIt()
{
    Desk f;
    f.end();
    auto& view = f.page().timelineView();
    f.page().details().setCurrentTab(DetailsPane::Text);
    const QPoint at = view.visualRect(f.lastRow()).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at);
    QVERIFY(f.isTold());
    QMenu menu;
    emit view.rowMenuOpens(menu);
    QVERIFY(std::ranges::any_of(menu.actions(), [](const QAction* action) {
        return action->text() == QStringLiteral("How it ended");
    }));
}

void TestWindowEnding::alsoWhereTheFilterHidesIt()
{
    Desk f;
    f.end();
    f.page().filterBar().setText(QStringLiteral("type:text"));
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) == 0);
    f.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.isTold());
}

/// The state and the banner are about the newest connection, whichever row is chosen.
void TestWindowEnding::eachTellsOfItsOwnConnection()
{
    Desk f;
    f.end();
    f.connectTo(QStringLiteral("/drop"));
    QTRY_VERIFY(f.page().document().timeline()->connectionCount() == 2 && f.isShownClosed());
    const auto isTold = [&f] { return f.story().contains(QStringLiteral("Connection 2")); };
    const auto isOfTheFirst = [&f, &isTold] { // once the newest rows are no longer gone to
        f.page().timelineView().setCurrentIndex(f.page().model().index(0, 0));
        return !isTold();
    };
    QTRY_VERIFY(isOfTheFirst());
    QTest::mouseClick(&f.state(), Qt::LeftButton, {}, f.state().rect().center());
    QTRY_VERIFY2(isTold(), qPrintable(f.story()));
    QTRY_VERIFY(isOfTheFirst());
    for (auto* button : f.page().notificationBar().findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("How it ended")) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QTRY_VERIFY2(isTold(), qPrintable(f.story()));
    // The key is about the chosen row.
    QTRY_VERIFY(isOfTheFirst());
    f.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.isTold());
}

void TestWindowEnding::whatIsOpenHasNone()
{
    Desk f;
    f.recordSomething(true);
    f.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(f.page()
                    .findChild<QLabel*>(QStringLiteral("note"))
                    ->text()
                    .contains(QStringLiteral("has ended")));
    QCOMPARE(f.state().focusPolicy(), Qt::NoFocus);
}

void TestWindowEnding::whatNeverOpenedHasNoSides()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("ws://127.0.0.1:%1/").arg(nobody.serverPort());
    nobody.close();
    Desk f;
    f.page().connectTo(url);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("failed"));
    QTRY_VERIFY(f.isShownClosed());
    f.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY2(f.story().contains(QStringLiteral("did not open")), qPrintable(f.story()));
    QVERIFY(!f.story().contains(QStringLiteral("Both sides")));
}

void TestWindowEnding::aRefusalIsToldInWholeLines()
{
    Desk f;
    f.connectTo(QStringLiteral("/nowhere"));
    QTRY_COMPARE(f.stateWord(), QStringLiteral("failed"));
    const auto* told =
        f.page().notificationBar().findChild<QLabel*>(QStringLiteral("notificationDetails"));
    QTRY_VERIFY(told->text().contains(QStringLiteral("/hello")));
    QVERIFY2(told->text().trimmed().endsWith(QChar(0x2026)), qPrintable(told->text()));
    QVERIFY2(!told->text().contains(QStringLiteral("  ")), qPrintable(told->text()));
    const auto buttons = f.page().notificationBar().findChildren<QPushButton*>();
    QVERIFY(std::ranges::any_of(buttons, [](const QPushButton* button) {
        return button->text() == QStringLiteral("How it ended");
    }));
    f.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY2(f.story().contains(QStringLiteral("The server said")) &&
                     f.story().contains(QStringLiteral("/hello")),
                 qPrintable(f.story()));
}

FRAMESCOPE_TEST(TestWindowEnding)

} // namespace tst_window_ending

#include "tst_window_ending.moc"
