// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "codec/json/json_path.h"
#include "codec/json/json_walk.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_json_walk {

using namespace framescope;
using namespace framescope::codec;

namespace {

/// The values at the path as they stand, or "not JSON".
QString found(const std::string& text, const std::string& path)
{
    std::size_t length = 0;
    const auto parsed = JsonPath::parse(path, length);
    if (!parsed || length != path.size()) {
        return QStringLiteral("no path");
    }
    QStringList values;
    const bool isJson = JsonWalk().run(
        asBytes(text), &*parsed, [&](const JsonValue& value) { values += toQString(value.raw); });
    return isJson ? values.join(QLatin1Char(' ')) : QStringLiteral("not JSON");
}

std::string repeated(std::string_view text, std::size_t count)
{
    std::string result;
    result.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

} // namespace

/// Paths in JSON texts, and what is one.
class JsonWalkTest : public QObject
{
    Q_OBJECT

private slots:
    void findsValues_data();
    void findsValues();
    void tellsWhatIsJson_data();
    void tellsWhatIsJson();
    void goesToAnyDepth();
    void tellsWhatLiesWithin();
    void takesFiftyMegabytes();
};

void JsonWalkTest::findsValues_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("values");

    const auto row = [](const char* text, const char* path, const char* values) {
        QTest::addRow("%s %s", path, text) << text << path << values;
    };
    row(R"({"a":1})", "$.a", "1");
    row(R"({"a":1})", "a", "1");
    row(R"({"a":1})", "$", R"({"a":1})");
    row("42", "$", "42");
    row(R"({"a":1})", "$.b", "");
    row(R"({"a":1})", "$.A", "");
    row(R"({"a":{"b":[1,2,{"c":"x"}]}})", "$.a.b[2].c", "\"x\"");
    row(R"({"a":{"b":[1,2,{"c":"x"}]}})", "$.a.b", R"([1,2,{"c":"x"}])");
    row(R"({"a":{"b":[1,2,3]}})", "$.a.b[*]", "1 2 3");
    row(R"([[1],[2,3]])", "$[*][*]", "1 2 3");
    row(R"([[1],[2,3]])", "$[1]", "[2,3]");
    row(R"({"a":1,"b":2})", "$.*", "1 2");
    row(R"({"a":1,"a":2,"a":[3]})", "$.a", "1 2 [3]");
    row(R"({"error":1,"x":{"error":{"error":2}}})", "$..error", R"(1 2 {"error":2})");
    row(R"({"x":[{"id":1},{"y":{"id":2}}],"id":3})", "$..id", "1 2 3");
    row(R"({"x":[{"id":1},{"id":2}]})", "$.x..id", "1 2");
    row(R"({"a":{"b":{"a":{"c":1}}}})", "$..a.c", "1");
    row(R"({"a":[1,[2]]})", "$..[0]", "1 2");
    row(R"({"odd key":1,"a.b":2,"\"":3})", R"($["odd key"])", "1");
    row(R"({"odd key":1,"a.b":2,"\"":3})", R"($["a.b"])", "2");
    row(R"({"odd key":1,"a.b":2,"\"":3})", R"($["\""])", "3");
    row(R"({"odd key":1})", "$['odd key']", "1");
    row(R"({"\u0061b":1})", "$.ab", "1");
    row(R"({"a\\":1})", R"($["a\\"])", "1");
    row(R"({"":1})", R"($[""])", "1");
    row(R"({"a\nb":1,"anb":2})", R"($["a\nb"])", "1");
    row(R"({"\u00e9-\u00e9":1})", R"($["\u00e9-\u00e9"])", "1");
    row(R"({"\ud83d\ude00":1,"😀 ":2})", R"($["\ud83d\ude00"])", "1");
    row(R"({"it's":1})", R"($['it\'s'])", "1");
    row(R"( { "a" : [ 1 , 2 ] } )", "$.a[1]", "2");
    row(R"({"a":1e400,"b":9223372036854775808})", "$.*", "1e400 9223372036854775808");
    row(R"({"a":"\ud800"})", "$.a", R"("\ud800")");
    row(R"({"a":[],"b":{}})", "$.*", "[] {}");
    row(R"({"a":)", "$.a", "not JSON");
    row(R"({"a":1} x)", "$.a", "not JSON");
}

void JsonWalkTest::findsValues()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(QString, values);
    QCOMPARE(found(text.toStdString(), path.toStdString()), values);
}

void JsonWalkTest::tellsWhatIsJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isJson");

    for (const char* text :
         {"0", "-0.5e+10", "true", "false", "null", "\"\"", "\"a\\u00e9\\n\"", "[]", "{}",
          " [1, 2 ,3]\r\n", "{\"a\":{\"b\":[{}]}}", "1e400", "-1E-400", "\"\\ud800\"",
          "\"\\udc00\\ud800\"", "[\"\xC5\xBE\"]", "\t1", "\xEF\xBB\xBF{}"}) {
        QTest::newRow(text) << QByteArray(text) << true;
    }
    for (const char* text : {"",           " ",
                             "01",         "1.",
                             ".5",         "+1",
                             "1e",         "tru",
                             "truex",      "nul",
                             "True",       "'a'",
                             "\"",         "\"a",
                             "\"\\x\"",    "\"\\u12\"",
                             "[",          "]",
                             "[1,]",       "[,1]",
                             "[1 2]",      "{",
                             "}",          "{]",
                             "[}",         "{\"a\"}",
                             "{\"a\":}",   "{\"a\":1,}",
                             "{a:1}",      "{1:1}",
                             "{\"a\" 1}",  "1 2",
                             "\"a\"b",     "\"a\"\"b\"",
                             "[1]]",       "{}{}",
                             "//1",        "\xEF\xBB\xBF",
                             "\"\xff\"",   "[\"\xC5\"]",
                             "NaN",        "-",
                             "[1,2",       "{\"a\":1",
                             "\"a\tb\"",   "1\f",
                             "true false", "[tru]",
                             "\"\\\"",     "{\"\\q\":1}",
                             "-Infinity",  "0x10",
                             "1_000"}) {
        QTest::newRow(text) << QByteArray(text) << false;
    }
    QTest::newRow("zero byte") << QByteArray("1\0", 2) << false;
}

void JsonWalkTest::tellsWhatIsJson()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isJson);
    const std::string bytes = text.toStdString();
    std::size_t values = 0;
    QCOMPARE(JsonWalk().run(asBytes(bytes), nullptr, [&](const JsonValue&) { ++values; }), isJson);
    QCOMPARE(values, std::size_t{0});
}

void JsonWalkTest::goesToAnyDepth()
{
    for (const std::size_t depth : {10'000U, 100'000U}) {
        QCOMPARE(found(repeated("[", depth) + "7" + repeated("]", depth), "$[0][0]").size(),
                 static_cast<qsizetype>(2 * depth - 3));
        QCOMPARE(found(repeated("{\"a\":", depth) + "{\"b\":7}" + repeated("}", depth), "$..b"),
                 QStringLiteral("7"));
    }
    const std::size_t tooDeep = JsonWalk::MaxDepth + 1;
    QCOMPARE(found(repeated("[", tooDeep) + repeated("]", tooDeep), "$[0]"),
             QStringLiteral("not JSON"));
    QCOMPARE(found(repeated("[", 5'000'000), "$..a"), QStringLiteral("not JSON"));
}

/// So that each part of a text needs to be searched once alone, at any depth.
void JsonWalkTest::tellsWhatLiesWithin()
{
    constexpr std::size_t Depth = 10'000;
    const std::string text = "[" + repeated("[", Depth) + repeated("]", Depth) + ",{\"a\":[]},7]";
    const std::pair<const char*, std::pair<std::size_t, std::size_t>> expected[] = {
        {"$..*", {3, Depth}}, {"$", {1, 0}}, {"$[*]", {3, 0}}, {"$..a", {1, 0}}};
    for (const auto& [path, counts] : expected) {
        std::size_t length = 0;
        const auto parsed = JsonPath::parse(path, length);
        std::size_t outermost = 0;
        std::size_t within = 0;
        QVERIFY(JsonWalk().run(asBytes(text), &*parsed, [&](const JsonValue& value) {
            ++(value.isWithin ? within : outermost);
        }));
        QCOMPARE(std::pair(outermost, within), counts);
    }
}

void JsonWalkTest::takesFiftyMegabytes()
{
    const std::string item = R"({"id":12345,"name":"some name \u00e9","ok":true},)";
    std::string text = "{\"items\":[";
    while (text.size() < 50'000'000) {
        text += item;
    }
    text += R"({"id":1e400,"last":9223372036854775808}],"last":1,"last":2})";
    QCOMPARE(found(text, "$..last"), QStringLiteral("9223372036854775808 1 2"));
    QCOMPARE(found(text.substr(0, text.size() - 1), "$.last"), QStringLiteral("not JSON"));
}

FRAMESCOPE_TEST(JsonWalkTest)

} // namespace tst_json_walk

#include "tst_json_walk.moc"
