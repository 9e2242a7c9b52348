// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/time/statistics.h"
#include "support/test_program.h"

#include <QTest>

#include <map>

namespace tst_statistics {

using namespace framescope;
using namespace framescope::present;
using test::GeneratedTimeline;
using timeline::Type;

namespace {

bool always()
{
    return true;
}

StatisticsReport reportOf(const GeneratedTimeline& generated, std::optional<TimeSpan> range = {})
{
    StatisticsBuilder builder(generated.timeline());
    builder.setRange(range);
    if (!builder.update(always)) {
        qFatal("nobody stopped it");
    }
    return builder.report();
}

std::size_t typeIndex(Type type)
{
    switch (type) {
    case Type::Text:
        return 0;
    case Type::Binary:
        return 1;
    case Type::Ping:
        return 2;
    case Type::Pong:
        return 3;
    case Type::Close:
        return 4;
    default:
        return 5;
    }
}

std::uint64_t nearestRank(std::vector<std::uint64_t> values, std::uint64_t percent)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    std::size_t i = 0;
    while ((i + 1) * 100 < percent * values.size()) {
        ++i;
    }
    return values[i];
}

Quantiles quantilesOf(const std::vector<std::uint64_t>& values)
{
    return {values.size(), nearestRank(values, 0), nearestRank(values, 50), nearestRank(values, 95),
            nearestRank(values, 100)};
}

// A simple implementation of the report that examines each event and keeps each value.
struct Counted
{
    Counted(const timeline::Timeline& timeline, const std::optional<TimeSpan>& range)
    {
        for (std::uint32_t i = 0; i < timeline.size(); ++i) {
            const auto& entry = timeline.entry(EventId{i});
            const Duration time = sinceStart(timeline, entry);
            if (isLifeCycle(entry.type) || !entry.has(timeline::Entry::InMessages) ||
                (range && !range->contains(time))) {
                continue;
            }
            const std::size_t direction = entry.has(timeline::Entry::Outgoing) ? 1 : 0;
            const std::uint64_t wire = timeline.wireLength(entry);
            const std::uint64_t length = timeline.length(entry);
            const bool compressed = entry.has(timeline::Entry::Compressed);
            const MessageSums sums{1,
                                   wire,
                                   length,
                                   compressed ? 1ULL : 0,
                                   compressed ? wire : 0,
                                   compressed ? length : 0};
            const std::size_t type = typeIndex(entry.type);
            kinds[direction][type] += sums;
            all += sums;
            sizes[direction][type].push_back(length);
            allSizes.push_back(length);
            slices[time].sums[direction][type] += sums;
            const timeline::Detail* detail = timeline.detail(entry);
            if (entry.type == Type::Pong && detail->roundTrip) {
                roundTrips[direction].push_back(std::uint64_t(detail->roundTrip->count()));
                slices[time].roundTrips[direction].add(*detail->roundTrip);
            }
        }
    }

    std::vector<StatisticsBin> series(const StatisticsReport& report) const
    {
        std::vector<StatisticsBin> bins(report.series.size());
        for (const auto& [time, bin] : slices) {
            bins.at(std::size_t(binOf(time, report.width) - report.first)) += bin;
        }
        return bins;
    }

    ByKind<MessageSums> kinds{};
    MessageSums all;
    ByKind<std::vector<std::uint64_t>> sizes;
    std::vector<std::uint64_t> allSizes;
    std::array<std::vector<std::uint64_t>, 2> roundTrips;
    std::map<Duration, StatisticsBin> slices;
};

void compare(const StatisticsReport& report, const Counted& counted)
{
    QCOMPARE(report.all.sums, counted.all);
    QCOMPARE(report.all.sizes, quantilesOf(counted.allSizes));
    for (std::size_t direction = 0; direction < 2; ++direction) {
        std::vector<std::uint64_t> sizes;
        for (std::size_t type = 0; type < MessageTypes; ++type) {
            const MessageFigures& kind = report.kinds[direction][type];
            QCOMPARE(kind.sums, counted.kinds[direction][type]);
            QCOMPARE(kind.sizes, quantilesOf(counted.sizes[direction][type]));
            std::array<std::uint64_t, SizeBins> histogram{};
            for (const std::uint64_t size : counted.sizes[direction][type]) {
                std::size_t bin = 0;
                while (bin < 64 && size >= (1ULL << bin)) {
                    ++bin;
                }
                ++histogram[bin];
                sizes.push_back(size);
            }
            QVERIFY(kind.histogram == histogram);
        }
        QCOMPARE(report.directions[direction].sizes, quantilesOf(sizes));
        QCOMPARE(report.roundTrips[direction], quantilesOf(counted.roundTrips[direction]));
    }
    QVERIFY(report.series == counted.series(report));
    QVERIFY(report.series.size() <= StatisticsBuilder::Slices);
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT

private slots:
    void isWhatCountingGives_data();
    void isWhatCountingGives();
    void growsAsTheTimelineDoes();
    void stopsAndGoesOn();
    void aRangeHasBothItsEnds();
    void zeroBytesAHundredThousandTimes();
    void oneEvent();
    void allAtOnce();
    void hoursOfIdle();
    void noEvents();
};

void TestStatistics::isWhatCountingGives_data()
{
    QTest::addColumn<int>("events");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("disorder");
    QTest::addColumn<double>("from"); // parts of the session; equal: all of it
    QTest::addColumn<double>("to");
    QTest::newRow("a few") << 15 << qint64{1'000'000} << qint64{0} << 0.0 << 0.0;
    QTest::newRow("many") << 30'000 << qint64{1'000'000} << qint64{0} << 0.0 << 0.0;
    QTest::newRow("disordered") << 30'000 << qint64{1'000'000} << qint64{300'000'000} << 0.0 << 0.0;
    QTest::newRow("a part") << 30'000 << qint64{1'000'000} << qint64{0} << 0.25 << 0.75;
    QTest::newRow("a part, disordered")
        << 30'000 << qint64{100'000} << qint64{500'000'000} << 0.4 << 0.45;
    QTest::newRow("a sliver") << 30'000 << qint64{1'000'000} << qint64{0} << 0.5 << 0.5001;
    QTest::newRow("the end and beyond") << 3'000 << qint64{1'000'000} << qint64{0} << 0.9 << 4.0;
    QTest::newRow("nowhere") << 3'000 << qint64{1'000'000} << qint64{0} << 3.0 << 4.0;
}

void TestStatistics::isWhatCountingGives()
{
    QFETCH(int, events);
    QFETCH(qint64, step);
    QFETCH(qint64, disorder);
    QFETCH(double, from);
    QFETCH(double, to);
    GeneratedTimeline generated;
    generated.random(21, events, step, disorder);
    const StatisticsReport whole = reportOf(generated);
    std::optional<TimeSpan> range;
    if (from < to) {
        const auto length = double(whole.span.length().count());
        range = TimeSpan{whole.span.from + Duration{std::int64_t(from * length)},
                         whole.span.from + Duration{std::int64_t(to * length)}};
    }
    const StatisticsReport report = reportOf(generated, range);
    QVERIFY(report.complete());
    compare(report, Counted(*generated.timeline(), range));
}

void TestStatistics::growsAsTheTimelineDoes()
{
    GeneratedTimeline generated;
    StatisticsBuilder builder(generated.timeline());
    for (int round = 0; round < 12; ++round) {
        generated.random(std::uint32_t(round), 50 + 300 * round, 1000LL << round, 10'000);
        QVERIFY(builder.update(always));
        compare(builder.report(), Counted(*generated.timeline(), std::nullopt));
    }
    // Another range begins anew, and goes on just so.
    const TimeSpan range{Duration{500'000}, Duration{1'000'000'000'000}};
    builder.setRange(range);
    QVERIFY(builder.update(always));
    compare(builder.report(), Counted(*generated.timeline(), range));
    generated.random(77, 5000, 100);
    QVERIFY(builder.update(always));
    compare(builder.report(), Counted(*generated.timeline(), range));
}

void TestStatistics::stopsAndGoesOn()
{
    GeneratedTimeline generated;
    generated.random(4, 100'000, 1000);
    StatisticsBuilder builder(generated.timeline());
    int asked = 0;
    QVERIFY(!builder.update([&asked] { return asked++ == 0; }));
    QVERIFY(builder.scanned() > 0 && builder.scanned() < generated.size());
    QVERIFY(!builder.report().complete());
    QVERIFY(builder.update(always));
    compare(builder.report(), Counted(*generated.timeline(), std::nullopt));
}

void TestStatistics::aRangeHasBothItsEnds()
{
    GeneratedTimeline generated;
    for (int i = 0; i < 10; ++i) {
        generated.plain(i * 100, Direction::In, 1);
    }
    QCOMPARE(reportOf(generated, TimeSpan{Duration{200}, Duration{500}}).all.sums.messages, 4U);
    QCOMPARE(reportOf(generated, TimeSpan{Duration{201}, Duration{499}}).all.sums.messages, 2U);
    const auto beyond = reportOf(generated, TimeSpan{Duration{500}, Duration{5000}});
    QCOMPARE(beyond.all.sums.messages, 5U);
    QCOMPARE(beyond.span, (TimeSpan{Duration{500}, Duration{900}})); // as far as the session goes
}

void TestStatistics::zeroBytesAHundredThousandTimes()
{
    GeneratedTimeline generated;
    for (int i = 0; i < 100'000; ++i) {
        generated.plain(i * 10'000, i % 4 == 0 ? Direction::Out : Direction::In, 0);
    }
    const auto report = reportOf(generated);
    QCOMPARE(report.all.sums.messages, 100'000U);
    QCOMPARE(report.directions[indexOf(Direction::Out)].sums.messages, 25'000U);
    QCOMPARE(report.all.sums.wireBytes, 0U);
    QCOMPARE(report.all.sizes, (Quantiles{100'000, 0, 0, 0, 0}));
    QCOMPARE(report.all.histogram[0], 100'000U);
    QCOMPARE(report.seconds(), 0.99999);
}

void TestStatistics::oneEvent()
{
    GeneratedTimeline generated;
    generated.message(0, Direction::Out, Type::Binary, 70'000, 5'000'000'000);
    const auto report = reportOf(generated);
    QCOMPARE(report.all.sums.messages, 1U);
    QCOMPARE(report.all.sizes,
             (Quantiles{1, 5'000'000'000, 5'000'000'000, 5'000'000'000, 5'000'000'000}));
    QCOMPARE(report.seconds(), 0.0);
    QCOMPARE(report.series.size(), std::size_t{1});
}

void TestStatistics::allAtOnce()
{
    GeneratedTimeline generated;
    for (int i = 0; i < 1000; ++i) {
        generated.plain(0, Direction::In, 3);
    }
    const auto report = reportOf(generated);
    QCOMPARE(report.series.size(), std::size_t{1});
    QCOMPARE(report.series[0].sums[0][0].messages, 1000U);
    QCOMPARE(report.span, TimeSpan{});
}

void TestStatistics::hoursOfIdle()
{
    GeneratedTimeline generated;
    generated.random(9, 2000, 100'000);
    generated.plain(12LL * 3600 * 1'000'000'000, Direction::In, 3);
    const auto report = reportOf(generated);
    compare(report, Counted(*generated.timeline(), std::nullopt));
    QVERIFY(report.series.size() > StatisticsBuilder::Slices / 5);
}

void TestStatistics::noEvents()
{
    GeneratedTimeline generated;
    auto report = reportOf(generated);
    QVERIFY(report.complete());
    QCOMPARE(report.all.sums.messages, 0U);
    QVERIFY(report.series.empty());
    generated.lifeCycle(0, Type::Connecting);
    report = reportOf(generated);
    QCOMPARE(report.all.sums.messages, 0U);
    QCOMPARE(report.total, std::size_t{1});
}

FRAMESCOPE_TEST(TestStatistics)

} // namespace tst_statistics

#include "tst_statistics.moc"
