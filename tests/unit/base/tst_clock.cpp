// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "support/test_program.h"

#include <QtTest>

#include <limits>

namespace tst_clock {

using namespace framescope;

class TestClock : public QObject
{
    Q_OBJECT

private slots:
    void neverRunsBackwards();
    void isTheWallClock();
    void rfc3339_data();
    void rfc3339();
    void seconds_data();
    void seconds();
};

void TestClock::neverRunsBackwards()
{
    Timestamp last = now();
    for (int i = 0; i < 10'000; ++i) {
        const Timestamp next = now();
        QVERIFY(next >= last);
        last = next;
    }
}

void TestClock::isTheWallClock()
{
    const auto difference = std::chrono::system_clock::now() - now();
    QVERIFY(std::chrono::abs(difference) < std::chrono::minutes(1));
}

void TestClock::rfc3339_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64{0} << "1970-01-01T00:00:00.000000000Z";
    QTest::newRow("one ns") << qint64{1} << "1970-01-01T00:00:00.000000001Z";
    QTest::newRow("before the epoch") << qint64{-1} << "1969-12-31T23:59:59.999999999Z";
    QTest::newRow("leap day") << qint64{1'709'164'800'000'000'000}
                              << "2024-02-29T00:00:00.000000000Z";
    QTest::newRow("beyond 2038") << qint64{4'102'444'799'123'456'789}
                                 << "2099-12-31T23:59:59.123456789Z";
}

void TestClock::rfc3339()
{
    QFETCH(qint64, nanoseconds);
    QTEST(QString::fromStdString(toRfc3339(Timestamp(Duration(nanoseconds)))), "text");
}

void TestClock::seconds_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{0} << "0.000000000";
    QTest::newRow("one ns") << qint64{1} << "0.000000001";
    QTest::newRow("twelve seconds") << qint64{12'000'000'001} << "12.000000001";
    QTest::newRow("negative") << qint64{-1'500'000'000} << "-1.500000000";
    QTest::newRow("less than a negative second") << qint64{-1} << "-0.000000001";
    QTest::newRow("the least") << std::numeric_limits<qint64>::min() << "-9223372036.854775808";
    QTest::newRow("the most") << std::numeric_limits<qint64>::max() << "9223372036.854775807";
}

void TestClock::seconds()
{
    QFETCH(qint64, nanoseconds);
    QTEST(QString::fromStdString(toSeconds(Duration(nanoseconds))), "text");
}

FRAMESCOPE_TEST(TestClock)

} // namespace tst_clock

#include "tst_clock.moc"
