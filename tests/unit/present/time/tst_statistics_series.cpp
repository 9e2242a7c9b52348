// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/time/statistics_series.h"
#include "support/test_program.h"

#include <QTest>

#include <numeric>

namespace tst_statistics_series {

using namespace framescope;
using namespace framescope::present;
using test::GeneratedTimeline;
using timeline::Type;

namespace {

constexpr std::int64_t Second = 1'000'000'000;

StatisticsReport reportOf(const GeneratedTimeline& generated)
{
    StatisticsBuilder builder(generated.timeline());
    builder.update([] { return true; });
    return builder.report();
}

// What is under a line of rates.
double amountOf(const ChartSeries& series, const StatisticsReport& report)
{
    double sum = 0;
    for (const QPointF& point : series.points) {
        sum += point.y() * std::chrono::duration<double>(report.width).count();
    }
    return sum;
}

} // namespace

class TestStatisticsSeries : public QObject
{
    Q_OBJECT

private slots:
    void ratesAddUp();
    void sizesByPowersOfTwo();
    void roundTrips();
    void compression();
    void nothing();
    void scales_data();
    void scales();
    void units();
    void binarySizes();
};

void TestStatisticsSeries::ratesAddUp()
{
    GeneratedTimeline generated;
    generated.random(5, 5000, 3'000'000);
    const auto report = reportOf(generated);
    for (const Grouping grouping : {Grouping::Direction, Grouping::Type}) {
        double messages = 0;
        double bytes = 0;
        for (const auto& series : rateSeries(report, grouping, RateMeasure::Messages)) {
            QCOMPARE(series.points.size(), report.series.size());
            messages += amountOf(series, report);
        }
        for (const auto& series : rateSeries(report, grouping, RateMeasure::WireBytes)) {
            bytes += amountOf(series, report);
        }
        QCOMPARE(std::llround(messages), qint64(report.all.sums.messages));
        QCOMPARE(std::llround(bytes), qint64(report.all.sums.wireBytes));
    }
    QCOMPARE(rateSeries(report, Grouping::Direction, RateMeasure::Messages).size(), std::size_t{2});
    QCOMPARE(rateSeries(report, Grouping::Type, RateMeasure::Messages).size(), MessageTypes);
}

void TestStatisticsSeries::sizesByPowersOfTwo()
{
    GeneratedTimeline generated;
    for (const std::uint32_t size : {5U, 7U, 8U, 100U}) {
        generated.plain(0, Direction::In, size);
    }
    generated.message(0, Direction::Out, Type::Ping, 4, 4);
    const auto byDirection = sizeBars(reportOf(generated), Grouping::Direction);
    QCOMPARE(byDirection.firstBin, 3);
    QVERIFY(byDirection.edges == (std::vector<std::uint64_t>{4, 8, 16, 32, 64, 128}));
    QCOMPARE(byDirection.groups.size(), std::size_t{2});
    QVERIFY(byDirection.groups[0].counts == (std::vector<double>{2, 1, 0, 0, 1}));
    QVERIFY(byDirection.groups[1].counts == (std::vector<double>{1, 0, 0, 0, 0}));
    const auto byType = sizeBars(reportOf(generated), Grouping::Type);
    QCOMPARE(byType.groups[1].name, "ping");
    QCOMPARE(byType.groups[1].key, int(MessageType::Ping));
    generated.plain(0, Direction::In, 0);
    const auto withEmpty = sizeBars(reportOf(generated), Grouping::Direction);
    QVERIFY(withEmpty.edges == (std::vector<std::uint64_t>{0, 1, 2, 4, 8, 16, 32, 64, 128}));
    QCOMPARE(withEmpty.groups[0].counts[0], 1.0);
}

void TestStatisticsSeries::roundTrips()
{
    GeneratedTimeline generated;
    generated.plain(0, Direction::In, 1);
    generated.pong(Second, Direction::In, Duration{2'500'000});
    generated.pong(3 * Second, Direction::In, std::nullopt);
    auto series = roundTripSeries(reportOf(generated));
    QCOMPARE(series.size(), std::size_t{1});
    QCOMPARE(series[0].name, "pong in");
    QCOMPARE(series[0].points.size(), std::size_t{1});
    QCOMPARE(series[0].points[0].y(), 2.5);
    generated.pong(Second, Direction::In, Duration{4'000'000});
    generated.pong(2 * Second, Direction::Out, Duration{1'000'000});
    series = roundTripSeries(reportOf(generated));
    QCOMPARE(series.size(), std::size_t{3});
    QCOMPARE(series[0].points[0].y(), 4.0);
    QCOMPARE(series[1].name, "pong in, shortest");
    QCOMPARE(series[1].points[0].y(), 2.5);
    QCOMPARE(series[2].name, "pong out");
}

void TestStatisticsSeries::compression()
{
    GeneratedTimeline generated;
    generated.message(0, Direction::In, Type::Text, 50, 200, true);
    generated.message(1, Direction::In, Type::Text, 30, 30, false);
    generated.message(9 * Second, Direction::In, Type::Text, 100, 200, true);
    generated.message(9 * Second, Direction::Out, Type::Binary, 0, 0, true);
    const auto series = compressionSeries(reportOf(generated), Grouping::Type);
    QCOMPARE(series.size(), std::size_t{1});
    QCOMPARE(series[0].name, "text");
    QCOMPARE(series[0].points.front().y(), 25.0);
    QCOMPARE(series[0].points.back().y(), 50.0);
}

void TestStatisticsSeries::nothing()
{
    const StatisticsReport report;
    for (const Grouping grouping : {Grouping::Direction, Grouping::Type}) {
        QVERIFY(rateSeries(report, grouping, RateMeasure::Messages).empty());
        QVERIFY(sizeBars(report, grouping).groups.empty());
        QVERIFY(compressionSeries(report, grouping).empty());
    }
    QVERIFY(roundTripSeries(report).empty());
}

void TestStatisticsSeries::scales_data()
{
    QTest::addColumn<double>("greatest");
    QTest::addColumn<double>("end");
    QTest::addColumn<int>("steps");
    QTest::addColumn<int>("decimals");
    QTest::newRow("nothing") << 0.0 << 1.0 << 1 << 0;
    QTest::newRow("one") << 1.0 << 1.0 << 2 << 1;
    QTest::newRow("above one") << 1.1 << 1.5 << 3 << 1;
    QTest::newRow("thirty") << 30.0 << 30.0 << 3 << 0;
    QTest::newRow("31") << 31.0 << 40.0 << 4 << 0;
    QTest::newRow("97") << 97.0 << 100.0 << 5 << 0;
    QTest::newRow("small") << 0.04 << 0.04 << 4 << 2;
    QTest::newRow("great") << 7.2e9 << 8e9 << 4 << 0;
}

void TestStatisticsSeries::scales()
{
    QFETCH(double, greatest);
    const Scale scale = scaleFor(greatest);
    QTEST(scale.end, "end");
    QTEST(scale.steps, "steps");
    QTEST(scale.decimals, "decimals");
}

void TestStatisticsSeries::units()
{
    QCOMPARE(unitFor(1999).prefix, "");
    QCOMPARE(unitFor(2000).prefix, "k");
    QCOMPARE(unitFor(2e6).factor, 1e6);
    QCOMPARE(unitFor(3e10).prefix, "G");
}

void TestStatisticsSeries::binarySizes()
{
    QCOMPARE(formatBinary(0), "0");
    QCOMPARE(formatBinary(512), "512 B");
    QCOMPARE(formatBinary(1024), "1 KiB");
    QCOMPARE(formatBinary(65'536), "64 KiB");
    QCOMPARE(formatBinary(std::uint64_t{1} << 63), "8 EiB");
}

FRAMESCOPE_TEST(TestStatisticsSeries)

} // namespace tst_statistics_series

#include "tst_statistics_series.moc"
