// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/byte_values.h"
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_byte_values {

using namespace framescope;
using namespace framescope::present;
using framescope::test::bytesOf;

class TestByteValues : public QObject
{
    Q_OBJECT

private slots:
    void value_data();
    void value();
    void alwaysTheSameRows();
};

void TestByteValues::value_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("little");
    QTest::addColumn<QString>("big");
    const auto row = [](const char* picture, const char* name, const char* little,
                        const char* big) {
        QTest::addRow("%s as %s", picture, name)
            << picture << name << QString::fromUtf8(little) << QString::fromUtf8(big);
    };
    row("a5", "bits", "1010 0101", "");
    row("'A'", "UTF-8", "A  U+0041", "");
    row("e2 82 ac", "UTF-8", "€  U+20AC", "");
    row("f0 9f 98 80", "UTF-8", "😀  U+1F600", "");
    row("0a", "UTF-8", "U+000A", "");
    row("ff", "UTF-8", "not UTF-8", "");
    row("ff", "uint8", "255", "");
    row("ff", "int8", "-1", "");
    row("01 80", "uint16", "32769", "384");
    row("01 80", "int16", "-32767", "384");
    row("ff", "uint16", "", "");
    row("ff ff ff 7f", "uint32", "2147483647", "4294967167");
    row("ff ff ff 7f", "int32", "2147483647", "-129");
    row("ff ff ff ff ff ff ff ff", "uint64", "18446744073709551615", "18446744073709551615");
    row("ff ff ff ff ff ff ff ff", "int64", "-1", "-1");
    row("00 00 00 00 00 00 00 80", "int64", "-9223372036854775808", "128");
    row("00 3c", "float16", "1", "");
    row("00 7c", "float16", "∞", "");
    row("00 fe", "float16", "NaN", "");
    row("00 00 80 3f", "float32", "1", "");
    row("00 00 80 ff", "float32", "−∞", "");
    row("9a 99 99 99 99 99 b9 3f", "float64", "0.10000000000000001", "");
    row("00 00 00 00", "time, s", "1970-01-01 00:00:00", "1970-01-01 00:00:00");
    row("5e 0b e1 00 00 00 00 00", "time, ms", "1970-01-01 04:05:48.510", "–");
}

void TestByteValues::value()
{
    QFETCH(QString, picture);
    QFETCH(QString, name);
    QFETCH(QString, big);
    for (const ByteValue& value : byteValues(bytesOf(picture.toStdString()))) {
        if (value.name == name) {
            QTEST(value.little, "little");
            if (!name.startsWith("float")) {
                QCOMPARE(value.big, big);
            }
            return;
        }
    }
    QFAIL("there is no such row");
}

void TestByteValues::alwaysTheSameRows()
{
    const auto all = byteValues(Bytes(20, 1));
    for (std::size_t size = 0; size < 9; ++size) {
        const auto some = byteValues(Bytes(size, 1));
        QCOMPARE(some.size(), all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(some[i].name, all[i].name);
            QCOMPARE(size < 8 || some[i].little == all[i].little, true);
        }
    }
}

FRAMESCOPE_TEST(TestByteValues)

} // namespace tst_byte_values

#include "tst_byte_values.moc"
