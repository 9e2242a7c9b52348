// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/utf8_validator.h"
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QtTest>

#include <array>
#include <random>

namespace tst_utf8_validator {

using namespace framescope;
using framescope::test::bytesOf;

namespace {

constexpr int NoError = -1;

/// Encodes any number below 2^21 in `byteCount` bytes, well-formed or not.
Bytes encoded(std::uint32_t codePoint, int byteCount)
{
    if (byteCount == 1) {
        return {static_cast<std::uint8_t>(codePoint)};
    }
    Bytes bytes;
    const int firstBits = 7 - byteCount;
    const int shift = 6 * (byteCount - 1);
    const std::uint32_t mark = (0xFFu << (firstBits + 1)) & 0xFF;
    bytes.push_back(static_cast<std::uint8_t>(mark | (codePoint >> shift)));
    for (int i = byteCount - 2; i >= 0; --i) {
        bytes.push_back(static_cast<std::uint8_t>(0x80 | ((codePoint >> (6 * i)) & 0x3F)));
    }
    return bytes;
}

int shortestEncoding(std::uint32_t codePoint)
{
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

bool isCharacter(std::uint32_t codePoint)
{
    return codePoint <= 0x10FFFF && (codePoint < 0xD800 || codePoint > 0xDFFF);
}

int errorOf(const Utf8Validator& validator)
{
    return validator.errorOffset() ? static_cast<int>(*validator.errorOffset()) : NoError;
}

/// The offset of the error when `bytes` are fed in pieces that end at the two cuts.
int errorWhenSplit(ByteView bytes, std::size_t first, std::size_t second)
{
    Utf8Validator validator;
    validator.feed(bytes.first(first));
    validator.feed(bytes.subspan(first, second - first));
    validator.feed(bytes.subspan(second));
    validator.finish();
    return errorOf(validator);
}

} // namespace

class TestUtf8Validator : public QObject
{
    Q_OBJECT

private slots:
    void table_data();
    void table();
    void everyCodePointInEveryLength();
    void everyPairOfBytes();
    void failsAsSoonAsItCan_data();
    void failsAsSoonAsItCan();
    void errorAnywhereInAscii();
    void atOnceAsByteByByte();
    void staysFalseUntilReset();
    void unfinished();
};

void TestUtf8Validator::table_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<int>("error");

    const auto sunny = [](const char* name, const char* picture) {
        QTest::newRow(name) << QString(picture) << NoError;
    };
    const auto rainy = [](const char* name, const char* picture, int error) {
        QTest::newRow(name) << QString(picture) << error;
    };
    sunny("empty", "");
    sunny("ASCII", "'Hello' 00 7f");
    sunny("long ASCII", "'a'*200");
    sunny("two bytes, lowest", "c280");
    sunny("two bytes, highest", "dfbf");
    sunny("three bytes, lowest", "e0a080");
    sunny("three bytes, highest", "efbfbf");
    sunny("before the surrogates", "ed9fbf");
    sunny("after the surrogates", "ee8080");
    sunny("four bytes, lowest", "f0908080");
    sunny("U+10FFFF", "f48fbfbf");
    sunny("byte order mark", "efbbbf 'a'");
    sunny("mixed", "'a'*31 c3a4 'b'*7 e282ac f09f9880 'c'*40 d0b6");
    sunny("kosme", "cebae1bdb9cf83cebcceb5");

    rainy("continuation alone", "80", 0);
    rainy("continuation after ASCII", "'abc' bf", 3);
    rainy("continuation too many", "c3a4a4", 2);
    rainy("overlong slash, 2 bytes", "c0af", 0);
    rainy("overlong slash, 3 bytes", "e080af", 0);
    rainy("overlong slash, 4 bytes", "f08080af", 0);
    rainy("overlong zero", "'a' c080", 1);
    rainy("overlong highest, 2 bytes", "c1bf", 0);
    rainy("overlong highest, 3 bytes", "e09fbf", 0);
    rainy("overlong highest, 4 bytes", "f08fbfbf", 0);
    rainy("lowest surrogate", "eda080", 0);
    rainy("highest surrogate", "edbfbf", 0);
    rainy("surrogate pair", "'ab' eda080edb080", 2);
    rainy("U+110000", "f4908080", 0);
    rainy("F5", "f5808080", 0);
    rainy("five bytes", "f888808080", 0);
    rainy("six bytes", "fc8480808080", 0);
    rainy("FE", "'x' fe", 1);
    rainy("FF", "ff", 0);
    rainy("ASCII inside two", "c328", 0);
    rainy("ASCII inside three", "e28228", 0);
    rainy("ASCII inside four", "f09f9828", 0);
    rainy("first byte inside three", "e2c3a4", 0);
    rainy("two unfinished", "'abcdefgh' c3", 8);
    rainy("three unfinished", "e282", 0);
    rainy("four unfinished", "'a' f09f98", 1);
    rainy("after a run", "'a'*64 ff 'b'*64", 64);
    rainy("after a euro", "e282ac 80", 3);
    rainy("kosme, broken off by a surrogate", "cebae1bdb9cf83cebcceb5eda080656469746564", 11);
}

/// Every way of cutting the input into three pieces.
void TestUtf8Validator::table()
{
    QFETCH(QString, picture);
    QFETCH(int, error);
    const Bytes bytes = bytesOf(picture.toStdString());
    QCOMPARE(isUtf8(bytes), error == NoError);
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        for (std::size_t second = first; second <= bytes.size(); ++second) {
            QCOMPARE(errorWhenSplit(bytes, first, second), error);
        }
    }
}

void TestUtf8Validator::everyCodePointInEveryLength()
{
    for (std::uint32_t codePoint = 0; codePoint < 0x200000; ++codePoint) {
        const int shortest = shortestEncoding(codePoint);
        for (int byteCount = shortest; byteCount <= 4; ++byteCount) {
            const bool wanted = byteCount == shortest && isCharacter(codePoint);
            Bytes bytes = encoded(codePoint, byteCount);
            const bool alone = isUtf8(bytes);
            append(bytes, asBytes("more"));
            if (alone != wanted || isUtf8(bytes) != wanted) {
                QFAIL(qPrintable(QString("U+%1 in %2 bytes").arg(codePoint, 0, 16).arg(byteCount)));
            }
        }
    }
}

void TestUtf8Validator::everyPairOfBytes()
{
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned second = 0; second < 256; ++second) {
            Bytes pair{static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)};
            const bool wanted = (first < 0x80 && second < 0x80) ||
                                (first >= 0xC2 && first < 0xE0 && (second & 0xC0) == 0x80);
            QCOMPARE(isUtf8(pair), wanted);
            append(pair, asBytes("more"));
            QCOMPARE(isUtf8(pair), wanted);
        }
    }
}

void TestUtf8Validator::failsAsSoonAsItCan_data()
{
    QTest::addColumn<QString>("possible");
    QTest::addColumn<QString>("last");

    QTest::newRow("no such first byte") << "'a'"
                                        << "f5";
    QTest::newRow("overlong in 2") << ""
                                   << "c1";
    QTest::newRow("overlong in 3") << "e0"
                                   << "9f";
    QTest::newRow("overlong in 4") << "f0"
                                   << "8f";
    QTest::newRow("surrogate") << "ed"
                               << "a0";
    QTest::newRow("beyond U+10FFFF") << "f4"
                                     << "90";
    QTest::newRow("third byte") << "f48f"
                                << "7f";
    QTest::newRow("fourth byte") << "f48fbf"
                                 << "c0";
}

/// The offset is that of the sequence, whose bytes except the last are `possible`.
void TestUtf8Validator::failsAsSoonAsItCan()
{
    QFETCH(QString, possible);
    QFETCH(QString, last);
    Utf8Validator validator;
    QVERIFY(validator.feed(bytesOf(possible.toStdString())));
    QCOMPARE(errorOf(validator), NoError);
    QVERIFY(!validator.feed(bytesOf(last.toStdString())));
    QVERIFY(errorOf(validator) != NoError);
}

void TestUtf8Validator::errorAnywhereInAscii()
{
    for (std::size_t size = 1; size <= 80; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            Bytes bytes(size, 'a');
            bytes[at] = 0xFF;
            Utf8Validator validator;
            QVERIFY(!validator.feed(bytes));
            QCOMPARE(errorOf(validator), static_cast<int>(at));
        }
    }
}

/// Mostly valid characters of all lengths, with single bytes changed.
void TestUtf8Validator::atOnceAsByteByByte()
{
    std::mt19937 engine(1);
    const auto upTo = [&](unsigned most) {
        return std::uniform_int_distribution<unsigned>(0, most)(engine);
    };
    constexpr std::array<std::uint32_t, 4> Highest{0x7F, 0x7FF, 0xD7FF, 0x10FFFF};
    for (int round = 0; round < 3000; ++round) {
        Bytes bytes;
        for (unsigned characters = upTo(40); characters > 0; --characters) {
            const std::uint32_t codePoint = upTo(Highest[upTo(3)]);
            if (isCharacter(codePoint)) {
                append(bytes, encoded(codePoint, shortestEncoding(codePoint)));
            }
        }
        if (!bytes.empty() && upTo(1) == 0) {
            bytes[upTo(static_cast<unsigned>(bytes.size()) - 1)] =
                static_cast<std::uint8_t>(upTo(255));
        }
        Utf8Validator byteByByte;
        for (const std::uint8_t& byte : bytes) {
            byteByByte.feed({&byte, 1});
        }
        byteByByte.finish();
        QCOMPARE(errorWhenSplit(bytes, 0, bytes.size()), errorOf(byteByByte));
    }
}

void TestUtf8Validator::staysFalseUntilReset()
{
    Utf8Validator validator;
    QVERIFY(!validator.feed(bytesOf("61 62 ff")));
    QVERIFY(!validator.feed(bytesOf("'ab'")));
    QVERIFY(!validator.complete());
    QVERIFY(!validator.finish());
    QCOMPARE(errorOf(validator), 2);
    validator.reset();
    QVERIFY(validator.feed(bytesOf("'ab'")));
    QVERIFY(validator.complete());
    QVERIFY(validator.finish());
}

void TestUtf8Validator::unfinished()
{
    Utf8Validator validator;
    QVERIFY(validator.feed(bytesOf("'a' e2")));
    QVERIFY(!validator.complete());
    QCOMPARE(errorOf(validator), NoError);
    QVERIFY(validator.feed(bytesOf("82")));
    QVERIFY(!validator.complete());
    QVERIFY(validator.feed(bytesOf("ac")));
    QVERIFY(validator.complete());
    QVERIFY(validator.feed(bytesOf("f0")));
    QVERIFY(!validator.finish());
    QCOMPARE(errorOf(validator), 4);
}

FRAMESCOPE_TEST(TestUtf8Validator)

} // namespace tst_utf8_validator

#include "tst_utf8_validator.moc"
