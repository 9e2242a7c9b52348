// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "codec/json/json_outline.h"
#include "codec/json/json_text.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_json_text {

using namespace framescope;
using namespace framescope::codec;

class JsonTextTest : public QObject
{
    Q_OBJECT

private slots:
    void written_data();
    void written();
    void anyDepth();
};

void JsonTextTest::written_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<QString>("digits");
    QTest::addColumn<QString>("json");
    const auto row = [](const char* name, ValueEncoding encoding, const char* digits,
                        const char* json) {
        QTest::newRow(name) << static_cast<int>(encoding) << digits << QString::fromUtf8(json);
    };
    const auto packed = ValueEncoding::MessagePack;
    row("map", packed, "82 a1 61 01 a1 62 93 c0 c2 c3", R"({"a":1,"b":[null,false,true]})");
    row("empty", packed, "92 80 90", "[{},[]]");
    row("duplicate keys", packed, "82 a1 61 01 a1 61 02", R"({"a":1,"a":2})");
    row("keys that are no names", packed, "83 01 02 c0 03 c4 01 ff 04",
        R"({"1":2,"null":3,"/w==":4})");
    row("a map as a key", packed, "81 81 a1 61 01 05", R"({"{\n  \"a\": 1\n}":5})");
    row("large numbers", packed, "92 cf ffffffffffffffff d3 8000000000000000",
        "[18446744073709551615,-9223372036854775808]");
    row("floats", packed, "93 cb 3ff8000000000000 ca 7f800000 ca 7fc00000",
        R"([1.5,"Infinity","NaN"])");
    row("bytes", packed, "c4 03 cafe01", R"("yv4B")");
    row("escapes", packed, "a6 22 5c 0a 00 7f 2f", R"("\"\\\n\u0000\u007f/")");
    row("no UTF-8", packed, "a2 ff 61", R"("\\xffa")");
    row("timestamp", packed, "d6 ff 00000000", R"("1970-01-01T00:00:00Z")");
    row("extension", packed, "d4 05 ca", R"x("ext(5, h'ca')")x");
    const auto cbor = ValueEncoding::Cbor;
    row("tags", cbor, "a1 61 74 c1 1a 514b67b0", R"({"t":1363896240})");
    row("bignum", cbor, "c2 49 010000000000000000", "18446744073709551616");
    row("tagged bytes", cbor, "d7 41 ca", R"("yg==")");
    row("chunks", cbor, "bf 7f 61 61 61 62 ff 01 ff", R"({"ab":1})");
    row("undefined", cbor, "82 f7 f8 ff", R"x([null,"simple(255)"])x");
    const auto bson = ValueEncoding::Bson;
    row("document", bson, "170000000461000c00000010300007000000000a620000",
        R"({"a":[7],"b":null})");
    row("symbol", bson, "0e0000000e610002000000780000", R"({"a":"x"})");
    row("object id", bson, "14000000076100000102030405060708090a0b00",
        R"x({"a":"ObjectId(\"000102030405060708090a0b\")"})x");
    row("JSON", ValueEncoding::Json, "20 5b 31 2c 20 31 65 34 30 30 5d 0a", "[1, 1e400]");
}

void JsonTextTest::written()
{
    QFETCH(int, encoding);
    QFETCH(QString, digits);
    QFETCH(QString, json);
    const auto tree =
        ValueTree::parse(static_cast<ValueEncoding>(encoding),
                         std::make_shared<const Bytes>(parseHex(digits.toStdString()).value()));
    QVERIFY2(!tree.failure(), tree.failure() ? tree.failure()->what.c_str() : "");
    const std::string text = jsonText(tree);
    QCOMPARE(QString::fromStdString(text), json);
    QVERIFY(!JsonOutline::parse(asBytes(text)).failure());
}

void JsonTextTest::anyDepth()
{
    constexpr std::size_t Depth = 100'000;
    Bytes nested(Depth, 0x91);
    nested.push_back(0x07);
    const auto tree = ValueTree::parse(ValueEncoding::MessagePack,
                                       std::make_shared<const Bytes>(std::move(nested)));
    QCOMPARE(jsonText(tree), std::string(Depth, '[') + '7' + std::string(Depth, ']'));
}

FRAMESCOPE_TEST(JsonTextTest)

} // namespace tst_json_text

#include "tst_json_text.moc"
