// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/time_axis.h"
#include "support/test_program.h"

#include <QStringList>
#include <QTest>

namespace tst_time_axis {

using namespace framescope;
using namespace framescope::present;

class TestTimeAxis : public QObject
{
    Q_OBJECT

private slots:
    void ticks_data();
    void ticks();
    void neverTooMany();
    void scales();
    void moments();
    void roundsToAPowerOfTen();
};

void TestTimeAxis::ticks_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("labels");
    constexpr qint64 ms = 1'000'000;
    constexpr qint64 s = 1000 * ms;
    QTest::newRow("a second") << qint64{0} << s << 6 << "0.0 s, 0.2 s, 0.4 s, 0.6 s, 0.8 s, 1.0 s";
    QTest::newRow("below") << qint64{0} << 900 * ms << 5 << "0 ms, 200 ms, 400 ms, 600 ms, 800 ms";
    QTest::newRow("tenths of ms") << qint64{0} << ms << 3 << "0.0 ms, 0.5 ms, 1.0 ms";
    QTest::newRow("far in") << 12 * s + 1 << 12 * s + 4 * ms << 4
                            << "12.001 s, 12.002 s, 12.003 s, 12.004 s";
    QTest::newRow("a minute") << qint64{0} << 60 * s << 3 << "0 s, 30 s, 60 s";
    QTest::newRow("minutes") << qint64{0} << 600 * s << 5 << "0 min, 5 min, 10 min";
    QTest::newRow("hours") << qint64{0} << 9000 * s << 6
                           << "0:00 h, 0:30 h, 1:00 h, 1:30 h, 2:00 h, 2:30 h";
    QTest::newRow("before the first") << -2 * s << 2 * s << 5 << "-2 s, -1 s, 0 s, 1 s, 2 s";
    QTest::newRow("a moment") << qint64{0} << qint64{0} << 5 << "0 ms";
    QTest::newRow("none") << qint64{0} << s << 0 << "";
}

void TestTimeAxis::ticks()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(int, most);
    QFETCH(QString, labels);
    QStringList found;
    for (const TimeTick& tick : timeTicks({Duration{from}, Duration{to}}, most)) {
        QVERIFY(tick.at.count() >= from && tick.at.count() <= to);
        found += tick.label;
    }
    if (from == to) {
        QCOMPARE(found.size(), 1);
        return;
    }
    QCOMPARE(found.join(QStringLiteral(", ")), labels);
}

void TestTimeAxis::neverTooMany()
{
    for (std::int64_t length = 1; length < 4'000'000'000'000'000; length = length * 3 + 1) {
        for (const int most : {1, 2, 3, 7, 20}) {
            const auto found =
                timeTicks({Duration{length / 7}, Duration{length / 7 + length}}, most);
            QVERIFY(int(found.size()) <= most + 1);
        }
    }
}

void TestTimeAxis::scales()
{
    const auto scaleOf = [](Duration to) { return timeScaleFor({Duration{0}, to}, 5); };
    QCOMPARE(scaleOf(std::chrono::hours(10)).unitName, "h");
    QCOMPARE(scaleOf(std::chrono::minutes(10)).unitName, "min");
    QCOMPARE(scaleOf(std::chrono::seconds(10)).unitName, "s");
    QCOMPARE(scaleOf(std::chrono::seconds(1)).decimals, 1);
    QCOMPARE(scaleOf(std::chrono::milliseconds(10)).unitName, "ms");
    QCOMPARE(scaleOf(Duration{0}).step.count(), 1);
}

void TestTimeAxis::moments()
{
    QCOMPARE(formatMoment(Duration{12'345'678'901}, Duration{1'000'000}), "12.346 s");
    QCOMPARE(formatMoment(Duration{12'345'678'901}, Duration{5'000'000}), "12.346 s");
    QCOMPARE(formatMoment(Duration{12'345'678'901}, Duration{2'000'000'000}), "12 s");
    QCOMPARE(formatMoment(Duration{12'345'678'901}, Duration{1}), "12.345678901 s");
}

void TestTimeAxis::roundsToAPowerOfTen()
{
    QCOMPARE(rounded(Duration{12'345}, Duration{99}).count(), 12'350);
    QCOMPARE(rounded(Duration{12'344}, Duration{10}).count(), 12'340);
    QCOMPARE(rounded(Duration{12'345}, Duration{1}).count(), 12'345);
    QCOMPARE(rounded(Duration{12'345}, Duration{0}).count(), 12'345);
    QCOMPARE(rounded(Duration{-14}, Duration{10}).count(), -10);
}

FRAMESCOPE_TEST(TestTimeAxis)

} // namespace tst_time_axis

#include "tst_time_axis.moc"
