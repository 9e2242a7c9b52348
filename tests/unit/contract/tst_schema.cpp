// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the official test suite does not ask: places, texts, hostile input, newer drafts.
#include "contract/schema/schema.h"
#include "support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_schema {

using namespace framescope;
using contract::Schema;
using contract::Violation;

class SchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void violationsHavePlaces();
    void namesTheNearestAlternative();
    void numbersAreExact();
    void newerDrafts_data();
    void newerDrafts();
    void saysWhatIsNotChecked();
    void tellsOnlyWhatIsSure_data();
    void tellsOnlyWhatIsSure();
    void readsYamlAsJson();
    void formats_data();
    void formats();
    void unpairedSurrogates();
    void mistakes_data();
    void mistakes();
    void readsFilesBesideIt();
    void readsFilesInTheCurrentFolder();
    void neverUsesTheNetwork();
    void survivesHostileInput();
};

Schema schemaOf(std::string_view text)
{
    auto schema = Schema::read(text, "test.json");
    if (!schema) {
        qFatal("%s", schema.error().message().c_str());
    }
    return *schema;
}

void SchemaTest::violationsHavePlaces()
{
    const Schema schema = schemaOf(R"({"type": "object", "required": ["id"], "properties": {
        "items": {"items": {"properties": {"odd key": {"minimum": 3}}}}}})");
    const std::string payload = R"({"items": [{}, {"odd key": 2}]})";
    const auto violations = schema.validate(payload);
    QCOMPARE(violations.size(), 2U);
    QCOMPARE(violations[0].message(), std::string("$: lacks \"id\""));
    QCOMPARE(violations[0].rule, std::string("test.json#/required"));
    QCOMPARE(violations[1].message(), std::string("$.items[1][\"odd key\"]: is 2, less than 3"));
    QCOMPARE(violations[1].at, payload.find("2}"));
    QCOMPARE(violations[1].keyword, std::string("minimum"));
    QCOMPARE(violations[1].rule,
             std::string("test.json#/properties/items/items/properties/odd key/minimum"));
    QVERIFY(schema.validate(R"({"id": 1, "items": [{"odd key": 3}]})").empty());
    QCOMPARE(schema.validate("{\"id\": tru}").front().message(),
             std::string("$: is no JSON: expected 'true' at byte 10"));
}

void SchemaTest::namesTheNearestAlternative()
{
    const Schema schema = schemaOf(R"({"oneOf": [
        {"properties": {"type": {"const": "a"}, "price": {"type": "number"}}},
        {"properties": {"type": {"const": "b"}, "size": {"type": "integer"},
                        "side": {"enum": ["buy", "sell"]}}}]})");
    const auto violations = schema.validate(R"({"type": "b", "size": "x", "side": "bid"})");
    QCOMPARE(violations.size(), 3U);
    QCOMPARE(violations[0].message(),
             std::string("$: fits none of 2 alternatives; the nearest is test.json#/oneOf/1"));
    QCOMPARE(violations[1].message(), std::string("$.size: is a string, not an integer"));
    QCOMPARE(violations[2].message(),
             std::string("$.side: is \"bid\", not one of \"buy\", \"sell\""));
}

void SchemaTest::numbersAreExact()
{
    const Schema most = schemaOf(R"({"maximum": 9007199254740993})");
    QVERIFY(most.validate("9007199254740993").empty());
    QVERIFY(!most.validate("9007199254740994").empty());
    QVERIFY(!most.validate("1e400").empty());
    const Schema step = schemaOf(R"({"multipleOf": 0.01})");
    QVERIFY(step.validate("54350.40").empty());
    QVERIFY(!step.validate("54350.405").empty());
    const Schema same = schemaOf(R"({"const": 18446744073709551617})");
    QVERIFY(same.validate("18446744073709551617.0").empty());
    QVERIFY(!same.validate("18446744073709551616").empty());
}

void SchemaTest::newerDrafts_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("fits");
    QTest::addColumn<QByteArray>("breaks");
    QTest::newRow("prefixItems")
        << QByteArray(R"({"prefixItems": [{"type": "string"}], "items": {"type": "number"}})")
        << QByteArray(R"(["a", 1])") << QByteArray(R"(["a", "b"])");
    QTest::newRow("minContains")
        << QByteArray(R"({"contains": {"const": 1}, "minContains": 2, "maxContains": 3})")
        << QByteArray("[1, 2, 1]") << QByteArray("[1, 1, 1, 1]");
    QTest::newRow("dependentRequired") << QByteArray(R"({"dependentRequired": {"a": ["b"]}})")
                                       << QByteArray(R"({"b": 1})") << QByteArray(R"({"a": 1})");
    QTest::newRow("unevaluatedProperties")
        << QByteArray(R"({"allOf": [{"properties": {"a": true}}],
                          "anyOf": [{"properties": {"b": {"const": 1}}, "required": ["b"]}, true],
                          "unevaluatedProperties": false})")
        << QByteArray(R"({"a": 1, "b": 1})") << QByteArray(R"({"a": 1, "b": 2})");
    QTest::newRow("unevaluatedItems")
        << QByteArray(R"({"prefixItems": [true], "contains": {"type": "string"},
                          "unevaluatedItems": false})")
        << QByteArray(R"([1, "a"])") << QByteArray(R"([1, "a", 2])");
    QTest::newRow("beside $ref")
        << QByteArray(R"({"$ref": "#/$defs/n", "maximum": 5, "$defs": {"n": {"type": "number"}}})")
        << QByteArray("5") << QByteArray("6");
    QTest::newRow("$anchor")
        << QByteArray(R"({"$ref": "#n", "$defs": {"x": {"$anchor": "n", "type": "number"}}})")
        << QByteArray("5") << QByteArray("\"5\"");
}

void SchemaTest::newerDrafts()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, fits);
    QFETCH(QByteArray, breaks);
    const Schema made = schemaOf(schema.toStdString());
    QVERIFY(made.validate(fits.toStdString()).empty());
    QVERIFY(!made.validate(breaks.toStdString()).empty());
}

void SchemaTest::saysWhatIsNotChecked()
{
    const Schema schema = schemaOf("{\"pattern\": \"(?<=a+)b\",\n \"format\": \"iri\"}");
    QCOMPARE(schema.remarks().size(), 2U);
    QVERIFY(
        QByteArray::fromStdString(schema.remarks()[0]).startsWith("test.json:1:13: not checked: "));
    QCOMPARE(schema.remarks()[1], std::string("test.json:2:12: not checked: the format \"iri\""));
    QCOMPARE(schema.unusable()->where, std::string("test.json:1:13"));
    QCOMPARE(schema.validate("\"b\"").front().message(),
             std::string("$: was not checked: /(?<=a+)b/ can't be searched for"));
    QVERIFY(schema.validate("5").empty());
    for (const char* dialect :
         {"http://json-schema.org/draft-03/schema#", "https://example.org/mine"}) {
        const Schema unknown = schemaOf("{\"$schema\": \"" + std::string(dialect) + "\"}");
        QCOMPARE(unknown.remarks().size(), 1U);
        QVERIFY(unknown.remarks()[0].find("test.json:1:13: the dialect \"" + std::string(dialect) +
                                          "\" is not known") == 0);
    }
    QVERIFY(
        schemaOf("{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}").remarks().empty());
}

void SchemaTest::tellsOnlyWhatIsSure_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("told"); // of the first violation
    const QByteArray unsure = R"({"pattern": "(?<=a+)b"})";
    const QByteArray skipped = "was not checked: /(?<=a+)b/ can't be searched for";
    const auto row = [&](const char* name, QByteArray schema, const char* payload,
                         const QByteArray& told) {
        QTest::newRow(name) << schema.replace("@", unsure) << QByteArray(payload) << told;
    };
    row("no string", "@", "1", "");
    row("not", R"({"not": @})", "\"b\"", skipped);
    row("not what is none for sure", R"({"not": {"allOf": [@, {"maxLength": 0}]}})", "\"b\"", "");
    row("anyOf", R"({"anyOf": [@, {"const": 1}]})", "\"b\"", skipped);
    row("anyOf, another fits", R"({"anyOf": [@, {"const": "b"}]})", "\"b\"", "");
    row("anyOf, it is another", R"({"anyOf": [@, {"const": 1}]})", "true", "");
    row("oneOf, perhaps both", R"({"oneOf": [@, {"const": "b"}]})", "\"b\"", skipped);
    row("oneOf, two for sure", R"({"oneOf": [@, {"const": "b"}, {"maxLength": 1}]})", "\"b\"",
        "fits more than one alternative, where just one is allowed");
    row("if", R"({"if": @, "then": false})", "\"b\"", skipped);
    row("contains", R"({"contains": @})", R"(["b"])", skipped);
    row("contains, another fits", R"({"contains": @})", R"(["b", 1])", "");
    row("contains, too few",
        R"({"contains": {"allOf": [@, {"type": "string"}]}, "minContains": 2})", R"(["b", 1])",
        "has 0 items that fit test.json#/contains, less than 2");
    row("propertyNames", R"({"propertyNames": @})", R"({"b": 1})", skipped);
    row("patternProperties", R"({"patternProperties": {"(?<=a+)b": false}})", R"({"b": 1})",
        skipped);
    row("additionalProperties",
        R"({"patternProperties": {"(?<=a+)b": true}, "additionalProperties": false})",
        R"({"b": 1})", skipped);
    row("wrong otherwise", R"({"properties": {"a": @}, "required": ["b"]})", R"({"a": "b"})",
        "lacks \"b\"");
}

void SchemaTest::tellsOnlyWhatIsSure()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, told);
    const auto violations = schemaOf(schema.toStdString()).validate(payload.toStdString());
    QCOMPARE(QByteArray::fromStdString(violations.empty() ? "" : violations.front().what), told);
}

void SchemaTest::mistakes_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* schema, const char* message) {
        QTest::newRow(message) << QByteArray(schema) << QByteArray(message);
    };
    row("{\"type\":\n \"strin\"}",
        "test.json:2:2: there is no type \"strin\" (did you mean string?)");
    row("{\"minimum\": \"5\"}", "test.json:1:13: minimum is a number, not a string");
    row("{\"minLength\": -1}", "test.json:1:15: minLength is a whole number of at least 0");
    row("{\"properties\": []}", "test.json:1:16: properties is a map, not an array");
    row("{\"required\": true}", "test.json:1:14: required is a list of names (it belongs to the "
                                "object: required: [name])");
    row("{\"$ref\": \"#/definitions/a\"}", "test.json:1:10: the $ref \"#/definitions/a\" leads "
                                           "nowhere (there is no \"definitions\" in "
                                           "test.json#)");
    row("{\"allOf\": [{\"$ref\": \"#\"}]}",
        "test.json:1:1: the schema refers to itself for the same value, without end");
    row("{\"a\": 1, \"a\": 2}", "test.json:1:15: the key \"a\" stands here twice (remove one of "
                                "them)");
    row("{\"a\": ]", "test.json:1:7: this is no JSON: expected a value");
    row("{\"typ\": \"string\"}",
        "test.json:1:1: this is neither an AsyncAPI document nor a JSON "
        "Schema: none of its keys (typ) is a keyword (an AsyncAPI document "
        "begins with asyncapi: 3.0.0)");
    row("{\"asyncapi\": \"3.0.0\"}",
        "test.json:1:1: this is an AsyncAPI document, where a JSON Schema is expected (a scenario "
        "names it with contract:)");
    row("{\"uniqueItems\": \"true\"}",
        "test.json:1:17: uniqueItems is true or false, not a string");
    row("{\"uniqueItems\": 1}", "test.json:1:17: uniqueItems is true or false, not a number");
    row(R"({"$schema": "draft-04", "minimum": 1, "exclusiveMinimum": "true"})",
        "test.json:1:59: exclusiveMinimum is true or false, not a string");
    row("{\"$ref\": 5}", "test.json:1:10: a reference is a string");
    row("{\"items\": 7}",
        "test.json:1:11: a schema is a map of keywords, true or false, not a number");
}

/// Truth values and numbers of YAML's core schema are what they are in JSON.
void SchemaTest::readsYamlAsJson()
{
    const auto read = [](const char* yaml) { return Schema::read(yaml, "test.yaml"); };
    const auto unique = read("uniqueItems: True");
    QVERIFY(unique);
    QCOMPARE(unique->validate("[1, 1]").size(), 1U);
    const auto fit = read("enum: [TRUE, False, 0x10, .5, +1, Null, ~, 'True', \"0x10\"]");
    QVERIFY(fit);
    for (const char* value : {"true", "false", "16", "0.5", "1", "null", "\"True\"", "\"0x10\""}) {
        QVERIFY2(fit->validate(value).empty(), value);
    }
    for (const char* value : {"\"TRUE\"", "\"False\"", "\".5\"", "\"+1\"", "\"Null\""}) {
        QVERIFY2(!fit->validate(value).empty(), value);
    }
    const auto mistake = read("items: { uniqueItems: yes }");
    QVERIFY(!mistake);
    QCOMPARE(mistake.error().message(),
             std::string("test.yaml:1:23: uniqueItems is true or false, not a string"));
    const auto infinite = read("const: .inf");
    QVERIFY(!infinite);
    QCOMPARE(infinite.error().message(), std::string("test.yaml:1:8: JSON has no number like .inf "
                                                     "(a text has quotation marks: \".inf\")"));
}

/// What the official test suite does not ask.
void SchemaTest::formats_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char* format, const char* text, bool fits) {
        QTest::newRow(text) << QByteArray(format) << QByteArray(text) << fits;
    };
    row("uri", "x:y[z]", false);
    row("uri", "urn:a//[b]", false);
    row("uri", "http://a/b?c//[d]", false);
    row("uri", "http://[::1]:80/a", true);
    row("uri", "urn:a//b", true);
    row("uri-reference", "//[::1]/a", true);
    row("uri-reference", "a/b//[c]", false);
    row("email", R"("a b"@c.d)", true);
    row("email", R"("a\"b\\"@c.d)", true);
    row("email", R"(""@c.d)", true);
    row("email", R"("a"b"@c.d)", false);
    row("email", R"("a\"@c.d)", false);
    row("email", R"("@c.d)", false);
    row("email", "a b@c.d", false);
}

void SchemaTest::formats()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, text);
    QFETCH(bool, fits);
    const QByteArray payload = QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson();
    const Schema schema = schemaOf("{\"items\": {\"format\": \"" + format.toStdString() + "\"}}");
    QCOMPARE(schema.validate(payload.toStdString()).empty(), fits);
}

/// Half of a character is one character, and not the six that its escape is written with.
void SchemaTest::unpairedSurrogates()
{
    const auto fits = [](const char* schema, const char* payload) {
        return schemaOf(schema).validate(payload).empty();
    };
    QVERIFY(fits(R"({"maxLength": 1})", R"("\ud83d")"));
    QVERIFY(!fits(R"({"minLength": 2})", R"("\ud83d")"));
    QVERIFY(!fits(R"({"const": "\\ud83d"})", R"("\ud83d")"));
    QVERIFY(fits(R"({"const": "\\ud83d"})", R"("\\ud83d")"));
    QVERIFY(fits(R"({"const": "\ud83d"})", R"("\ud83d")"));
    QVERIFY(!fits(R"({"pattern": "ud83d"})", R"("\ud83d")"));
    QVERIFY(fits(R"({"properties": {"\\ud83d": false}})", R"({"\ud83d": 1})"));
}

void SchemaTest::mistakes()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, message);
    const auto made = Schema::read(schema.toStdString(), "test.json");
    QVERIFY(!made);
    QCOMPARE(QByteArray::fromStdString(made.error().message()), message);
}

void write(const QString& path, const char* text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void SchemaTest::readsFilesBesideIt()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("sub/parts"));
    write(
        folder.filePath("sub/main.yaml"),
        "$id: https://example.com/main.yaml\nitems: { $ref: 'parts/item.json#/definitions/x' }\n");
    write(folder.filePath("sub/parts/item.json"),
          R"({"definitions": {"x": {"$ref": "../number.yaml#n"}}})");
    write(folder.filePath("sub/number.yaml"), "$defs: { a: { $anchor: n, type: number } }\n");
    write(folder.filePath("outside.json"), "{}");
    write(folder.filePath("sub/wrong.json"), R"({"$ref": "../outside.json"})");
    const auto schema = Schema::open(folder.filePath("sub/main.yaml").toStdString());
    QVERIFY2(schema, schema ? "" : schema.error().message().c_str());
    QVERIFY(schema->validate("[1]").empty());
    const auto violations = schema->validate("[\"a\"]");
    QCOMPARE(violations.size(), 1U);
    QCOMPARE(violations[0].rule, std::string("number.yaml#/$defs/a/type"));
    const auto outside = Schema::open(folder.filePath("sub/wrong.json").toStdString());
    QVERIFY(!outside);
    QVERIFY(outside.error().what.find("must lie in the folder") != std::string::npos);
}

void SchemaTest::readsFilesInTheCurrentFolder()
{
    QTemporaryDir folder;
    write(folder.filePath("main.yaml"), "items: { $ref: part.yaml }\n");
    write(folder.filePath("part.yaml"), "type: number\n");
    write(folder.filePath("missing.yaml"), "items: { $ref: nowhere.yaml }\n");
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    const auto schema = Schema::open("main.yaml");
    const auto missing = Schema::open("missing.yaml");
    QVERIFY(QDir::setCurrent(before));
    QVERIFY2(schema, schema ? "" : schema.error().message().c_str());
    QCOMPARE(schema->validate("[\"a\"]").front().rule, std::string("part.yaml#/type"));
    QVERIFY(!missing);
    QVERIFY(missing.error().message().find("which a $ref in missing.yaml:1:16 leads to") !=
            std::string::npos);
}

void SchemaTest::neverUsesTheNetwork()
{
    const auto schema = Schema::read(R"({"$ref": "http://127.0.0.1:1/schema.json"})", "test.json");
    QVERIFY(!schema);
    QVERIFY(schema.error().what.starts_with("nothing is read from the network"));
}

void SchemaTest::survivesHostileInput()
{
    // A regular expression that others take exponential time, or the whole stack, for.
    const Schema pattern = schemaOf(R"({"pattern": "^(a|a|b)*$"})");
    QVERIFY(pattern.validate('"' + std::string(2'000'000, 'a') + '"').empty());
    QVERIFY(!pattern.validate('"' + std::string(2'000'000, 'a') + "c\"").empty());

    // One that takes exponential time, as it looks ahead.
    const Schema ahead = schemaOf(R"({"pattern": "^(a+)+(?=b)$"})");
    const std::string slow = '"' + std::string(60, 'a') + '"';
    QVERIFY(ahead.validate(slow).front().what.starts_with("was not checked: /^(a+)+(?=b)$/ takes"));
    const Schema either = schemaOf("{\"pattern\": \"^(?=a)\"}");
    QVERIFY(either.validate("\"" + std::string(9'000, 'a') + '"').empty());
    QVERIFY(either.validate("\"" + std::string(11'000, 'a') + '"')
                .front()
                .what.starts_with("was not checked: "));
    for (const char* foreign : {"(*ACCEPT)", "a++(?=b)", "(?=a)(?R)", "(?>a)", "(?=a)\\\\h",
                                "a)|(b", "(?=a)\\\\Z", "(?(1)a)", "[a", "(?=a"}) {
        const auto pattern = "{\"pattern\": \"" + std::string(foreign) + "\"}";
        QVERIFY2(schemaOf(pattern).unusable(), foreign);
    }

    const Schema nested = schemaOf(R"({"additionalProperties": {"$ref": "#"},
                                       "items": {"$ref": "#"}})");
    const std::string deep = std::string(400, '[') + std::string(400, ']');
    QVERIFY(nested.validate(deep).empty());
    const std::string deeper = std::string(100'000, '[') + std::string(100'000, ']');
    QVERIFY(
        nested.validate(deeper).front().what.starts_with("was not checked: more than 500 levels"));

    // Each level tries both alternatives, which try both below.
    const Schema many = schemaOf(R"({"anyOf": [{"items": {"$ref": "#"}, "minItems": 9},
                                               {"items": {"$ref": "#"}, "minItems": 8}]})");
    const std::string chain = std::string(60, '[') + std::string(60, ']');
    const auto violations = many.validate(chain);
    QVERIFY(!violations.empty());

    const Schema unique = schemaOf(R"({"uniqueItems": true})");
    std::string items = "[";
    for (int i = 0; i < 100'000; ++i) {
        items += (i > 0 ? "," : "") + std::string("1e") + std::to_string(1000 + i);
    }
    QVERIFY(unique.validate(items + "]").empty());
    QVERIFY(!unique.validate(items + ",10e1000]").empty());

    QVERIFY(!Schema::read(std::string(5 << 20, ' '), "test.json"));
    const std::string levels = R"({"not":)";
    std::string tower;
    for (int i = 0; i < 400; ++i) {
        tower += levels;
    }
    QVERIFY(Schema::read(tower + "{}" + std::string(400, '}'), "test.json"));
}

FRAMESCOPE_TEST(SchemaTest)

} // namespace tst_schema

#include "tst_schema.moc"
