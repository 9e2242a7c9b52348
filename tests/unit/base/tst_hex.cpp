// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "support/test_program.h"

#include <QtTest>

#include <cctype>

namespace tst_hex {

using namespace framescope;

class TestHex : public QObject
{
    Q_OBJECT

private slots:
    void good_data();
    void good();
    void bad_data();
    void bad();
    void written();
};

void TestHex::good_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << "" << QByteArray();
    QTest::newRow("white space alone") << " \t\r\n" << QByteArray();
    QTest::newRow("spaced") << "ca fe" << QByteArray("\xca\xfe");
    QTest::newRow("together") << "cafe" << QByteArray("\xca\xfe");
    QTest::newRow("capitals") << "CAFE" << QByteArray("\xca\xfe");
    QTest::newRow("both") << "Ca fE" << QByteArray("\xca\xfe");
    QTest::newRow("C array") << "0xca, 0xFE,\n0X01" << QByteArray("\xca\xfe\x01");
    QTest::newRow("colons") << "ca:fe:01" << QByteArray("\xca\xfe\x01");
    QTest::newRow("zeros") << "00 00" << QByteArray("\0\0", 2);
    QTest::newRow("prefix of many") << "0xcafe01" << QByteArray("\xca\xfe\x01");
    QTest::newRow("prefix alone") << "0x" << QByteArray();
    QTest::newRow("separators at the ends") << " ,ca fe: " << QByteArray("\xca\xfe");
}

void TestHex::good()
{
    QFETCH(QString, text);
    const auto bytes = parseHex(text.toStdString());
    QVERIFY2(bytes, bytes ? "" : bytes.error().message().c_str());
    QTEST(QByteArray(reinterpret_cast<const char*>(bytes->data()),
                     static_cast<qsizetype>(bytes->size())),
          "bytes");
}

void TestHex::bad_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("half a byte")
        << "c"
        << "half a byte is left before position 2 (each byte has two digits)";
    QTest::newRow("half a byte at the end")
        << "ca f"
        << "half a byte is left before position 5 (each byte has two digits)";
    QTest::newRow("half a byte within")
        << "c afe"
        << "half a byte is left before position 2 (each byte has two digits)";
    QTest::newRow("a letter")
        << "ca fg"
        << "position 5: 'g' is not a hexadecimal digit (write bytes like: ca fe 01)";
    QTest::newRow("x within a byte")
        << "cax"
        << "position 3: 'x' is not a hexadecimal digit (write bytes like: ca fe 01)";
    QTest::newRow("beyond ASCII")
        << "ca é"
        << "position 4: 'é' is not a hexadecimal digit (write bytes like: ca fe 01)";
    QTest::newRow("an emoji")
        << "😀"
        << "position 1: '😀' is not a hexadecimal digit (write bytes like: ca fe 01)";
    QTest::newRow("a minus")
        << "-1"
        << "position 1: '-' is not a hexadecimal digit (write bytes like: ca fe 01)";
}

void TestHex::bad()
{
    QFETCH(QString, text);
    const auto bytes = parseHex(text.toStdString());
    QVERIFY(!bytes);
    QTEST(QString::fromStdString(bytes.error().message()), "message");
}

void TestHex::written()
{
    const Bytes bytes{0xca, 0xfe, 0x01};
    std::string text = "0x";
    appendHex(text, bytes);
    appendHex(text, std::uint8_t{0x0f});
    QCOMPARE(text, std::string("0xcafe010f"));
    QCOMPARE(spacedHex(bytes), std::string("ca fe 01"));
    QCOMPARE(spacedHex({}), std::string());
    for (int c = 0; c < 256; ++c) {
        const auto value = hexDigitValue(static_cast<char>(c));
        QCOMPARE(value.has_value(), c < 0x80 && std::isxdigit(c) != 0);
        QVERIFY(!value || *value == std::stoul(std::string(1, static_cast<char>(c)), nullptr, 16));
    }
}

FRAMESCOPE_TEST(TestHex)

} // namespace tst_hex

#include "tst_hex.moc"
