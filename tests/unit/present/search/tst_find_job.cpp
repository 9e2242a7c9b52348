// SPDX-License-Identifier: GPL-3.0-or-later
#include "needle_rows.h"
#include "present/search/find_job.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

namespace tst_find_job {

using namespace framescope;
using namespace framescope::present;
using timeline::View;

namespace {

struct Fixture : test::NeedleRows
{
    FindRequest request(const std::string& phrase) const
    {
        auto made = requestFor<FindRequest>(phrase);
        made.count = rows->size();
        return made;
    }
};

} // namespace

class TestFindJob : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void looksAtEveryEvent();
    void newestRequestWins();
    void cancelledNeverFinishes();
};

void TestFindJob::finds_data()
{
    QTest::addColumn<QString>("phrase");
    QTest::addColumn<int>("start");
    QTest::addColumn<bool>("backward");
    QTest::addColumn<bool>("wrap");
    QTest::addColumn<int>("row");
    QTest::addColumn<bool>("wrapped");
    const auto needle = QStringLiteral("needle");
    QTest::newRow("the row to begin with counts") << needle << 3 << false << true << 3 << false;
    QTest::newRow("forward") << needle << 4 << false << true << 8 << false;
    QTest::newRow("backward") << needle << 7 << true << true << 3 << false;
    QTest::newRow("round the end") << needle << 19 << false << true << 3 << true;
    QTest::newRow("round the beginning") << needle << 2 << true << true << 18 << true;
    QTest::newRow("no way round") << needle << 19 << false << false << -1 << false;
    QTest::newRow("no way back round") << needle << 2 << true << false << -1 << false;
    QTest::newRow("nowhere") << QStringLiteral("nowhere") << 5 << false << true << -1 << false;
    QTest::newRow("beyond the end") << needle << 500 << true << true << 18 << false;
    QTest::newRow("one alone, from behind it")
        << QStringLiteral("hay 5") << 6 << false << true << 5 << true;
}

void TestFindJob::finds()
{
    QFETCH(const QString, phrase);
    QFETCH(const int, start);
    QFETCH(const bool, backward);
    QFETCH(const bool, wrap);
    QFETCH(const int, row);
    QFETCH(const bool, wrapped);
    const Fixture f;
    FindJob job;
    QSignalSpy finished(&job, &FindJob::finished);
    FindRequest request = f.request(phrase.toStdString());
    request.start = static_cast<std::size_t>(start);
    request.backward = backward;
    request.wrap = wrap;
    job.start(request);
    QVERIFY(job.isRunning());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!job.isRunning());
    const auto result = finished.first().first().value<FindResult>();
    QCOMPARE(result.event.has_value(), row >= 0);
    if (row >= 0) {
        QCOMPARE(result.event->value, f.rows->at(static_cast<std::size_t>(row)).value);
        QCOMPARE(result.wrapped, wrapped);
    }
}

void TestFindJob::looksAtEveryEvent()
{
    const Fixture f;
    FindJob job;
    QSignalSpy finished(&job, &FindJob::finished);
    FindRequest request = f.request("hay 0");
    request.rows.reset();
    request.count = f.script.timeline().size();
    job.start(request);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<FindResult>().event->value, f.first);
}

void TestFindJob::newestRequestWins()
{
    const Fixture f;
    FindJob job;
    QSignalSpy finished(&job, &FindJob::finished);
    QSignalSpy progressed(&job, &FindJob::progressed);
    const auto go = std::make_shared<std::atomic<bool>>(false);
    FindRequest slow = f.request("x");
    slow.makeMatcher = [go](const timeline::Timeline&, View) -> Matcher {
        return [go](EventId) {
            while (!*go) {
                std::this_thread::yield();
            }
            return false;
        };
    };
    job.start(slow);
    QTRY_VERIFY(!progressed.isEmpty());
    QCOMPARE(progressed.first().at(1).toULongLong(), 20U);
    job.start(f.request("hay 1"));
    *go = true;
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<FindResult>().event->value, f.rows->at(1).value);
}

void TestFindJob::cancelledNeverFinishes()
{
    const Fixture f;
    FindJob job;
    QSignalSpy finished(&job, &FindJob::finished);
    job.start(f.request("needle"));
    job.cancel();
    QVERIFY(!job.isRunning());
    job.start(f.request("hay 1"));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<FindResult>().event->value, f.rows->at(1).value);
}

FRAMESCOPE_TEST(TestFindJob)

} // namespace tst_find_job

#include "tst_find_job.moc"
