// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview_pictures.h"
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/statistics/series_legend.h"
#include "ui/statistics/statistics_chart.h"
#include "ui/statistics/statistics_pane.h"
#include "ui/statistics/totals_view.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace tst_statistics_pane {

using namespace framescope;
using namespace framescope::ui;
using test::WindowFixture;

namespace {

bool isCounted(const StatisticsPane& pane)
{
    return pane.job().report() && pane.job().report()->complete();
}

QString summaryOf(StatisticsPane& pane)
{
    return pane.findChild<QLabel*>(QStringLiteral("statisticsSummary"))->text();
}

QToolButton* buttonOf(StatisticsPane& pane, const QString& text)
{
    for (auto* button : pane.findChildren<QToolButton*>()) {
        if (button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestStatisticsPane : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void takesTheDetailsPlace();
    void countsTheSession();
    void byType();
    void oneChartAlone();
    void theFiltersRange();
    void theRowsKeepTheirRoom_data();
    void theRowsKeepTheirRoom();
    void totalsAsText();
    void narrowWindow();
    void followsTheTheme();
    void growsWhileLive();
    void saysWhyThereIsNothing();
    void restsWhileHidden();

private:
    StatisticsPane& pane() { return fixture_->page().statistics(); }
    const timeline::Timeline& timeline() { return *fixture_->page().document().timeline(); }

    std::unique_ptr<WindowFixture> fixture_;
};

void TestStatisticsPane::initTestCase()
{
    fixture_ = std::make_unique<WindowFixture>();
    test::converseOverTime(*fixture_);
}

void TestStatisticsPane::init()
{
    fixture_->page().filterBar().setText({});
    if (!pane().isVisible()) {
        fixture_->press(Qt::Key_5, Qt::ControlModifier);
    }
    QTRY_VERIFY(pane().isVisible() && isCounted(pane()) && !pane().job().report()->range);
}

void TestStatisticsPane::cleanupTestCase()
{
    fixture_.reset();
}

void TestStatisticsPane::takesTheDetailsPlace()
{
    auto* details = fixture_->page().findChild<QWidget*>(QStringLiteral("details"));
    QVERIFY(!details->isVisible());
    fixture_->press(Qt::Key_5, Qt::ControlModifier);
    QVERIFY(!pane().isVisible() && details->isVisible());
    fixture_->press(Qt::Key_5, Qt::ControlModifier);
    QVERIFY(pane().isVisible());
    for (auto* button : pane().findChildren<QToolButton*>()) {
        if (button->accessibleName() == QStringLiteral("Close the statistics")) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QVERIFY(!pane().isVisible());
    fixture_->press(Qt::Key_5, Qt::ControlModifier);
    fixture_->press(Qt::Key_2, Qt::ControlModifier); // to the details
    QVERIFY(!pane().isVisible());
}

void TestStatisticsPane::countsTheSession()
{
    const auto& report = *pane().job().report();
    const auto totals = timeline().statistics();
    std::uint64_t control = 0;
    for (const auto& kinds : report.kinds) {
        for (const auto type : {present::MessageType::Ping, present::MessageType::Pong,
                                present::MessageType::Close, present::MessageType::Other}) {
            control += kinds[std::size_t(type)].sums.messages;
        }
    }
    QCOMPARE(report.all.sums.messages - control,
             totals.direction[0].messages + totals.direction[1].messages);
    QCOMPARE(report.all.sums.wireBytes,
             totals.direction[0].payloadBytes + totals.direction[1].payloadBytes);
    QCOMPARE(report.roundTrips[0].count + report.roundTrips[1].count, totals.roundTrips);
    QCOMPARE(report.roundTrips[0].greatest, std::uint64_t(totals.largestRoundTrip->count()));
    const QStringList both{QStringLiteral("in"), QStringLiteral("out")};
    QCOMPARE(pane().chart(StatisticsPane::Rate).seriesNames(), both);
    QCOMPARE(pane().chart(StatisticsPane::Bytes).seriesNames(), both);
    QCOMPARE(pane().chart(StatisticsPane::Sizes).seriesNames(), both);
    QVERIFY(pane().chart(StatisticsPane::RoundTrips).reason().isEmpty());
    QVERIFY(pane().chart(StatisticsPane::Compression).reason().isEmpty());
    QVERIFY(!pane().chart(StatisticsPane::Rate).accessibleDescription().isEmpty());
    QVERIFY2(summaryOf(pane()).contains(QStringLiteral("messages")), qPrintable(summaryOf(pane())));
}

void TestStatisticsPane::byType()
{
    auto* grouping = pane().findChild<QComboBox*>(QStringLiteral("statisticsGrouping"));
    grouping->setFocus();
    QTest::keyClick(grouping, Qt::Key_Down);
    const QStringList names = pane().chart(StatisticsPane::Rate).seriesNames();
    for (const char* name : {"text", "binary", "ping", "pong", "close"}) {
        QVERIFY2(names.contains(QLatin1String(name)), name);
    }
    const auto* legend =
        pane().chart(StatisticsPane::Rate).findChild<ui::SeriesLegend*>(); // none is cut off
    QTRY_VERIFY(legend->height() >= legend->heightForWidth(legend->width()));
    QTest::keyClick(grouping, Qt::Key_Up);
    QCOMPARE(pane().chart(StatisticsPane::Rate).seriesNames().size(), 2);
}

void TestStatisticsPane::oneChartAlone()
{
    auto* tabs = pane().findChild<QTabBar*>(QStringLiteral("statisticsTabs"));
    pane().setFocus();
    QVERIFY(tabs->hasFocus());
    const int height = pane().chart(StatisticsPane::Rate).height();
    QTest::keyClick(tabs, Qt::Key_Right);
    QCOMPARE(pane().currentTab(), StatisticsPane::Rate);
    QVERIFY(pane().chart(StatisticsPane::Rate).isVisible());
    QVERIFY(!pane().chart(StatisticsPane::Sizes).isVisible());
    QVERIFY(!pane().totals().isVisible());
    QTRY_VERIFY(pane().chart(StatisticsPane::Rate).height() > height);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(StatisticsPane::Totals).center());
    QVERIFY(pane().totals().isVisible());
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(StatisticsPane::All).center());
    QVERIFY(pane().chart(StatisticsPane::Sizes).isVisible() && pane().totals().isVisible());
}

/// Beside the statistics the rows still say when, and nothing has to be scrolled sideways.
void TestStatisticsPane::theRowsKeepTheirRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("wide") << QSize(1440, 900);
    QTest::newRow("narrow") << QSize(900, 600);
}

void TestStatisticsPane::theRowsKeepTheirRoom()
{
    QFETCH(QSize, size);
    auto& view = fixture_->page().timelineView();
    fixture_->press(Qt::Key_5, Qt::ControlModifier);
    QVERIFY(!pane().isVisible());
    const QSize before = fixture_->window().size();
    fixture_->window().resize(size);
    fixture_->press(Qt::Key_5, Qt::ControlModifier);
    QVERIFY(pane().isVisible());
    QTRY_VERIFY(!view.isColumnHidden(present::TimelineModel::Time));
    QTRY_COMPARE(view.horizontalScrollBar()->maximum(), 0);
    QTRY_VERIFY(!view.horizontalScrollBar()->isVisible());
    QVERIFY(view.columnWidth(present::TimelineModel::Preview) >= 100);
    for (auto* splitter : fixture_->window().findChildren<QSplitter*>()) {
        if (splitter->orientation() == Qt::Horizontal) {
            splitter->setSizes({1, 0, 10'000}); // as narrow as it gets
        }
    }
    QTRY_VERIFY(!view.horizontalScrollBar()->isVisible());
    fixture_->window().resize(before);
}

void TestStatisticsPane::theFiltersRange()
{
    const std::uint64_t all = pane().job().report()->all.sums.messages;
    QToolButton* session = buttonOf(pane(), QStringLiteral("Session"));
    QToolButton* range = buttonOf(pane(), QStringLiteral("Time range"));
    QVERIFY(session->isChecked());
    QVERIFY(summaryOf(pane()).startsWith(QStringLiteral("Whole session")));
    QTest::mouseClick(range, Qt::LeftButton); // there is none yet: it says how to get one
    QVERIFY(summaryOf(pane()).contains(QStringLiteral("drag over the overview")));
    QTest::mouseClick(session, Qt::LeftButton);
    QTRY_VERIFY(summaryOf(pane()).startsWith(QStringLiteral("Whole session")));
    fixture_->page().filterBar().addTerm(QStringLiteral("time:0.5s..1s"));
    QTRY_VERIFY(pane().job().report() && pane().job().report()->range);
    QTRY_VERIFY(isCounted(pane()));
    QVERIFY(range->isChecked());
    QVERIFY(summaryOf(pane()).startsWith(QStringLiteral("Time range")));
    std::uint64_t within = 0;
    for (std::uint32_t i = 0; i < timeline().size(); ++i) {
        const auto& entry = timeline().entry(EventId{i});
        const double time =
            std::chrono::duration<double>(entry.timestamp() - timeline().start()).count();
        within += entry.hasDirection() && entry.has(timeline::Entry::InMessages) &&
                          !isLifeCycle(entry.type) && time >= 0.5 && time <= 1
                      ? 1
                      : 0;
    }
    QCOMPARE(pane().job().report()->all.sums.messages, within);
    QVERIFY(within < all);
    QTest::mouseClick(session, Qt::LeftButton);
    QTRY_VERIFY(isCounted(pane()));
    QCOMPARE(pane().job().report()->all.sums.messages, all);
    fixture_->page().filterBar().addTerm(QStringLiteral("time:1000s..2000s"));
    QTRY_VERIFY(pane().job().report() && pane().job().report()->range && isCounted(pane()));
    QVERIFY(summaryOf(pane()).contains(QStringLiteral("outside")));
    QVERIFY(pane().chart(StatisticsPane::Rate).reason().contains(QStringLiteral("in this range")));
}

void TestStatisticsPane::totalsAsText()
{
    auto* copy = pane().findChild<QToolButton*>(QStringLiteral("copyTotals"));
    QTest::mouseClick(copy, Qt::LeftButton);
    const QString all = QApplication::clipboard()->text();
    QVERIFY(all.startsWith(QStringLiteral("What\tMessages\t")));
    const auto& report = *pane().job().report();
    QVERIFY(all.contains(QStringLiteral("\nAll messages\t%1\t").arg(report.all.sums.messages)));
    pane().totals().setFocus();
    pane().totals().setCurrentIndex(pane().totals().model()->index(1, 0));
    QTest::keyClick(&pane().totals(), Qt::Key_C, Qt::ControlModifier);
    const QString one = QApplication::clipboard()->text();
    QCOMPARE(one.count(QLatin1Char('\n')), 2);
    QVERIFY(one.contains(QStringLiteral("\nIn, all\t")));
}

void TestStatisticsPane::narrowWindow()
{
    const QSize size = fixture_->window().size();
    fixture_->window().resize(900, 600);
    QTRY_VERIFY2(pane().width() < 620, qPrintable(QString::number(pane().width())));
    const auto& rate = pane().chart(StatisticsPane::Rate);
    const auto& bytes = pane().chart(StatisticsPane::Bytes);
    QTRY_VERIFY(bytes.y() > rate.y()); // below each other
    const QSize least = fixture_->window().minimumSizeHint();
    QVERIFY2(least.width() <= 900 && least.height() <= 600,
             qPrintable(QStringLiteral("%1x%2").arg(least.width()).arg(least.height())));
    fixture_->window().resize(size);
    QTRY_VERIFY(pane().width() < 620 || bytes.y() == rate.y());
}

void TestStatisticsPane::followsTheTheme()
{
    const auto ground = [this] {
        return pane().chart(StatisticsPane::Rate).grab().toImage().pixelColor(3, 60);
    };
    fixture_->window().action(ActionId::ThemeDark)->trigger();
    QVERIFY(ground().lightness() < 80);
    fixture_->window().action(ActionId::ThemeLight)->trigger();
    QVERIFY(ground().lightness() > 200);
}

void TestStatisticsPane::growsWhileLive()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/ticks?rate=100"));
    QTRY_VERIFY(f.isOpen());
    f.press(Qt::Key_5, Qt::ControlModifier);
    StatisticsPane& live = f.page().statistics();
    QTRY_VERIFY(live.job().report());
    const std::uint64_t before = live.job().report()->all.sums.messages;
    QTRY_VERIFY(live.job().report()->all.sums.messages > before + 50);
    f.page().document().session()->close(1000);
    QTRY_VERIFY(f.isShownClosed());
    QTRY_COMPARE(live.job().report()->total, f.page().document().timeline()->size());
    QTRY_VERIFY(isCounted(live));
}

void TestStatisticsPane::saysWhyThereIsNothing()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/deny?status=401"));
    QTRY_VERIFY(f.isClosed());
    f.press(Qt::Key_5, Qt::ControlModifier);
    StatisticsPane& denied = f.page().statistics();
    QTRY_VERIFY(isCounted(denied));
    QTRY_VERIFY(denied.chart(StatisticsPane::Rate).reason().startsWith("No messages"));
    f.page().filterBar().setText({});
    f.press(Qt::Key_T, Qt::ControlModifier);
    f.connectTo(QStringLiteral("/hello?wait=10&deflate=0"));
    QTRY_VERIFY(f.isOpen());
    f.page().document().session()->send(message::Text{QStringLiteral("My name is John")});
    QTRY_VERIFY(f.isShownClosed());
    f.press(Qt::Key_5, Qt::ControlModifier);
    StatisticsPane& hello = f.page().statistics();
    QTRY_VERIFY(isCounted(hello));
    QTRY_VERIFY(hello.chart(StatisticsPane::Rate).reason().isEmpty());
    QTRY_VERIFY(hello.chart(StatisticsPane::RoundTrips).reason().startsWith("No pings"));
    QVERIFY(hello.chart(StatisticsPane::Compression).reason().startsWith("No compressed"));
}

void TestStatisticsPane::restsWhileHidden()
{
    fixture_->press(Qt::Key_5, Qt::ControlModifier);
    QVERIFY(!pane().isVisible());
    QSignalSpy changes(&pane().job(), &present::StatisticsJob::changed);
    fixture_->page().filterBar().addTerm(QStringLiteral("time:0.5s..1s"));
    QCoreApplication::processEvents();
    QVERIFY(changes.isEmpty());
    fixture_->press(Qt::Key_5, Qt::ControlModifier);
    QTRY_VERIFY(pane().job().report() && pane().job().report()->range && isCounted(pane()));
}

FRAMESCOPE_TEST(TestStatisticsPane)

} // namespace tst_statistics_pane

#include "tst_statistics_pane.moc"
