// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_page.h"
#include "support/test_program.h"
#include "ui/style/colours.h"

#include <QAction>
#include <QLineEdit>
#include <QToolButton>

namespace tst_timeline_find {

using namespace framescope;
using test::RecordedPage;

namespace {

constexpr const char* Words =
    "<- text apple\n-> text Banana\n<- text cherry\n<- text banana split\n"
    "-> text date\n<- text {\"fruit\":\"BANANA\"}\n";

struct Page : RecordedPage
{
    Page() : RecordedPage(Words) {}

    QWidget* strip() { return page().findChild<QWidget*>(QStringLiteral("findStrip")); }
    QLineEdit* field() { return page().findChild<QLineEdit*>(QStringLiteral("find")); }
    QString count() { return page().findChild<QLabel*>(QStringLiteral("findCount"))->text(); }
    QString message() { return page().findChild<QLabel*>(QStringLiteral("findMessage"))->text(); }
    void open()
    {
        press(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(strip()->isVisible());
        QTRY_VERIFY(field()->hasFocus());
    }
};

} // namespace

class TestTimelineFind : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsTyped();
    void nextAndPreviousGoRound();
    void byMouse();
    void regularExpressions();
    void saysWhatIsWrong();
    void notFound();
    void onlyInTheRowsShown();
    void hitsAreMarked();
    void notFoundHoldsForTheRowsThereAre();
    void escapeGoesBackToTheRows();
    void nextOpensTheStripFirst();
    void countsMatches();
    void countsWithinTheFilter();
    void countsOnInALiveSession();
};

void TestTimelineFind::findsWhatIsTyped()
{
    Page f;
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("CHERRY"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("cherry"));
    QTRY_COMPARE(f.count(), QStringLiteral("1 of 1"));
    QCOMPARE(f.message(), QString());
    QVERIFY(f.field()->hasFocus());
}

void TestTimelineFind::nextAndPreviousGoRound()
{
    Page f;
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("banana"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("Banana"));
    f.press(Qt::Key_Return);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("banana split"));
    f.press(Qt::Key_F3);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("{\"fruit\":\"BANANA\"}"));
    QCOMPARE(f.message(), QString());
    f.press(Qt::Key_F3);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("Banana"));
    QVERIFY(f.message().contains(QStringLiteral("first row")));
    f.press(Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("{\"fruit\":\"BANANA\"}"));
    QVERIFY(f.message().contains(QStringLiteral("last row")));
    f.press(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("banana split"));
}

void TestTimelineFind::byMouse()
{
    Page f;
    f.click(QStringLiteral("cherry"));
    f.window().action(ui::ActionId::Find)->trigger();
    QTest::keyClicks(f.field(), QStringLiteral("banana"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("banana split"));
    const auto button = [&f](const char* name) {
        return f.strip()->findChild<QToolButton*>(QLatin1String(name));
    };
    QTest::mouseClick(button("findPrevious"), Qt::LeftButton);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("Banana"));
    QTest::mouseClick(button("findNext"), Qt::LeftButton);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("banana split"));
    QTest::mouseClick(button("findClose"), Qt::LeftButton);
    QVERIFY(!f.strip()->isVisible());
}

void TestTimelineFind::regularExpressions()
{
    Page f;
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("/^ch.*y$/"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("cherry"));
}

void TestTimelineFind::saysWhatIsWrong()
{
    Page f;
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("/(/"));
    QTRY_VERIFY(f.field()->property("invalid").toBool());
    QVERIFY(!f.message().isEmpty());
    f.type(f.field(), QStringLiteral("date"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("date"));
    QVERIFY(!f.field()->property("invalid").toBool());
}

void TestTimelineFind::notFound()
{
    Page f;
    f.click(QStringLiteral("cherry"));
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("durian"));
    QTRY_VERIFY(f.message().startsWith(QStringLiteral("not found")));
    QCOMPARE(f.currentPreview(), QStringLiteral("cherry"));
    f.field()->clear();
    QCOMPARE(f.message(), QString());
}

void TestTimelineFind::onlyInTheRowsShown()
{
    Page f;
    f.type(f.page().findChild<QLineEdit*>(QStringLiteral("filter")), QStringLiteral("split"));
    QTRY_COMPARE(f.rowCount(), 1);
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("cherry"));
    QTRY_VERIFY(f.message().startsWith(QStringLiteral("not found")));
    f.type(f.field(), QStringLiteral("banana"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("banana split"));
    f.press(Qt::Key_F3);
    QTRY_VERIFY(f.message().contains(QStringLiteral("first row"))); // the same one again
}

void TestTimelineFind::hitsAreMarked()
{
    Page f;
    const auto isMarked = [&f](const char* preview) {
        const QModelIndex cell =
            f.model().index(f.shownRow(QLatin1String(preview)), present::TimelineModel::Preview);
        const QImage row = f.view().viewport()->grab(f.view().visualRect(cell)).toImage();
        const QRgb mark = ui::style::colours().mark.rgb();
        for (int x = 0; x < row.width(); ++x) {
            if (row.pixel(x, 4) == mark) {
                return true;
            }
        }
        return false;
    };
    f.open();
    QVERIFY(!isMarked("banana split"));
    QTest::keyClicks(f.field(), QStringLiteral("banana"));
    QTRY_VERIFY(isMarked("Banana") && isMarked("banana split"));
    QVERIFY(!isMarked("cherry"));
    f.type(f.field(), QStringLiteral("/ch.r/"));
    QTRY_VERIFY(isMarked("cherry") && !isMarked("banana split"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("cherry")); // else Escape stops the search
    QTest::keyClick(f.field(), Qt::Key_Escape);
    QTRY_VERIFY(!f.strip()->isVisible());
    QVERIFY(!isMarked("cherry"));
}

void TestTimelineFind::notFoundHoldsForTheRowsThereAre()
{
    Page f;
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("durian"));
    QTRY_VERIFY(f.message().contains(QString::number(f.rowCount())));
    auto* filter = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    f.type(filter, QStringLiteral("dir:in"));
    QTRY_COMPARE(f.rowCount(), 5);
    QTRY_COMPARE(f.message(), QStringLiteral("not found in 5 rows"));

    test::WindowFixture live;
    live.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(live.isOpen());
    live.press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(live.page().findChild<QLineEdit*>(QStringLiteral("find")),
                     QStringLiteral("pear"));
    auto* message = live.page().findChild<QLabel*>(QStringLiteral("findMessage"));
    QTRY_VERIFY(message->text().startsWith(QStringLiteral("not found")));
    QVERIFY(live.page().document().session()->send(message::Text{QStringLiteral("apple")}));
    QTRY_VERIFY(live.rowOf(QStringLiteral("apple")) > 0);
    QTRY_COMPARE(message->text(), QStringLiteral("not found in %1 rows").arg(live.rowCount()));
    QVERIFY(live.page().document().session()->send(message::Text{QStringLiteral("a pear")}));
    QTRY_COMPARE(message->text(), QString());
}

void TestTimelineFind::escapeGoesBackToTheRows()
{
    Page f;
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("date"));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("date"));
    f.press(Qt::Key_Escape);
    QVERIFY(!f.strip()->isVisible());
    QVERIFY(f.view().hasFocus());
    f.press(Qt::Key_F3); // what was looked for is remembered
    QTRY_COMPARE(f.message(), QStringLiteral("from the first row on"));
}

void TestTimelineFind::nextOpensTheStripFirst()
{
    Page f;
    f.press(Qt::Key_F3);
    QTRY_VERIFY(f.strip()->isVisible());
    QVERIFY(f.field()->hasFocus());
}

void TestTimelineFind::countsMatches()
{
    Page f;
    f.open();
    QCOMPARE(f.count(), QString());
    QTest::keyClicks(f.field(), QStringLiteral("banana"));
    QTRY_COMPARE(f.count(), QStringLiteral("1 of 3"));
    f.press(Qt::Key_F3);
    QTRY_COMPARE(f.count(), QStringLiteral("2 of 3"));
    f.press(Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(f.count(), QStringLiteral("1 of 3"));
    // A row that does not match is none of them.
    f.click(QStringLiteral("cherry"));
    QTRY_COMPARE(f.count(), QStringLiteral("3 matches"));
    f.click(QStringLiteral("{\"fruit"));
    QTRY_COMPARE(f.count(), QStringLiteral("3 of 3"));
    f.type(f.field(), QStringLiteral("durian"));
    QTRY_VERIFY(f.message().startsWith(QStringLiteral("not found")));
    QCOMPARE(f.count(), QString());
    f.type(f.field(), QStringLiteral("/(/"));
    QTRY_VERIFY(f.field()->property("invalid").toBool());
    QCOMPARE(f.count(), QString());
    f.field()->clear();
    QCOMPARE(f.count(), QString());
}

void TestTimelineFind::countsWithinTheFilter()
{
    Page f;
    f.open();
    QTest::keyClicks(f.field(), QStringLiteral("banana"));
    QTRY_COMPARE(f.count(), QStringLiteral("1 of 3"));
    auto* filter = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    f.type(filter, QStringLiteral("dir:in"));
    QTRY_COMPARE(f.count(), QStringLiteral("2 matches"));
    f.click(QStringLiteral("banana split"));
    QTRY_COMPARE(f.count(), QStringLiteral("1 of 2"));
    filter->clear();
    QTRY_COMPARE(f.count(), QStringLiteral("2 of 3"));
}

void TestTimelineFind::countsOnInALiveSession()
{
    test::WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(f.page().findChild<QLineEdit*>(QStringLiteral("find")),
                     QStringLiteral("pear"));
    auto* count = f.page().findChild<QLabel*>(QStringLiteral("findCount"));
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("a pear")}));
        QTRY_VERIFY(count->text().contains(QString::number(2 * i))); // sent, and echoed
    }
}

FRAMESCOPE_TEST(TestTimelineFind)

} // namespace tst_timeline_find

#include "tst_timeline_find.moc"
