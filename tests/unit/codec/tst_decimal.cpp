// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "codec/json/decimal.h"
#include "support/test_program.h"

#include <string>

namespace tst_decimal {

using namespace framescope;
using codec::Decimal;

class DecimalTest : public QObject
{
    Q_OBJECT

private slots:
    void comparesDecimals_data();
    void comparesDecimals();
    void refusesDecimals();
    void knowsWholeNumbers();
    void knowsMultiples();
};

void DecimalTest::comparesDecimals_data()
{
    QTest::addColumn<QByteArray>("smaller");
    QTest::addColumn<QByteArray>("larger");

    const auto less = [](const char* a, const char* b) {
        QTest::newRow(
            qPrintable(QString::fromUtf8(a) + QLatin1String(" < ") + QString::fromUtf8(b)))
            << QByteArray(a) << QByteArray(b);
    };
    less("1", "2");
    less("-2", "-1");
    less("-1", "0");
    less("0", "1e-400");
    less("9", "10");
    less("99.9", "100");
    less("0.09", "0.1");
    less("0.1", "0.11");
    less("9223372036854775807", "9223372036854775808");
    less("9223372036854775808", "9223372036854775809");
    less("18446744073709551615", "18446744073709551616");
    less("9007199254740992", "9007199254740993");
    less("0.1", "0.1000000000000000055511151231257827");
    less("1e400", "1e401");
    less("1e400", "1.0000001e400");
    less("-1e400", "1e-400");
    less("-1e401", "-1e400");
    less("1e-401", "1e-400");
    less("-0e1", "1e99999999999999999998");
    less("1e-99999999999999999998", "1e-5");
    less("1e9999999999999999998", "1e9999999999999999999");
    less("1e9999999999999999999", "11e9999999999999999998");
    less("1e-9999999999999999999", "1e-9999999999999999998");
    less("-1e9999999999999999999", "-1e9999999999999999998");
    less("99999e9999999999999999999", "1e100000000000000000000000");
}

void DecimalTest::comparesDecimals()
{
    QFETCH(QByteArray, smaller);
    QFETCH(QByteArray, larger);
    const std::string first = smaller.toStdString();
    const std::string second = larger.toStdString();
    const auto a = Decimal::parse(first);
    const auto b = Decimal::parse(second);
    QVERIFY(a && b);
    QVERIFY(*a < *b);
    QVERIFY(*b > *a);
    QVERIFY(*a != *b);
    QVERIFY(a->text() != b->text());
}

void DecimalTest::refusesDecimals()
{
    for (const char* text : {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "1 ", " 1", "--1",
                             "1a", "NaN", "Infinity", "1.2.3", "1e5e5"}) {
        QVERIFY2(!Decimal::parse(text), text);
    }
    const auto equal = [](const char* a, const char* b) {
        return *Decimal::parse(a) == *Decimal::parse(b);
    };
    const auto haveSameText = [&](const char* a, const char* b) {
        return equal(a, b) && Decimal::parse(a)->text() == Decimal::parse(b)->text();
    };
    QVERIFY(haveSameText("0", "-0.00e5"));
    QVERIFY(haveSameText("-12.50", "-0.125e2"));
    QVERIFY(haveSameText("1e9999999999999999999", "1.0e+09999999999999999999"));
    QVERIFY(equal("10e9999999999999999998", "1e9999999999999999999"));
    QVERIFY(equal("0", "-0.000e77"));
    QVERIFY(equal("100", "1e2"));
    QVERIFY(equal("100.50", "1005e-1"));
    QVERIFY(equal("0.001", "1E-3"));
    QVERIFY(equal("-12.5", "-0.125e2"));
    QVERIFY(equal("1e400", "10e399"));
    QVERIFY(!equal("9223372036854775808", "9223372036854775807"));
}

void DecimalTest::knowsWholeNumbers()
{
    for (const char* whole : {"0", "-7", "1.0", "1e3", "12.50e1", "1e999", "-0.0", "120"}) {
        QVERIFY2(Decimal::parse(whole)->isWhole(), whole);
    }
    for (const char* broken : {"0.5", "1e-1", "12.55e1", "-1.000001", "1e-999"}) {
        QVERIFY2(!Decimal::parse(broken)->isWhole(), broken);
    }
}

void DecimalTest::knowsMultiples()
{
    const auto isMultiple = [](const char* number, const char* step) {
        return Decimal::parse(number)->isMultipleOf(*Decimal::parse(step));
    };
    QVERIFY(isMultiple("0.3", "0.1")); // not so with binary fractions
    QVERIFY(isMultiple("54350.40", "0.01"));
    QVERIFY(isMultiple("-4.5", "1.5"));
    QVERIFY(isMultiple("0", "7"));
    QVERIFY(!isMultiple("1e308", "0.123456789e-9"));
    QVERIFY(isMultiple("1e308", "0.5"));
    QVERIFY(isMultiple("12391239123", "1e-8"));
    QVERIFY(isMultiple("99999999999999999999999999999999", "11"));
    QVERIFY(!isMultiple("99999999999999999999999999999998", "11"));
    QVERIFY(!isMultiple("35", "1.5"));
    QVERIFY(!isMultiple("0.00751", "0.0001"));
    QVERIFY(!isMultiple("7", "70"));
    QVERIFY(Decimal::parse("0.000000000000000001")->canDivide());
    QVERIFY(!Decimal::parse("1.000000000000000001")->canDivide());
    QVERIFY(!Decimal::parse("0.0")->canDivide());
    QVERIFY(!Decimal::parse("-1")->canDivide());
}

FRAMESCOPE_TEST(DecimalTest)

} // namespace tst_decimal

#include "tst_decimal.moc"
