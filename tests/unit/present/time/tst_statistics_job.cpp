// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/time/statistics_job.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_statistics_job {

using namespace framescope;
using namespace framescope::present;
using test::GeneratedTimeline;

namespace {

bool isComplete(const StatisticsJob& job)
{
    return job.report() && job.report()->complete();
}

} // namespace

class TestStatisticsJob : public QObject
{
    Q_OBJECT

private slots:
    void countsASession();
    void newestRequestWins();
    void goesOnWithALiveOne();
    void cancelLeavesWhatWasCounted();
    void endsWhileAtWork();
};

void TestStatisticsJob::countsASession()
{
    GeneratedTimeline generated;
    generated.random(1, 20'000, 1000);
    StatisticsJob job;
    QVERIFY(!job.report() && !job.isBusy());
    QSignalSpy changes(&job, &StatisticsJob::changed);
    job.start(generated.timeline(), std::nullopt);
    QTRY_VERIFY(isComplete(job));
    QVERIFY(!changes.isEmpty());
    QVERIFY(!job.isBusy());
    StatisticsBuilder builder(generated.timeline());
    builder.update([] { return true; });
    QCOMPARE(job.report()->all.sums, builder.report().all.sums);
}

void TestStatisticsJob::newestRequestWins()
{
    GeneratedTimeline generated;
    for (int i = 0; i < 100'000; ++i) {
        generated.plain(i, Direction::In, 1);
    }
    StatisticsJob job;
    for (int i = 1; i <= 50; ++i) {
        job.start(generated.timeline(), TimeSpan{Duration{0}, Duration{i - 1}});
    }
    QVERIFY(!job.report()); // nothing of another range is shown
    QTRY_VERIFY(isComplete(job));
    QCOMPARE(job.report()->all.sums.messages, 50U);
    job.start(nullptr, std::nullopt);
    QVERIFY(!job.report() && !job.isBusy());
}

void TestStatisticsJob::goesOnWithALiveOne()
{
    GeneratedTimeline generated;
    generated.plain(0, Direction::In, 1);
    StatisticsJob job;
    job.setLive(true);
    job.start(generated.timeline(), std::nullopt);
    QTRY_VERIFY(isComplete(job));
    generated.plain(10, Direction::In, 1);
    QTRY_COMPARE(job.report()->all.sums.messages, 2U);
    job.setLive(false);
    generated.plain(20, Direction::In, 1);
    QTRY_COMPARE(job.report()->all.sums.messages, 3U);
}

void TestStatisticsJob::cancelLeavesWhatWasCounted()
{
    GeneratedTimeline generated;
    generated.random(1, 300'000, 1000);
    StatisticsJob job;
    job.cancel(); // nothing to cancel
    QVERIFY(!job.isCancelled());
    job.start(generated.timeline(), std::nullopt);
    QVERIFY(job.isBusy());
    job.cancel();
    QVERIFY(job.isCancelled() && !job.isBusy());
    QCoreApplication::processEvents(); // what was on its way is not taken
    QVERIFY(!isComplete(job));
    job.start(generated.timeline(), std::nullopt);
    QVERIFY(!job.isCancelled());
    QTRY_VERIFY(isComplete(job));
}

void TestStatisticsJob::endsWhileAtWork()
{
    GeneratedTimeline generated;
    generated.random(1, 100'000, 1000);
    const long readers = generated.timeline().use_count();
    for (int i = 0; i < 10; ++i) {
        StatisticsJob job;
        job.start(generated.timeline(), std::nullopt);
    }
    QTRY_COMPARE(generated.timeline().use_count(), readers);
}

FRAMESCOPE_TEST(TestStatisticsJob)

} // namespace tst_statistics_job

#include "tst_statistics_job.moc"
