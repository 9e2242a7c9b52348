// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/time/overview.h"
#include "support/test_program.h"

#include <QTest>

#include <numeric>

namespace tst_overview {

using namespace framescope;
using namespace framescope::present;
using test::GeneratedTimeline;

namespace {

bool always()
{
    return true;
}

Duration timeOf(const timeline::Timeline& timeline, std::size_t i)
{
    return sinceStart(timeline, timeline.entry(EventId{static_cast<std::uint32_t>(i)}));
}

// Every event looked at, for each slice of its own.
std::vector<OverviewBin> counted(const timeline::Timeline& timeline, const Overview& overview)
{
    std::vector<OverviewBin> bins(overview.bins.size());
    for (std::size_t i = 0; i < timeline.size(); ++i) {
        if (const auto slice = overview.sliceAt(timeOf(timeline, i))) {
            bins[*slice].add(timeline, timeline.entry(EventId{static_cast<std::uint32_t>(i)}));
        }
    }
    return bins;
}

std::vector<std::uint32_t> counted(const timeline::Timeline& timeline, const RowList& rows,
                                   const Overview& overview)
{
    std::vector<std::uint32_t> hits(overview.bins.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (const auto slice = overview.sliceAt(timeOf(timeline, rows.at(row).value))) {
            ++hits[*slice];
        }
    }
    return hits;
}

OverviewBin sumOf(const std::vector<OverviewBin>& bins)
{
    OverviewBin sum;
    for (const OverviewBin& bin : bins) {
        sum += bin;
    }
    return sum;
}

} // namespace

class TestOverview : public QObject
{
    Q_OBJECT

private slots:
    void binsRoundTowardsThePast();
    void widthsAreMultiples();
    void isWhatCountingGives_data();
    void isWhatCountingGives();
    void hitsAreWhatCountingGives();
    void growsAsTheTimelineDoes();
    void stopsAndGoesOn();
    void whatCountsAsWhat();
    void hoursOfIdle();
    void aNoteStretchesNothing();
    void allAtOnce();
    void nothingAtAll();
};

void TestOverview::binsRoundTowardsThePast()
{
    const Duration width{10};
    QCOMPARE(binOf(Duration{0}, width), 0);
    QCOMPARE(binOf(Duration{9}, width), 0);
    QCOMPARE(binOf(Duration{10}, width), 1);
    QCOMPARE(binOf(Duration{-1}, width), -1);
    QCOMPARE(binOf(Duration{-10}, width), -1);
    QCOMPARE(binOf(Duration{-11}, width), -2);
}

void TestOverview::widthsAreMultiples()
{
    Duration width{1};
    for (const int expected : {2, 10, 20, 100, 200, 1000}) {
        width = nextWidth(width, Widths::Decimal);
        QCOMPARE(width.count(), expected);
    }
    QCOMPARE(nextWidth(Duration{64}, Widths::Doubling).count(), 128);
}

void TestOverview::isWhatCountingGives_data()
{
    QTest::addColumn<int>("events");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("disorder");
    QTest::addColumn<double>("from"); // parts of the session
    QTest::addColumn<double>("to");
    QTest::addColumn<int>("slices");
    QTest::newRow("one event") << 1 << qint64{5} << qint64{0} << 0.0 << 1.0 << 100;
    QTest::newRow("all of it") << 20'000 << qint64{1'000'000} << qint64{0} << 0.0 << 1.0 << 1400;
    QTest::newRow("disordered") << 20'000 << qint64{1'000'000} << qint64{900'000'000} << 0.0 << 1.0
                                << 1400;
    QTest::newRow("before the first")
        << 500 << qint64{1000} << qint64{50'000'000} << -1.0 << 2.0 << 333;
    QTest::newRow("a third") << 20'000 << qint64{1'000'000} << qint64{0} << 0.3 << 0.63 << 1400;
    QTest::newRow("a hundredth") << 20'000 << qint64{1'000'000} << qint64{0} << 0.5 << 0.51 << 900;
    QTest::newRow("a sliver, disordered")
        << 20'000 << qint64{1'000'000} << qint64{900'000'000} << 0.5 << 0.5001 << 2000;
    QTest::newRow("the end and beyond")
        << 9'000 << qint64{777'777} << qint64{3} << 0.999 << 1.5 << 640;
    QTest::newRow("few slices") << 9'000 << qint64{777'777} << qint64{0} << 0.0 << 1.0 << 2;
    QTest::newRow("nowhere") << 900 << qint64{777'777} << qint64{0} << 3.0 << 4.0 << 200;
}

void TestOverview::isWhatCountingGives()
{
    QFETCH(int, events);
    QFETCH(qint64, step);
    QFETCH(qint64, disorder);
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(int, slices);
    GeneratedTimeline generated;
    generated.random(7, events, step, disorder);
    const auto& timeline = *generated.timeline();
    OverviewBuilder builder(generated.timeline());
    QVERIFY(builder.update(always));
    const auto whole = builder.picture(always);
    QVERIFY(whole && whole->complete());
    QCOMPARE(sumOf(whole->bins), sumOf(counted(timeline, *whole)));
    const auto part = [&whole](double of) {
        const auto length = static_cast<double>(whole->session.length().count());
        return whole->session.from + Duration{static_cast<std::int64_t>(of * length)};
    };
    const TimeSpan window{part(from), part(to)};
    builder.setWindow(window, static_cast<std::size_t>(slices));
    const auto overview = builder.picture(always);
    QVERIFY(overview);
    QVERIFY(overview->bins.size() <= static_cast<std::size_t>(slices));
    QVERIFY(overview->bins == counted(timeline, *overview));
    for (std::size_t i = 0; i < timeline.size(); ++i) {
        const Duration time = timeOf(timeline, i);
        QVERIFY(!window.contains(time) || overview->sliceAt(time));
    }
    QVERIFY(overview->hits.empty() && !overview->filtered);
}

void TestOverview::hitsAreWhatCountingGives()
{
    GeneratedTimeline generated;
    generated.random(11, 12'000, 500'000, 100'000'000);
    auto rows = std::make_shared<RowList>();
    for (std::uint32_t i = 0; i < generated.size(); i += 1 + i % 5) {
        rows->push(EventId{i});
    }
    OverviewBuilder builder(generated.timeline());
    builder.setHits(rows);
    QVERIFY(builder.update(always));
    const std::int64_t length = builder.picture(always)->session.length().count();
    for (const double part : {1.0, 0.2, 0.001}) {
        const Duration half{length / 2};
        builder.setWindow(TimeSpan{half, half + Duration{std::int64_t(part * double(length))}},
                          700);
        const auto overview = builder.picture(always);
        QVERIFY(overview && overview->filtered);
        QVERIFY(overview->hits == counted(*generated.timeline(), *rows, *overview));
        QVERIFY(overview->bins == counted(*generated.timeline(), *overview));
    }
    // More of them, then none.
    for (std::uint32_t i = 0; i < 50; ++i) {
        rows->push(EventId{static_cast<std::uint32_t>(generated.size()) - 50 + i});
    }
    QVERIFY(builder.update(always));
    const auto more = builder.picture(always);
    QVERIFY(more->hits == counted(*generated.timeline(), *rows, *more));
    builder.setHits(nullptr);
    QVERIFY(!builder.picture(always)->filtered);
}

void TestOverview::growsAsTheTimelineDoes()
{
    GeneratedTimeline generated;
    OverviewBuilder builder(generated.timeline());
    for (int round = 0; round < 30; ++round) {
        generated.random(static_cast<std::uint32_t>(round), 100 + 40 * round, 1000LL << (round / 2),
                         5000);
        QVERIFY(builder.update(always));
        const auto overview = builder.picture(always);
        QVERIFY(overview && overview->complete());
        QVERIFY(overview->bins == counted(*generated.timeline(), *overview));
        QCOMPARE(sumOf(overview->bins).frames[0] + sumOf(overview->bins).frames[1],
                 sumOf(counted(*generated.timeline(), *overview)).frames[0] +
                     sumOf(counted(*generated.timeline(), *overview)).frames[1]);
        // A part with slices of its own, too, whose end is still to come.
        const Duration end = overview->session.to;
        builder.setWindow(TimeSpan{end - Duration{1000}, end + Duration{100'000}}, 500);
        QVERIFY(builder.picture(always)->bins ==
                counted(*generated.timeline(), *builder.picture(always)));
        generated.random(99, 50, 10);
        QVERIFY(builder.update(always));
        QVERIFY(builder.picture(always)->bins ==
                counted(*generated.timeline(), *builder.picture(always)));
        builder.setWindow(std::nullopt, 1000);
    }
}

void TestOverview::stopsAndGoesOn()
{
    GeneratedTimeline generated;
    generated.random(3, 200'000, 1000);
    OverviewBuilder builder(generated.timeline());
    int asked = 0;
    const auto once = [&asked] { return asked++ == 0; };
    QVERIFY(!builder.update(once));
    QVERIFY(builder.scanned() > 0 && builder.scanned() < generated.size());
    const auto soFar = builder.picture(always);
    QVERIFY(soFar && !soFar->complete());
    QVERIFY(builder.update(always));
    builder.setWindow(TimeSpan{Duration{0}, soFar->session.to / 50}, 2000);
    asked = 1;
    QVERIFY(!builder.picture(once)); // finer slices have to be counted
    const auto overview = builder.picture(always);
    QVERIFY(overview->bins == counted(*generated.timeline(), *overview));
}

void TestOverview::whatCountsAsWhat()
{
    GeneratedTimeline generated;
    generated.lifeCycle(0, timeline::Type::Open);
    generated.message(1, Direction::Out, timeline::Type::Ping, 5, 5);
    generated.pong(2, Direction::In, Duration{1});
    generated.fragmented(3, Direction::In, 100, 3);
    generated.message(4, Direction::In, timeline::Type::Text, 30, 300, true);
    generated.violation(5, Direction::Out);
    generated.lifeCycle(6, timeline::Type::Note);
    generated.message(7, Direction::In, timeline::Type::Close, 2, 2);
    generated.lifeCycle(8, timeline::Type::Closed);
    OverviewBuilder builder(generated.timeline());
    QVERIFY(builder.update(always));
    const OverviewBin sum = sumOf(builder.picture(always)->bins);
    QCOMPARE(sum.messages[indexOf(Direction::In)], 4U);
    QCOMPARE(sum.messages[indexOf(Direction::Out)], 2U);
    QCOMPARE(sum.frames[indexOf(Direction::In)], 6U);
    QCOMPARE(sum.bytes[indexOf(Direction::In)], std::uint64_t{4 + 300 + 30 + 2});
    QCOMPARE(sum.bytes[indexOf(Direction::Out)], std::uint64_t{5 + 1});
    QCOMPARE(sum.control, 3U);
    QCOMPARE(sum.violations, 1U);
    QCOMPARE(sum.notes, 1U);
    QCOMPARE(sum.closes, 1U);
}

void TestOverview::hoursOfIdle()
{
    GeneratedTimeline generated;
    generated.random(5, 3000, 1000); // milliseconds
    const std::int64_t hours = 9 * 3600 * std::int64_t{1'000'000'000};
    generated.plain(hours, Direction::In, 5);
    OverviewBuilder builder(generated.timeline());
    QVERIFY(builder.update(always));
    const auto whole = builder.picture(always);
    QVERIFY(whole->bins == counted(*generated.timeline(), *whole));
    QCOMPARE(whole->bins.back().messages[0], 1U);
    builder.setWindow(TimeSpan{Duration{0}, Duration{3'000'000}}, 1000);
    const auto busy = builder.picture(always);
    QVERIFY(busy->bins.size() > 300);
    QVERIFY(busy->bins == counted(*generated.timeline(), *busy));
}

/// A note is shown at the time of its event, by its own sign.
void TestOverview::aNoteStretchesNothing()
{
    GeneratedTimeline generated;
    generated.random(7, 300, 1000);
    generated.plain(700'000, Direction::In, 5);
    OverviewBuilder before(generated.timeline());
    QVERIFY(before.update(always));
    const auto wanted = before.picture(always);
    const EventId last{static_cast<std::uint32_t>(generated.size() - 1)};
    const std::int64_t hours = 9 * 3600 * std::int64_t{1'000'000'000};
    generated.noteOn(hours, last);
    OverviewBuilder builder(generated.timeline());
    auto rows = std::make_shared<RowList>();
    rows->push(EventId{last.value + 1}); // the filter finds the note alone
    builder.setHits(rows);
    QVERIFY(builder.update(always));
    const auto whole = builder.picture(always);
    QCOMPARE(whole->session, wanted->session);
    QVERIFY(whole->bins == wanted->bins);
    QCOMPARE(std::accumulate(whole->hits.begin(), whole->hits.end(), 0U), 1U);
    builder.setWindow(TimeSpan{wanted->session.to - Duration{100}, Duration{hours}}, 1000);
    const auto part = builder.picture(always);
    QVERIFY(part->bins == counted(*generated.timeline(), *part));
    QCOMPARE(std::accumulate(part->hits.begin(), part->hits.end(), 0U), 1U);
    // A note on the moment is an event like any other.
    generated.lifeCycle(2 * hours, timeline::Type::Note);
    QVERIFY(builder.update(always));
    builder.setWindow({}, 1000);
    QVERIFY(builder.picture(always)->session.to > Duration{hours});
}

void TestOverview::allAtOnce()
{
    GeneratedTimeline generated;
    for (int i = 0; i < 100'000; ++i) {
        generated.plain(0, Direction::In, 0);
    }
    OverviewBuilder builder(generated.timeline());
    QVERIFY(builder.update(always));
    for (const auto& window : {std::optional<TimeSpan>(),
                               std::optional(TimeSpan{Duration{-500'000}, Duration{500'000}})}) {
        builder.setWindow(window, 1000);
        const auto overview = builder.picture(always);
        QCOMPARE(overview->bins.size(), std::size_t{1});
        QCOMPARE(overview->bins.front().messages[0], 100'000U);
        QCOMPARE(overview->session, (TimeSpan{}));
    }
}

void TestOverview::nothingAtAll()
{
    GeneratedTimeline generated;
    OverviewBuilder builder(generated.timeline());
    QVERIFY(builder.update(always));
    const auto overview = builder.picture(always);
    QVERIFY(overview && overview->empty() && overview->complete());
    QVERIFY(!overview->sliceAt(Duration{0}));
}

FRAMESCOPE_TEST(TestOverview)

} // namespace tst_overview

#include "tst_overview.moc"
