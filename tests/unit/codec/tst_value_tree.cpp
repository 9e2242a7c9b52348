// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "codec/json/number_text.h"
#include "codec/value_text.h"
#include "codec/value_tree.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_value_tree {

using namespace framescope;
using namespace framescope::codec;

namespace {

ValueTree parse(ValueEncoding encoding, const QString& hex)
{
    return ValueTree::parse(encoding,
                            std::make_shared<const Bytes>(parseHex(hex.toStdString()).value()));
}

QString diagnostic(const ValueTree& tree)
{
    constexpr std::size_t limit = 100'000;
    return QString::fromStdString(diagnosticText(tree, ValueTree::Root, limit))
        .remove(QRegularExpression(QStringLiteral("\\n *")));
}

QString failureOf(const ValueTree& tree)
{
    return tree.failure() ? QStringLiteral("%1: %2")
                                .arg(tree.failure()->offset)
                                .arg(QString::fromStdString(tree.failure()->what))
                          : QString();
}

/// "path type value" of each node, a line each.
QStringList lines(const ValueTree& tree)
{
    QStringList lines;
    for (ValueTree::NodeId id = 0; id < tree.size(); ++id) {
        lines += QString::fromStdString(pathText(tree, id) + " | " + typeText(tree, id) + " | " +
                                        valueText(tree, id, 40));
    }
    return lines;
}

std::string hexOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())).toHex().toStdString();
}

} // namespace

class TestValueTree : public QObject
{
    Q_OBJECT

private slots:
    void cborAppendixA_data();
    void cborAppendixA();
    void messagePack_data();
    void messagePack();
    void bson();
    void bsonTypes_data();
    void bsonTypes();
    void failures_data();
    void failures();
    void containersAsKeys();
    void duplicateKeys();
    void jsonAsSent();
    void paths();
    void deepNesting_data();
    void deepNesting();
    void stopped();
    void longValuesAreCut();
    void times_data();
    void times();
};

/// RFC 8949 Appendix A, whole; floats in the shortest form that reads back as the same.
void TestValueTree::cborAppendixA_data()
{
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* hex, const char* text) {
        QTest::newRow(hex) << QString::fromLatin1(hex) << QString::fromUtf8(text);
    };
    row("00", "0");
    row("01", "1");
    row("0a", "10");
    row("17", "23");
    row("1818", "24");
    row("1819", "25");
    row("1864", "100");
    row("1903e8", "1000");
    row("1a000f4240", "1000000");
    row("1b000000e8d4a51000", "1000000000000");
    row("1bffffffffffffffff", "18446744073709551615");
    row("c249010000000000000000", "18446744073709551616");
    row("3bffffffffffffffff", "-18446744073709551616");
    row("c349010000000000000000", "-18446744073709551617");
    row("20", "-1");
    row("29", "-10");
    row("3863", "-100");
    row("3903e7", "-1000");
    row("f90000", "0.0");
    row("f98000", "-0.0");
    row("f93c00", "1.0");
    row("fb3ff199999999999a", "1.1");
    row("f93e00", "1.5");
    row("f97bff", "65504.0");
    row("fa47c35000", "100000.0");
    row("fa7f7fffff", "3.4028235e+38");
    row("fb7e37e43c8800759c", "1e+300");
    row("f90001", "5.9604645e-08");
    row("f90400", "0.000061035156");
    row("f9c400", "-4.0");
    row("fbc010666666666666", "-4.1");
    row("f97c00", "Infinity");
    row("f97e00", "NaN");
    row("f9fc00", "-Infinity");
    row("fa7f800000", "Infinity");
    row("fa7fc00000", "NaN");
    row("faff800000", "-Infinity");
    row("fb7ff0000000000000", "Infinity");
    row("fb7ff8000000000000", "NaN");
    row("fbfff0000000000000", "-Infinity");
    row("f4", "false");
    row("f5", "true");
    row("f6", "null");
    row("f7", "undefined");
    row("f0", "simple(16)");
    row("f8ff", "simple(255)");
    row("c074323031332d30332d32315432303a30343a30305a", R"(0("2013-03-21T20:04:00Z"))");
    row("c11a514b67b0", "1(1363896240)");
    row("c1fb41d452d9ec200000", "1(1363896240.5)");
    row("d74401020304", "23(h'01020304')");
    row("d818456449455446", "24(h'6449455446')");
    row("d82076687474703a2f2f7777772e6578616d706c652e636f6d", R"(32("http://www.example.com"))");
    row("40", "h''");
    row("4401020304", "h'01020304'");
    row("60", R"("")");
    row("6161", R"("a")");
    row("6449455446", R"("IETF")");
    row("62225c", R"("\"\\")");
    row("62c3bc", "\"ü\"");
    row("63e6b0b4", "\"水\"");
    row("64f0908591", "\"𐅑\"");
    row("80", "[]");
    row("83010203", "[1,2,3]");
    row("8301820203820405", "[1,[2,3],[4,5]]");
    row("98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]");
    row("a0", "{}");
    row("a201020304", "{1: 2,3: 4}");
    row("a26161016162820203", R"({"a": 1,"b": [2,3]})");
    row("826161a161626163", R"(["a",{"b": "c"}])");
    row("a56161614161626142616361436164614461656145",
        R"({"a": "A","b": "B","c": "C","d": "D","e": "E"})");
    row("5f42010243030405ff", "h'0102030405'");
    row("7f657374726561646d696e67ff", R"("streaming")");
    row("9fff", "[]");
    row("9f018202039f0405ffff", "[1,[2,3],[4,5]]");
    row("9f01820203820405ff", "[1,[2,3],[4,5]]");
    row("83018202039f0405ff", "[1,[2,3],[4,5]]");
    row("83019f0203ff820405", "[1,[2,3],[4,5]]");
    row("bf61610161629f0203ffff", R"({"a": 1,"b": [2,3]})");
    row("826161bf61626163ff", R"(["a",{"b": "c"}])");
    row("bf6346756ef563416d7421ff", R"({"Fun": true,"Amt": -2})");
}

void TestValueTree::cborAppendixA()
{
    QFETCH(QString, hex);
    const ValueTree tree = parse(ValueEncoding::Cbor, hex);
    QCOMPARE(failureOf(tree), QString());
    QTEST(diagnostic(tree), "text");
}

/// A row for each format of the specification.
void TestValueTree::messagePack_data()
{
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* hex, const char* type, const char* text) {
        QTest::newRow(hex) << QString::fromLatin1(hex) << QString::fromLatin1(type)
                           << QString::fromUtf8(text);
    };
    row("c0", "nil", "null");
    row("c2", "bool", "false");
    row("c3", "bool", "true");
    row("00", "positive fixint", "0");
    row("7f", "positive fixint", "127");
    row("ff", "negative fixint", "-1");
    row("e0", "negative fixint", "-32");
    row("ccff", "uint 8", "255");
    row("cdffff", "uint 16", "65535");
    row("ceffffffff", "uint 32", "4294967295");
    row("cfffffffffffffffff", "uint 64", "18446744073709551615");
    row("d080", "int 8", "-128");
    row("d07f", "int 8", "127");
    row("d18000", "int 16", "-32768");
    row("d280000000", "int 32", "-2147483648");
    row("d38000000000000000", "int 64", "-9223372036854775808");
    row("ca3f8ccccd", "float 32", "1.1");
    row("cb3ff199999999999a", "float 64", "1.1");
    row("a3616263", "fixstr", R"("abc")");
    row("d903616263", "str 8", R"("abc")");
    row("da0003616263", "str 16", R"("abc")");
    row("db00000003616263", "str 32", R"("abc")");
    row("a3610a00", "fixstr", R"("a\n\u0000")");
    row("a261ff", "fixstr", R"("a\xff")");
    row("c403010203", "bin 8", "h'010203'");
    row("c50003010203", "bin 16", "h'010203'");
    row("c600000003010203", "bin 32", "h'010203'");
    row("93010203", "fixarray", "[1,2,3]");
    row("dc000101", "array 16", "[1]");
    row("dd0000000101", "array 32", "[1]");
    row("82a17801a17902", "fixmap", R"({"x": 1,"y": 2})");
    row("de0001a17801", "map 16", R"({"x": 1})");
    row("df00000001a17801", "map 32", R"({"x": 1})");
    row("d405aa", "ext 5", "ext(5, h'aa')");
    row("d505aabb", "ext 5", "ext(5, h'aabb')");
    row("d605aabbccdd", "ext 5", "ext(5, h'aabbccdd')");
    row("d7800102030405060708", "ext -128", "ext(-128, h'0102030405060708')");
    row("d8010102030405060708090a0b0c0d0e0f10", "ext 1",
        "ext(1, h'0102030405060708090a0b0c0d0e0f10')");
    row("c70305010203", "ext 5", "ext(5, h'010203')");
    row("c8000305010203", "ext 5", "ext(5, h'010203')");
    row("c90000000305010203", "ext 5", "ext(5, h'010203')");
    row("d6ff514b67b0", "timestamp 32", "2013-03-21T20:04:00Z");
    row("d7ff77359400514b67b0", "timestamp 64", "2013-03-21T20:04:00.5Z");
    row("c70cff1dcd6500ffffffffffffffff", "timestamp 96", "1969-12-31T23:59:59.5Z");
    row("d7fffffffffc00000000", "timestamp 64", "ext(-1, h'fffffffc00000000')");
    row("80", "fixmap", "{}");
    row("90", "fixarray", "[]");
}

void TestValueTree::messagePack()
{
    QFETCH(QString, hex);
    const ValueTree tree = parse(ValueEncoding::MessagePack, hex);
    QCOMPARE(failureOf(tree), QString());
    QTEST(QString::fromStdString(typeText(tree, ValueTree::Root)), "type");
    QTEST(diagnostic(tree), "text");
}

void TestValueTree::bson()
{
    // {"hello": "world"} of bsonspec.org, and {"BSON": ["awesome", 5.05, 1986]}
    QCOMPARE(diagnostic(parse(ValueEncoding::Bson,
                              QStringLiteral("160000000268656c6c6f0006000000776f726c640000"))),
             QStringLiteral(R"({"hello": "world"})"));
    const ValueTree tree = parse(
        ValueEncoding::Bson,
        QStringLiteral("310000000442534f4e002600000002300008000000617765736f6d6500013100333333"
                       "33333314401032 00c20700000000"));
    QCOMPARE(lines(tree), (QStringList{
                              "$ | document | { 1 }",
                              "$.BSON | array | [ 3 ]",
                              "$.BSON[0] | string | \"awesome\"",
                              "$.BSON[1] | double | 5.05",
                              "$.BSON[2] | int 32 | 1986",
                          }));
}

void TestValueTree::bsonTypes_data()
{
    QTest::addColumn<QString>("value"); ///< type, then the value, of the member "a"
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* type, const char* value, const char* text) {
        QTest::newRow(type) << QString::fromLatin1(value) << QString::fromLatin1(type)
                            << QString::fromUtf8(text);
    };
    row("double", "01 000000000000f83f", "1.5");
    row("binary", "05 02000000 00 cafe", "h'cafe'");
    row("binary, UUID", "05 02000000 04 cafe", "h'cafe'");
    row("binary, old", "05 06000000 02 02000000 cafe", "h'cafe'");
    row("binary, subtype 128", "05 00000000 80", "h''");
    row("undefined", "06", "undefined");
    row("ObjectId", "07 0102030405060708090a0b0c", "ObjectId(\"0102030405060708090a0b0c\")");
    row("bool", "08 01", "true");
    row("date", "09 ffffffffffffffff", "1969-12-31T23:59:59.999Z");
    row("null", "0a", "null");
    row("regular expression", "0b 5e6100 6900", "/^a/i");
    row("DBPointer", "0c 02000000 6200 0102030405060708090a0b0c",
        "DBPointer(\"b\", 0102030405060708090a0b0c)");
    row("JavaScript", "0d 02000000 7800", "\"x\"");
    row("symbol", "0e 02000000 7800", "\"x\"");
    row("JavaScript with scope", "0f 0f000000 02000000 7800 0500000000",
        "\"x\" with 5 bytes of scope");
    row("int 32", "10 ffffffff", "-1");
    row("timestamp", "11 0200000001000000", "Timestamp(1, 2)");
    row("int 64", "12 0000000000000080", "-9223372036854775808");
    row("decimal 128", "13 0f00000000000000 0000000000003e30", "1.5");
    row("min key", "ff", "MinKey");
    row("max key", "7f", "MaxKey");
}

void TestValueTree::bsonTypes()
{
    QFETCH(QString, value);
    const QString type = value.left(2);
    const Bytes rest = parseHex(value.mid(2).toStdString()).value();
    const auto size = static_cast<int>(rest.size()) + 8;
    const QString hex = QString::number(0x100 + size, 16).mid(1) + QStringLiteral("000000") + type +
                        QStringLiteral("6100") + value.mid(2) + QStringLiteral("00");
    const ValueTree tree = parse(ValueEncoding::Bson, hex);
    QCOMPARE(failureOf(tree), QString());
    QCOMPARE(tree.size(), std::size_t{2});
    QTEST(QString::fromStdString(typeText(tree, 1)), "type");
    QTEST(QString::fromStdString(valueText(tree, 1, 100)), "text");
}

void TestValueTree::failures_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<QString>("hex");
    QTest::addColumn<QString>("failure");
    const auto row = [](ValueEncoding encoding, const char* hex, const char* failure) {
        QTest::addRow("%d %s", static_cast<int>(encoding), hex)
            << static_cast<int>(encoding) << QString::fromLatin1(hex)
            << QString::fromLatin1(failure);
    };
    using enum ValueEncoding;
    row(MessagePack, "", "0: the data end in a value: 1 byte expected, 0 left");
    row(MessagePack, "c1", "0: 0xc1 is no type of MessagePack");
    row(MessagePack, "92 01", "2: the data end in a value: 1 byte expected, 0 left");
    row(MessagePack, "91 a5 61", "2: the data end in fixstr: 5 bytes expected, 1 left");
    row(MessagePack, "cd 01", "1: the data end in uint 16: 2 bytes expected, 1 left");
    row(MessagePack, "c7 03", "2: the data end in ext 8: 4 bytes expected, 0 left");
    row(MessagePack, "90 00 01", "1: the value is followed by 2 bytes");
    row(MessagePack, "df ffffffff", "5: the data end in a value: 1 byte expected, 0 left");
    row(Cbor, "1c", "0: additional information 28 is reserved");
    row(Cbor, "1f", "0: a number or tag has no indefinite length");
    row(Cbor, "ff", "0: a break where nothing of indefinite length is open");
    row(Cbor, "bf 01 ff", "2: expected the value of a key, not a break");
    row(Cbor, "81 ff", "1: a break where nothing of indefinite length is open");
    row(Cbor, "f8 10", "1: simple values below 32 have one byte");
    row(Cbor, "5f 61 61 ff", "1: expected a chunk of the string, of definite length, or a break");
    row(Cbor, "9f c1 ff", "2: expected a value behind the tag");
    row(Cbor, "9b ffffffffffffffff", "9: the data end in a value: 1 byte expected, 0 left");
    row(Cbor, "7b ffffffffffffffff",
        "9: the data end in a string: 18446744073709551615 bytes expected, 0 left");
    row(Bson, "04000000", "0: a length of 4, expected at least 5");
    row(Bson, "ffffffff00", "0: a length of -1, expected at least 5");
    row(Bson, "06000000 00", "0: the data end in a document: 6 bytes expected, 5 left");
    row(Bson, "06000000 00 00", "4: the document ends before its length says so");
    row(Bson, "0600000010 00", "5: expected a name that ends with a zero");
    row(Bson, "08000000 2a 6100 00", "7: type 42 is none of BSON's");
    row(Bson, "09000000 08 6100 02 00", "7: expected 0 or 1 for false or true");
    row(Bson, "05000000 01", "4: expected the zero that ends a document");
    row(Bson, "05000000 00 00", "5: the value is followed by 1 byte");
    row(Bson, "0e000000 02 6100 02000000 6162 00", "12: expected the zero that ends a string");
    row(Json, "7b22613a", "4: the text ends here: the string does not end");
}

void TestValueTree::failures()
{
    QFETCH(int, encoding);
    QFETCH(QString, hex);
    QTEST(failureOf(parse(static_cast<ValueEncoding>(encoding), hex)), "failure");
}

void TestValueTree::containersAsKeys()
{
    QCOMPARE(lines(parse(ValueEncoding::MessagePack, QStringLiteral("82 91 01 02 c3 c0"))),
             (QStringList{
                 "$ | fixmap | { 2 }",
                 "$[0] | entry | key and value",
                 "$[0].key | fixarray | [ 1 ]",
                 "$[0].key[0] | positive fixint | 1",
                 "$[0].value | positive fixint | 2",
                 "$[true] | nil | null",
             }));
    QCOMPARE(diagnostic(parse(ValueEncoding::Cbor, QStringLiteral("bf a0 80 01 a0 ff"))),
             QStringLiteral("{{}: [],1: {}}"));
}

void TestValueTree::duplicateKeys()
{
    // The same name with heads of different length is the same name.
    const ValueTree tree =
        parse(ValueEncoding::MessagePack, QStringLiteral("84 a161 01 d90161 02 61 03 a162 04"));
    QCOMPARE(diagnostic(tree), QStringLiteral(R"({"a": 1,"a": 2,97: 3,"b": 4})"));
    QVERIFY(!tree.node(1).duplicateKey);
    QVERIFY(tree.node(2).duplicateKey);
    QVERIFY(!tree.node(3).duplicateKey);
    QVERIFY(!tree.node(4).duplicateKey);
}

void TestValueTree::jsonAsSent()
{
    const ValueTree tree =
        parse(ValueEncoding::Json,
              QString::fromStdString(hexOf(R"({"n":1e400,"n":[1.10,null,"\u0041"]})")));
    QCOMPARE(lines(tree), (QStringList{
                              "$ | object | { 2 }",
                              "$.n | number | 1e400",
                              "$.n | array | [ 3 ]",
                              "$.n[0] | number | 1.10",
                              "$.n[1] | null | null",
                              "$.n[2] | string | \"\\u0041\"",
                          }));
    QVERIFY(tree.node(2).duplicateKey);
    QCOMPARE(stringContent(tree, 5), Bytes{'A'});
    QCOMPARE(diagnosticText(tree, 2, 100), std::string(R"([1.10,null,"\u0041"])"));
}

void TestValueTree::paths()
{
    const ValueTree tree =
        parse(ValueEncoding::Cbor, QStringLiteral("a3 63612062 81 01 20 02 4101 03"));
    QCOMPARE(pathText(tree, 2), std::string(R"($["a b"][0])"));
    QCOMPARE(pathText(tree, 3), std::string("$[-1]"));
    QCOMPARE(pathText(tree, 4), std::string("$[h'01']"));
}

void TestValueTree::deepNesting_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<QByteArray>("level");
    QTest::newRow("MessagePack") << static_cast<int>(ValueEncoding::MessagePack)
                                 << QByteArray("\x91");
    QTest::newRow("MessagePack keys")
        << static_cast<int>(ValueEncoding::MessagePack) << QByteArray("\x81");
    QTest::newRow("CBOR") << static_cast<int>(ValueEncoding::Cbor) << QByteArray("\x9f");
    QTest::newRow("CBOR tags") << static_cast<int>(ValueEncoding::Cbor) << QByteArray("\xc1");
}

void TestValueTree::deepNesting()
{
    QFETCH(int, encoding);
    QFETCH(QByteArray, level);
    const QByteArray bytes = level.repeated(100'000);
    const ValueTree tree =
        ValueTree::parse(static_cast<ValueEncoding>(encoding),
                         std::make_shared<const Bytes>(bytes.begin(), bytes.end()));
    QVERIFY(tree.failure());
    QCOMPARE(tree.failure()->offset, std::size_t{100'000});
    if (!tree.empty()) {
        QVERIFY(tree.size() >= 100'000);
        QVERIFY(!diagnosticText(tree, ValueTree::Root, 1'000'000).empty());
    }
}

void TestValueTree::stopped()
{
    std::stop_source source;
    source.request_stop();
    const ValueTree tree =
        ValueTree::parse(ValueEncoding::MessagePack,
                         std::make_shared<const Bytes>(Bytes{0x91, 0x01}), source.get_token());
    QCOMPARE(failureOf(tree), QStringLiteral("0: cancelled"));
}

void TestValueTree::longValuesAreCut()
{
    const ValueTree text =
        parse(ValueEncoding::MessagePack, QStringLiteral("ab c3a4c3a4c3a4c3a4c3a4 61"));
    QCOMPARE(QString::fromStdString(valueText(text, 0, 3)), QStringLiteral("\"ää…\""));
    const ValueTree bytes = parse(ValueEncoding::Cbor, QStringLiteral("5f 42 0102 42 0304 ff"));
    QCOMPARE(QString::fromStdString(valueText(bytes, 0, 3)), QStringLiteral("h'010203…'"));
    const ValueTree json = parse(ValueEncoding::Json, QStringLiteral("22 c3a4c3a4 22"));
    QCOMPARE(QString::fromStdString(valueText(json, 0, 2)), QStringLiteral("\"…"));
    const ValueTree list = parse(ValueEncoding::Cbor, QStringLiteral("84 01 02 03 04"));
    QCOMPARE(diagnosticText(list, 0, 4), std::string("[\n  1\n…"));
}

void TestValueTree::times_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<quint32>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64{0} << quint32{0} << QStringLiteral("1970-01-01T00:00:00Z");
    QTest::newRow("a nanosecond") << qint64{0} << quint32{1}
                                  << QStringLiteral("1970-01-01T00:00:00.000000001Z");
    QTest::newRow("the last") << qint64{253402300799} << quint32{500'000'000}
                              << QStringLiteral("9999-12-31T23:59:59.5Z");
    QTest::newRow("too late") << qint64{253402300800} << quint32{0} << QString();
    QTest::newRow("too early") << std::numeric_limits<qint64>::min() << quint32{0} << QString();
}

void TestValueTree::times()
{
    QFETCH(qint64, seconds);
    QFETCH(quint32, nanoseconds);
    QTEST(QString::fromStdString(timeText(seconds, nanoseconds)), "text");
}

FRAMESCOPE_TEST(TestValueTree)

} // namespace tst_value_tree

#include "tst_value_tree.moc"
