// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/value_counts.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>
#include <random>

namespace tst_value_counts {

using namespace framescope::present;

class TestValueCounts : public QObject
{
    Q_OBJECT

private slots:
    void quantilesAreExact_data();
    void quantilesAreExact();
    void nothing();
};

void TestValueCounts::quantilesAreExact_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<quint64>("end"); // values below it
    QTest::newRow("one") << 1 << quint64{50};
    QTest::newRow("two") << 2 << quint64{50};
    QTest::newRow("zeros") << 100'000 << quint64{1};
    QTest::newRow("twenty") << 20 << quint64{1000};
    QTest::newRow("a hundred") << 100 << quint64{100'000};
    QTest::newRow("small") << 9'999 << quint64{65'536};
    QTest::newRow("about the limit") << 9'998 << quint64{131'072};
    QTest::newRow("great") << 5'001 << quint64{UINT64_MAX};
}

void TestValueCounts::quantilesAreExact()
{
    QFETCH(int, count);
    QFETCH(quint64, end);
    std::mt19937_64 random(1);
    std::vector<std::uint64_t> values;
    ValueCounts counts;
    ValueCounts half;
    ValueCounts otherHalf;
    for (int i = 0; i < count; ++i) {
        values.push_back(random() % end);
        counts.add(values.back());
        (i % 2 == 0 ? half : otherHalf).add(values.back());
    }
    std::sort(values.begin(), values.end());
    for (const unsigned percent : {0U, 1U, 5U, 50U, 95U, 99U, 100U}) {
        // The smallest value that so many do not exceed.
        std::size_t i = 0;
        while ((i + 1) * 100 < percent * values.size()) {
            ++i;
        }
        QCOMPARE(counts.quantile(percent), values[i]);
    }
    half += otherHalf;
    QCOMPARE(half.quantiles(), counts.quantiles());
    QCOMPARE(half.count(), static_cast<std::uint64_t>(count));
}

void TestValueCounts::nothing()
{
    ValueCounts counts;
    QCOMPARE(counts.quantiles(), Quantiles{});
}

FRAMESCOPE_TEST(TestValueCounts)

} // namespace tst_value_counts

#include "tst_value_counts.moc"
