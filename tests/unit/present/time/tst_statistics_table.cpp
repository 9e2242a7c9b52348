// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/time/statistics_table.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_statistics_table {

using namespace framescope;
using namespace framescope::present;
using test::GeneratedTimeline;

namespace {

std::shared_ptr<const StatisticsReport> reportOf(const GeneratedTimeline& generated)
{
    StatisticsBuilder builder(generated.timeline());
    builder.update([] { return true; });
    return std::make_shared<const StatisticsReport>(builder.report());
}

QString cell(const StatisticsTable& table, int row, int column)
{
    return table.index(row, column).data().toString();
}

} // namespace

class TestStatisticsTable : public QObject
{
    Q_OBJECT

private slots:
    void totals();
    void aMomentHasNoRate();
    void whatIsShownStaysWhereItIs();
};

void TestStatisticsTable::totals()
{
    GeneratedTimeline generated;
    generated.message(0, Direction::In, timeline::Type::Text, 500, 2000, true);
    generated.message(1'000'000'000, Direction::In, timeline::Type::Text, 500, 1000, true);
    generated.message(1'500'000'000, Direction::Out, timeline::Type::Ping, 4, 4);
    generated.pong(2'000'000'000, Direction::In, Duration{1'250'000});
    StatisticsTable table;
    const QAbstractItemModelTester tester(&table);
    table.setReport(reportOf(generated));
    using T = StatisticsTable;
    const QStringList what{
        "All messages",        "In, all", "In, text", "In, pong", "Out, all", "Out, ping",
        "Round trips, pong in"};
    QCOMPARE(table.rowCount(), what.size());
    for (int row = 0; row < table.rowCount(); ++row) {
        QCOMPARE(cell(table, row, T::What), what[row]);
    }
    QCOMPARE(cell(table, 0, T::Count), "4");
    QCOMPARE(cell(table, 0, T::Rate), "2.0 /s");
    QCOMPARE(cell(table, 2, T::WireBytes), "1,000 B");
    QCOMPARE(cell(table, 2, T::ByteRate), "500 B/s");
    QCOMPARE(cell(table, 2, T::Bytes), "3,000 B");
    QCOMPARE(cell(table, 2, T::Ratio), "33.3 %");
    QCOMPARE(cell(table, 2, T::Least), "1,000 B");
    QCOMPARE(cell(table, 2, T::Greatest), "2,000 B");
    QCOMPARE(cell(table, 6, T::Count), "1");
    QCOMPARE(cell(table, 6, T::Median), "1.3 ms");
    QCOMPARE(cell(table, 6, T::WireBytes), "");
    QCOMPARE(table.index(1, 0).data(T::TotalRole).toBool(), true);
    QCOMPARE(table.index(2, 0).data(T::TotalRole).toBool(), false);
    const QStringList lines = table.text({2, 6}).split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0].count(QLatin1Char('\t')), T::ColumnCount - 1);
    QCOMPARE(lines[1], "In, text\t2\t1\t1000\t500\t3000\t0.333333333333\t1000\t1000\t2000\t2000");
    QCOMPARE(lines[2], "Round trips, pong in (ms)\t1\t0.5\t\t\t\t\t1.25\t1.25\t1.25\t1.25");
}

void TestStatisticsTable::aMomentHasNoRate()
{
    GeneratedTimeline generated;
    generated.plain(0, Direction::In, 0);
    StatisticsTable table;
    table.setReport(reportOf(generated));
    QCOMPARE(cell(table, 0, StatisticsTable::Rate), "–");
    QCOMPARE(cell(table, 0, StatisticsTable::Ratio), "–");
    QCOMPARE(cell(table, 0, StatisticsTable::Median), "0 B");
    QCOMPARE(cell(table, 3, StatisticsTable::Median), "–"); // nothing went out
}

void TestStatisticsTable::whatIsShownStaysWhereItIs()
{
    GeneratedTimeline generated;
    generated.plain(0, Direction::In, 5);
    StatisticsTable table;
    table.setReport(reportOf(generated));
    QSignalSpy resets(&table, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&table, &QAbstractItemModel::dataChanged);
    generated.plain(10, Direction::In, 5);
    table.setReport(reportOf(generated));
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    generated.plain(20, Direction::Out, 5);
    table.setReport(reportOf(generated));
    QCOMPARE(resets.size(), 1);
    table.setReport(nullptr);
    QCOMPARE(table.rowCount(), 0);
}

FRAMESCOPE_TEST(TestStatisticsTable)

} // namespace tst_statistics_table

#include "tst_statistics_table.moc"
