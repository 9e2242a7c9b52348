// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/terms.h"
#include "present/time/time_range.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_time_range {

using namespace framescope;
using namespace framescope::present;

class TestTimeRange : public QObject
{
    Q_OBJECT

private slots:
    void ofAFilter_data();
    void ofAFilter();
    void ofAnyTerm();
    void removal();
};

void TestTimeRange::ofAFilter_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<qint64>("from"); // -1: there is none
    QTest::addColumn<qint64>("to");
    const auto row = [](const char* filter, qint64 from = -1, qint64 to = -1) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << from << to;
    };
    row("time:1s..2s", 1'000'000'000, 2'000'000'000);
    row("dir:in time:0.5s..2.25s type:text", 500'000'000, 2'250'000'000);
    row("TIME:1..2", 1'000'000'000, 2'000'000'000);
    row("time:10ms..1500us", -1);
    row("time:10us..15ms", 10'000, 15'000'000);
    row("time:5ns..7ns", 5, 7);
    row("time:1m..1h", 60'000'000'000, 3'600'000'000'000);
    row("time:2s..2s", 2'000'000'000, 2'000'000'000);
    row("");
    row("price");
    row("time:>1s");
    row("time:1s");
    row("-time:1s..2s");
    row("not time:1s..2s");
    row("time:1s..2s or error");
    row("error OR time:1s..2s");
    row("(time:1s..2s) price");
    row("uptime:1s..2s");
    row("(error or fatal) time:1s..2s", 1'000'000'000, 2'000'000'000);
    row("\"this or that\" time:1s..2s", 1'000'000'000, 2'000'000'000);
    row("\"a \\\" or\" and time:1s..2s", 1'000'000'000, 2'000'000'000);
    row("\"time:1s..2s\"");
    row("not (time:1s..2s)");
    row("not error time:1s..2s", 1'000'000'000, 2'000'000'000);
    row("for time:1s..2s", 1'000'000'000, 2'000'000'000);
}

void TestTimeRange::ofAFilter()
{
    QFETCH(QString, filter);
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    const auto range = timeRangeIn(filter);
    QCOMPARE(range.has_value(), from >= 0);
    if (range) {
        QCOMPARE(range->from.count(), from);
        QCOMPARE(range->to.count(), to);
    }
}

void TestTimeRange::ofAnyTerm()
{
    for (const std::int64_t time : {0LL, 1LL, 999LL, 123'456'789LL, 9'000'000'000'001LL}) {
        const TimeSpan span{Duration{time}, Duration{2 * time}};
        const auto term = filter::timeTerm(span.from, span.to);
        QCOMPARE(timeRangeIn(QString::fromStdString(term)), std::optional(span));
    }
}

void TestTimeRange::removal()
{
    const auto without = [](const char* filter) {
        return withoutTimeRange(QString::fromLatin1(filter));
    };
    QCOMPARE(without("time:1s..2s"), "");
    QCOMPARE(without("dir:in time:1s..2s type:text"), "dir:in type:text");
    QCOMPARE(without("time:1s..2s price"), "price");
    QCOMPARE(without("not time:1s..2s"), "not time:1s..2s");
    QCOMPARE(without("a and time:1s..2s and b"), "a and b");
    QCOMPARE(without("time:1s..2s and b"), "b");
    QCOMPARE(without("a && time:1s..2s && b"), "a && b");
    QCOMPARE(without("a && time:1s..2s"), "a");
    QCOMPARE(without("time:1s..2s && b"), "b");
    QCOMPARE(without("(a or b) time:1s..2s"), "(a or b)");
    QCOMPARE(without("price"), "price");
}

FRAMESCOPE_TEST(TestTimeRange)

} // namespace tst_time_range

#include "tst_time_range.moc"
