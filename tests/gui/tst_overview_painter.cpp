// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/overview/overview_painter.h"
#include "ui/overview/overview_strip.h"

#include <QTest>

#include <memory>

namespace tst_overview_painter {

// Where the parts of the overview strip are, and what its scale says.

using namespace framescope;
using namespace framescope::ui;

namespace {

constexpr Duration Second{1'000'000'000};

} // namespace

class TestOverviewPainter : public QObject
{
    Q_OBJECT

private slots:
    void lanesFitIn();
    void aRateNeedsASecond();
};

void TestOverviewPainter::lanesFitIn()
{
    const OverviewLanes lanes = OverviewLanes::of({0, 0, 900, OverviewStrip::Height}, 80);
    int bottom = 0;
    for (const QRect& lane :
         {lanes.marks, lanes.in, lanes.out, lanes.control, lanes.hits, lanes.axis}) {
        QVERIFY(lane.top() >= bottom && lane.height() > 0);
        QCOMPARE(lane.left(), 80);
        bottom = lane.bottom() + 1;
    }
    QVERIFY(bottom <= OverviewStrip::Height);
}

/// One message in a microsecond is no million a second.
void TestOverviewPainter::aRateNeedsASecond()
{
    constexpr Duration width = Second / 100;
    present::Overview overview;
    overview.width = width;
    overview.bins.resize(50);
    overview.bins[3].messages = {1, 0};
    overview.bins[3].bytes = {5, 0};
    OverviewScene scene;
    scene.window.setPlot(0, 500);
    const auto told = [&] {
        overview.session = {Duration{0}, width * static_cast<int>(overview.bins.size())};
        scene.window.setSession(overview.session);
        scene.overview = std::make_shared<const present::Overview>(overview);
        return busiestSecond(scene);
    };
    QCOMPARE(told()[0], QStringLiteral("1"));
    QCOMPARE(told()[1], QStringLiteral("0"));
    scene.measure = OverviewMeasure::Bytes;
    QCOMPARE(told()[0], QStringLiteral("5 B"));
    scene.measure = OverviewMeasure::Messages;
    overview.bins.resize(300);
    QCOMPARE(told()[0], QStringLiteral("1.0 /s"));
    for (int i = 100; i < 200; ++i) {
        overview.bins[static_cast<std::size_t>(i)].messages = {2, 1};
    }
    QCOMPARE(told()[0], QStringLiteral("200 /s"));
    QCOMPARE(told()[1], QStringLiteral("100 /s"));
}

FRAMESCOPE_TEST(TestOverviewPainter)

} // namespace tst_overview_painter

#include "tst_overview_painter.moc"
