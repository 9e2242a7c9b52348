// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter_desk.h"
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_field.h"
#include "ui/filter/filter_help.h"
#include "ui/settings/settings.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/completion_popup.h"
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

namespace tst_filter_places {

using namespace framescope;
using test::WindowFixture;
using ui::CompletionPopup;
using ui::FilterField;

using Desk = test::FilterDesk;

/// What a filter does to the rest of the window.
class TestFilterPlaces : public QObject
{
    Q_OBJECT

private slots:
    void theChosenRowStays();
    void theNearestRowWhereItIsFilteredOut();
    void theTopRowStaysWhereNoneIsChosen();
    void nothingIsCutOffInASmallWindow();
    void quickButtons_data();
    void quickButtons();
    void termsAreAdded();
};

void TestFilterPlaces::theChosenRowStays()
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

void TestFilterPlaces::theNearestRowWhereItIsFilteredOut()
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

void TestFilterPlaces::theTopRowStaysWhereNoneIsChosen()
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

void TestFilterPlaces::nothingIsCutOffInASmallWindow()
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

void TestFilterPlaces::quickButtons_data()
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

void TestFilterPlaces::quickButtons()
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

void TestFilterPlaces::termsAreAdded()
{
    Desk desk;
    desk.bar().setText(QStringLiteral("a or b"));
    desk.bar().addTerm(QStringLiteral("dir:in"));
    QCOMPARE(desk.field().text(), QStringLiteral("(a or b) dir:in"));
    desk.bar().addTerm(QStringLiteral("time:1s..2s"));
    desk.bar().addTerm(QStringLiteral("time:3s..4s"));
    QCOMPARE(desk.field().text(), QStringLiteral("(a or b) dir:in time:3s..4s"));
}

FRAMESCOPE_TEST(TestFilterPlaces)

} // namespace tst_filter_places

#include "tst_filter_places.moc"
