// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/time/overview_job.h"
#include "support/test_program.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

namespace tst_overview_job {

using namespace framescope;
using namespace framescope::present;
using test::GeneratedTimeline;

namespace {

std::uint64_t messagesIn(const OverviewJob& job)
{
    std::uint64_t sum = 0;
    if (job.overview()) {
        for (const OverviewBin& bin : job.overview()->bins) {
            sum += bin.messages[0] + bin.messages[1];
        }
    }
    return sum;
}

std::uint64_t hitsIn(const OverviewJob& job)
{
    const auto& overview = job.overview();
    return overview ? std::accumulate(overview->hits.begin(), overview->hits.end(), 0ULL) : 0;
}

bool isComplete(const OverviewJob& job)
{
    return job.overview() && job.overview()->complete();
}

} // namespace

class TestOverviewJob : public QObject
{
    Q_OBJECT

private slots:
    void showsATimeline();
    void goesOnWithALiveOne();
    void newestWindowWins();
    void hitsGrow();
    void anotherTimelineTakesOver();
    void isAskedSeldom();
    void endsWhileAtWork();
};

void TestOverviewJob::showsATimeline()
{
    GeneratedTimeline generated;
    for (int i = 0; i < 5000; ++i) {
        generated.plain(i * 1000, Direction::In, 10);
    }
    OverviewJob job;
    QVERIFY(!job.overview());
    job.start(generated.timeline());
    QTRY_VERIFY(isComplete(job));
    QCOMPARE(messagesIn(job), 5000U);
    QVERIFY(job.overview()->bins.size() <= 1024);
    QSignalSpy changes(&job, &OverviewJob::changed);
    job.start(nullptr);
    QVERIFY(!job.overview());
    QCOMPARE(changes.size(), 1);
}

void TestOverviewJob::goesOnWithALiveOne()
{
    GeneratedTimeline generated;
    OverviewJob job;
    job.setLive(true);
    job.start(generated.timeline());
    QTRY_VERIFY(isComplete(job));
    QVERIFY(job.overview()->empty());
    for (std::uint64_t round = 1; round <= 3; ++round) {
        for (int i = 0; i < 100; ++i) {
            generated.plain(std::int64_t(round) * 1'000'000 + i, Direction::Out, 1);
        }
        QTRY_COMPARE(messagesIn(job), round * 100);
    }
    // What comes after the end is found as well.
    job.setLive(false);
    generated.plain(5'000'000, Direction::Out, 1);
    job.setLive(false);
    QTRY_COMPARE(messagesIn(job), 301U);
}

void TestOverviewJob::newestWindowWins()
{
    GeneratedTimeline generated;
    generated.random(1, 50'000, 1000);
    OverviewJob job;
    job.start(generated.timeline());
    QTRY_VERIFY(isComplete(job));
    const Duration end = job.overview()->session.to;
    QSignalSpy changes(&job, &OverviewJob::changed);
    for (int i = 2; i <= 200; ++i) {
        job.setWindow(TimeSpan{end / i, end / i + end / 100}, 800);
    }
    const TimeSpan last{end / 200, end / 200 + end / 100};
    QTRY_VERIFY(job.overview()->beginOf(0) <= last.from && job.overview()->beginOf(1) > last.from);
    QVERIFY(changes.size() <= 199);
    job.setWindow(std::nullopt, 800);
    QTRY_VERIFY(job.overview()->beginOf(std::int64_t(job.overview()->bins.size())) > end);
}

void TestOverviewJob::hitsGrow()
{
    GeneratedTimeline generated;
    for (int i = 0; i < 1000; ++i) {
        generated.plain(i * 1000, Direction::In, 10);
    }
    OverviewJob job;
    job.start(generated.timeline());
    auto rows = std::make_shared<RowList>();
    job.setHits(rows);
    QTRY_VERIFY(isComplete(job) && job.overview()->filtered);
    QCOMPARE(hitsIn(job), 0U);
    for (std::uint32_t i = 0; i < 1000; i += 10) {
        rows->push(EventId{i});
    }
    job.setHits(rows);
    QTRY_COMPARE(hitsIn(job), 100U);
    job.setHits(nullptr);
    QTRY_VERIFY(!job.overview()->filtered);
}

void TestOverviewJob::anotherTimelineTakesOver()
{
    GeneratedTimeline first;
    first.random(1, 100'000, 1000);
    GeneratedTimeline second;
    second.plain(0, Direction::In, 1);
    OverviewJob job;
    job.start(first.timeline());
    job.start(second.timeline());
    QTRY_VERIFY(isComplete(job));
    QCOMPARE(job.overview()->total, std::size_t{1});
    QCOMPARE(messagesIn(job), 1U);
}

void TestOverviewJob::isAskedSeldom()
{
    GeneratedTimeline generated;
    generated.plain(0, Direction::In, 1);
    OverviewJob job;
    job.setLive(true);
    job.start(generated.timeline());
    QTRY_VERIFY(isComplete(job));
    QSignalSpy changes(&job, &OverviewJob::changed);
    QElapsedTimer clock;
    clock.start();
    constexpr int Sent = 1000;
    for (int i = 1; i <= Sent; ++i) {
        generated.plain(i * 1000, Direction::In, 1);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    const auto most = clock.elapsed() / OverviewJob::RefreshInterval + 2;
    QVERIFY2(changes.size() <= most, qPrintable(QString::number(changes.size())));
    QTRY_COMPARE(messagesIn(job), std::uint64_t{Sent + 1});
}

void TestOverviewJob::endsWhileAtWork()
{
    GeneratedTimeline generated;
    generated.random(1, 200'000, 1000);
    const long readers = generated.timeline().use_count();
    for (int i = 0; i < 10; ++i) {
        OverviewJob job;
        job.start(generated.timeline());
        job.setWindow(TimeSpan{Duration{0}, Duration{10'000}}, 800);
    }
    QTRY_COMPARE(generated.timeline().use_count(), readers);
}

FRAMESCOPE_TEST(TestOverviewJob)

} // namespace tst_overview_job

#include "tst_overview_job.moc"
