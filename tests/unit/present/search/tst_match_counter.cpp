// SPDX-License-Identifier: GPL-3.0-or-later
#include "needle_rows.h"
#include "present/search/match_counter.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

namespace tst_match_counter {

using namespace framescope;
using namespace framescope::present;
using timeline::View;

namespace {

struct Fixture : test::NeedleRows
{
    MatchRequest request(const std::string& phrase) const
    {
        return requestFor<MatchRequest>(phrase);
    }
};

} // namespace

class TestMatchCounter : public QObject
{
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
    void positions();
    void rowsThatComeLater();
    void rowsThatKeepComing();
    void newestRequestWins();
    void stopped();
};

void TestMatchCounter::counts_data()
{
    QTest::addColumn<QString>("phrase");
    QTest::addColumn<int>("matches");
    QTest::newRow("some") << "needle" << 4;
    QTest::newRow("all") << " " << 20;
    QTest::newRow("one") << "hay 19" << 1;
    QTest::newRow("none") << "nowhere" << 0;
}

void TestMatchCounter::counts()
{
    QFETCH(const QString, phrase);
    QFETCH(const int, matches);
    const Fixture f;
    MatchCounter counter;
    QCOMPARE(counter.count().rows, std::size_t{0});
    counter.start(f.request(phrase.toStdString()));
    QTRY_VERIFY(counter.count().complete());
    QCOMPARE(counter.count().matches, static_cast<std::size_t>(matches));
    QCOMPARE(counter.count().rows, std::size_t{20});
    counter.clear();
    QCOMPARE(counter.count().rows, std::size_t{0});
}

void TestMatchCounter::positions()
{
    const Fixture f;
    MatchCounter counter;
    QSignalSpy changed(&counter, &MatchCounter::changed);
    counter.start(f.request("needle"));
    QTRY_VERIFY(!changed.isEmpty() && counter.count().complete());
    QCOMPARE(*counter.positionOf(f.rows->at(3)), std::size_t{1});
    QCOMPARE(*counter.positionOf(f.rows->at(18)), std::size_t{4});
    QVERIFY(!counter.positionOf(f.rows->at(4)));
    counter.clear();
    QVERIFY(!counter.positionOf(f.rows->at(3)));
}

void TestMatchCounter::rowsThatComeLater()
{
    const Fixture f;
    MatchCounter counter;
    counter.start(f.request("needle"));
    QTRY_VERIFY(counter.count().complete());
    const auto next = static_cast<std::uint32_t>(f.script.timeline().size());
    f.script.step("<- text Needle again");
    f.rows->push(EventId{next});
    QVERIFY(!counter.count().complete());
    counter.refresh();
    QTRY_COMPARE(counter.count().matches, std::size_t{5});
    QCOMPARE(*counter.positionOf(EventId{next}), std::size_t{5});
}

/// Counts are reported even if rows are added faster than reports.
void TestMatchCounter::rowsThatKeepComing()
{
    const Fixture f;
    MatchCounter counter;
    counter.start(f.request("needle"));
    QTRY_VERIFY(counter.count().complete());
    QSignalSpy changed(&counter, &MatchCounter::changed);
    while (changed.isEmpty()) {
        const auto next = static_cast<std::uint32_t>(f.script.timeline().size());
        f.script.step("<- text needle");
        f.rows->push(EventId{next});
        counter.refresh();
        QTest::qWait(5);
    }
    QVERIFY(counter.count().matches > 4);
}

/// A matcher that waits for `go`, and then matches nothing.
MakeMatcher waiting(const std::shared_ptr<std::atomic<bool>>& go)
{
    return [go](const timeline::Timeline&, View) -> Matcher {
        return [go](EventId) {
            while (!*go) {
                std::this_thread::yield();
            }
            return false;
        };
    };
}

void TestMatchCounter::newestRequestWins()
{
    const Fixture f;
    const auto go = std::make_shared<std::atomic<bool>>(false);
    MatchCounter counter;
    MatchRequest slow = f.request("x");
    slow.makeMatcher = waiting(go);
    counter.start(slow);
    counter.start(f.request("needle"));
    *go = true;
    QTRY_VERIFY(counter.count().complete());
    QCOMPARE(counter.count().matches, std::size_t{4});
}

void TestMatchCounter::stopped()
{
    const Fixture f;
    const auto go = std::make_shared<std::atomic<bool>>(false);
    MatchCounter counter;
    QSignalSpy changed(&counter, &MatchCounter::changed);
    MatchRequest slow = f.request("x");
    slow.makeMatcher = waiting(go);
    counter.start(slow);
    counter.stop();
    QVERIFY(counter.count().stopped);
    QVERIFY(!counter.count().complete());
    QVERIFY(!changed.isEmpty());
    *go = true;
    counter.refresh(); // it stays so
    QVERIFY(counter.count().stopped);
    counter.start(f.request("needle"));
    QTRY_VERIFY(counter.count().complete());
    QCOMPARE(counter.count().matches, std::size_t{4});
    counter.stop(); // what is done can't be stopped
    QVERIFY(counter.count().complete());
}

FRAMESCOPE_TEST(TestMatchCounter)

} // namespace tst_match_counter

#include "tst_match_counter.moc"
