// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/format.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_format {

using namespace framescope;
using namespace framescope::present;
using namespace std::chrono_literals;

class TestFormat : public QObject
{
    Q_OBJECT

private slots:
    void counts();
    void bytes_data();
    void bytes();
    void durations_data();
    void durations();
    void clock();
    void seconds();
    void rates();
};

void TestFormat::counts()
{
    QCOMPARE(formatCount(0), QStringLiteral("0"));
    QCOMPARE(formatCount(999), QStringLiteral("999"));
    QCOMPARE(formatCount(1000), QStringLiteral("1,000"));
    QCOMPARE(formatCount(1204331), QStringLiteral("1,204,331"));
    QCOMPARE(formatCount(UINT64_MAX), QStringLiteral("18,446,744,073,709,551,615"));
}

void TestFormat::bytes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64(0) << "0 B";
    QTest::newRow("exact while it is short") << quint64(9999) << "9,999 B";
    QTest::newRow("thousands") << quint64(10'000) << "10 KB";
    QTest::newRow("one decimal") << quint64(84'240) << "84.2 KB";
    QTest::newRow("none from a hundred on") << quint64(842'400) << "842 KB";
    QTest::newRow("carries over") << quint64(999'900) << "1.0 MB";
    QTest::newRow("giga") << quint64(1'500'000'000) << "1.5 GB";
    QTest::newRow("most") << quint64(UINT64_MAX) << "18447 PB";
}

void TestFormat::bytes()
{
    QFETCH(quint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

void TestFormat::durations_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << "0 µs";
    QTest::newRow("microseconds") << qint64(12'400) << "12 µs";
    QTest::newRow("part of a millisecond") << qint64(400'000) << "0.4 ms";
    QTest::newRow("milliseconds") << qint64(31'000'000) << "31 ms";
    QTest::newRow("seconds") << qint64(1'250'000'000) << "1.25 s";
    QTest::newRow("minutes") << qint64(125'000'000'000) << "2:05 min";
    QTest::newRow("hours") << qint64(3'723'000'000'000) << "1:02:03 h";
    QTest::newRow("backwards") << qint64(-400'000) << "-0.4 ms";
}

void TestFormat::durations()
{
    QFETCH(qint64, nanoseconds);
    QTEST(formatDuration(Duration(nanoseconds)), "text");
}

void TestFormat::clock()
{
    QCOMPARE(formatClock(12min + 31s), QStringLiteral("00:12:31"));
    QCOMPARE(formatClock(123h), QStringLiteral("123:00:00"));
    QCOMPARE(formatClock(-1s), QStringLiteral("00:00:00"));
}

void TestFormat::seconds()
{
    QCOMPARE(formatSeconds(0ns), QStringLiteral("0.000000"));
    QCOMPARE(formatSeconds(12s + 125us + 999ns), QStringLiteral("12.000125"));
    QCOMPARE(formatSeconds(-1500ms), QStringLiteral("-1.500000"));
}

void TestFormat::rates()
{
    QCOMPARE(formatRate(0), QStringLiteral("0 /s"));
    QCOMPARE(formatRate(0.5), QStringLiteral("0.5 /s"));
    QCOMPARE(formatRate(31), QStringLiteral("31 /s"));
    QCOMPARE(formatRate(31'000), QStringLiteral("31 k/s"));
    QCOMPARE(formatRate(1'230'000), QStringLiteral("1.2 M/s"));
}

FRAMESCOPE_TEST(TestFormat)

} // namespace tst_format

#include "tst_format.moc"
