// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "message/encoded_json.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_encoded_json {

using namespace framescope;
using namespace framescope::message;

class TestEncodedJson : public QObject
{
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void mistakes_data();
    void mistakes();
    void anyText();
};

void TestEncodedJson::values_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("messagePack");
    QTest::addColumn<QString>("cbor");
    const auto row = [](const char* json, const char* messagePack, const char* cbor) {
        QTest::newRow(json) << QString::fromUtf8(json) << QString(messagePack) << QString(cbor);
    };
    row("0", "00", "00");
    row("-1", "ff", "20");
    row("18446744073709551615", "cfffffffffffffffff", "1bffffffffffffffff");
    row("-9223372036854775808", "d38000000000000000", "3b7fffffffffffffff");
    row("1.5", "ca3fc00000", "fa3fc00000");
    row("0.1", "cb3fb999999999999a", "fb3fb999999999999a");
    row("1e-400", "ca00000000", "fa00000000");
    row("\"\\u00e4\"", "a2c3a4", "62c3a4");
    row("[]", "90", "80");
    row("{\"z\":1,\"a\":2}", "82a17a01a16102", "a2617a01616102");
    row(" true ", "c3", "f5");
    row("null", "c0", "f6");
}

void TestEncodedJson::values()
{
    QFETCH(QString, json);
    QFETCH(QString, messagePack);
    QFETCH(QString, cbor);
    QCOMPARE(QString(messagePackFrom(json).value().toHex()), messagePack);
    QCOMPARE(QString(cborFrom(json).value().toHex()), cbor);
}

void TestEncodedJson::mistakes_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("mistake");
    const auto row = [](const char* name, const QString& json, const char* mistake) {
        QTest::newRow(name) << json << QString(mistake);
    };
    row("no JSON", "{\"a\":NaN}", "character 6: expected a value (the value is written as JSON");
    row("nothing", "", "character 1: the text ends here: expected a value");
    row("in a later line", "{\n \"\u00e4\": 1,\n \"\u00e4\u00e4\": x}", "line 3, character 8: ");
    row("integer", "[18446744073709551616]", "character 2: the integer has more than 64 bits");
    row("negative", "-9223372036854775809", "character 1: the integer has more than 64 bits");
    row("number", "[1, 1e400]", "character 5: the number is larger than any double");
    row("duplicate", R"({"a":1,"b":{},"\u0061":2})",
        "character 15: the object has the key \"\\u0061\" twice");
    row("half a pair", R"("\ud83d")", "a string has one half of a surrogate pair");
    row("deep", QString("[").repeated(600) + QString("]").repeated(600),
        "character 501: there are "
        "more than 500 levels");
}

void TestEncodedJson::mistakes()
{
    QFETCH(QString, json);
    QFETCH(QString, mistake);
    const auto encoded = cborFrom(json);
    QVERIFY(!encoded && !messagePackFrom(json));
    const QString told = toQString(encoded.error().message());
    QVERIFY2(told.startsWith(mistake), qPrintable(told));
}

void TestEncodedJson::anyText()
{
    const QString deep = QString("[").repeated(500) + QString("]").repeated(500);
    QVERIFY(messagePackFrom(deep));
    QVERIFY(!messagePackFrom(QString("[").repeated(1'000'000)));
    QVERIFY(!messagePackFrom(QString(QChar(0xD800))));
    QVERIFY(!cborFrom(QString("[1") + QChar(0) + "]"));
}

FRAMESCOPE_TEST(TestEncodedJson)

} // namespace tst_encoded_json

#include "tst_encoded_json.moc"
