// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/checking/handshake_check.h"
#include "contract/making/message_maker.h"
#include "contract/making/sample_text.h"
#include "contract/schema/pattern.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_message_maker {

using namespace framescope;
using contract::Dice;
using contract::Document;
using contract::MessageMaker;

class MessageMakerTest : public QObject
{
    Q_OBJECT

private slots:
    void patterns_data();
    void patterns();
    void schemas_data();
    void schemas();
    void tooMuch();
    void channels();
    void handshakes();
};

void MessageMakerTest::patterns_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("known");
    for (const char* pattern :
         {"^[a-z]+$", "^\\d{4}-\\d{2}$", "^(one|two(three)?)$", "^[^a-y]{3,}$", "a\\.b", "^x?y*z+$",
          "^[\\w-]+@[\\w.-]+$", "^(?:ab){2,3}$", "^#[0-9A-Fa-f]{6}$", "^$", "[]-]"}) {
        const bool isOdd = QByteArray(pattern) == "[]-]";
        QTest::newRow(pattern) << QByteArray(pattern) << !isOdd;
    }
    for (const char* pattern : {"(?=a)b", "\\bword", "(a", "a{2", "*", "\\p{L}", "a{3000}"}) {
        QTest::newRow(pattern) << QByteArray(pattern) << false;
    }
    QTest::newRow("deep") << QByteArray(1000, '(') << false;
}

/// What is made for an expression is found by it; of what is not known, nothing is made.
void MessageMakerTest::patterns()
{
    QFETCH(QByteArray, pattern);
    QFETCH(bool, known);
    Dice dice(1);
    for (int i = 0; i < 100; ++i) {
        const std::string text = contract::sampleOfPattern(pattern.toStdString(), dice);
        if (!known) {
            QCOMPARE(text, std::string());
            continue;
        }
        const contract::Pattern compiled(pattern.toStdString());
        QVERIFY2(compiled.isIn(text).value_or(false), text.c_str());
    }
}

void MessageMakerTest::schemas_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("first"); ///< empty: whatever fits
    const auto row = [](const char* schema, const char* first = "") {
        QTest::newRow(schema) << QByteArray(schema) << QByteArray(first);
    };
    row("{}");
    row("true");
    row(R"({"const": {"a": [1, null]}})", R"({"a":[1,null]})");
    row(R"({"default": 5, "type": "integer"})", "5");
    row(R"({"examples": ["wrong"], "type": "integer"})");
    row(R"({"type": "integer", "minimum": 3, "maximum": 3})", "3");
    row(R"({"type": "integer", "exclusiveMinimum": -2, "exclusiveMaximum": 0})", "-1");
    row(R"({"type": "number", "minimum": 0.1, "maximum": 0.1, "multipleOf": 0.1})", "0.1");
    row(R"({"maximum": -1000})");
    row(R"({"minimum": 1e15, "type": "integer"})");
    row(R"({"minLength": 3, "maxLength": 3})");
    row(R"({"type": "string", "maxLength": 0})", R"("")");
    row(R"({"type": "array", "uniqueItems": true, "minItems": 3, "items": {"enum": [1, 2, 3]}})");
    row(R"({"type": "array", "prefixItems": [{"const": 1}, {"const": "a"}], "minItems": 2})");
    row(R"({"type": "array", "contains": {"const": 7}})");
    row(R"({"type": "object", "minProperties": 3})");
    row(R"({"required": ["a"], "properties": {"b": false}, "additionalProperties": {"const": 1}})",
        R"({"a":1})");
    row(R"({"allOf": [{"properties": {"a": {"const": 1}}}, {"required": ["a", "b"]}]})");
    row(R"({"type": "object", "required": ["n"], "properties": {"n": {"$ref": "#/$defs/n"}},
            "$defs": {"n": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#"}}]}}})");
    row(R"({"properties": {"next": {"$ref": "#"}}, "type": "object"})");
    row(R"({"not": {"enum": [true]}, "type": "boolean"})", "false");
    for (const char* format : {"date-time", "date", "time", "duration", "uuid", "email", "hostname",
                               "ipv4", "ipv6", "uri", "json-pointer", "regex"}) {
        QTest::newRow(format) << QByteArray(R"({"type": "string", "format": ")") + format + "\"}"
                              << QByteArray();
    }
}

/// A message that is made fits; that it does is checked when it is made.
void MessageMakerTest::schemas()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, first);
    const auto document = Document::read(schema.toStdString(), "s.json");
    QVERIFY2(document, document ? "" : document.error().message().c_str());
    MessageMaker maker(*document, 1);
    MessageMaker same(*document, 1);
    for (int i = 0; i < 30; ++i) {
        const auto made = maker.make(0);
        QVERIFY2(made, made ? "" : made.error().message().c_str());
        QCOMPARE(*made, *same.make(0));
        if (i == 0 && !first.isEmpty()) {
            QCOMPARE(QByteArray::fromStdString(*made), first);
        }
    }
    const auto never = Document::read(R"({"type": "string", "pattern": "^\\bx"})", "s.json");
    QVERIFY(never);
    MessageMaker failing(*never, 1);
    QVERIFY(!failing.make(0));
}

/// Lists in lists multiply; each of them alone is harmless.
void MessageMakerTest::tooMuch()
{
    std::string schema = R"({"type": "string", "minLength": 9})";
    for (int i = 0; i < 6; ++i) {
        schema = R"({"type": "array", "minItems": 50, "items": )" + schema + '}';
    }
    const auto document = Document::read(schema, "s.json");
    QVERIFY(document);
    const auto made = MessageMaker(*document, 1).make(0);
    QVERIFY(!made);
    QVERIFY2(made.error().message().find("too long") != std::string::npos,
             made.error().message().c_str());
}

Document::Ptr feed()
{
    const auto document = Document::read(R"(asyncapi: 2.6.0
info: { title: a, version: '1' }
channels:
  /rooms/{room}:
    subscribe: { message: { name: a } }
    bindings:
      ws:
        query: { properties: { n: { type: integer }, t: { type: string } }, additionalProperties: false }
        headers: { required: [X-Key], properties: { X-Key: { minLength: 2 } } }
  /rooms/all:
    subscribe: { message: { name: b } }
  status:
    subscribe: { message: { name: c } }
)",
                                         "feed.yaml");
    return document ? *document : nullptr;
}

void MessageMakerTest::channels()
{
    const auto document = feed();
    QVERIFY(document);
    const auto address = [&](const char* target) {
        const auto number = document->channelFor(target);
        return number ? document->channels()[*number].address : std::string();
    };
    QCOMPARE(address("/rooms/5?x=/status"), std::string("/rooms/{room}"));
    QCOMPARE(address("/api/v1/rooms/5"), std::string("/rooms/{room}"));
    QCOMPARE(address("/status"), std::string("status"));
    QCOMPARE(address("/rooms/"), std::string());
    QCOMPARE(address("/rooms"), std::string());
    QCOMPARE(address("/"), std::string());
    QCOMPARE(address(""), std::string());
    QCOMPARE(address("/rooms/all"), std::string("/rooms/all"));
}

void MessageMakerTest::handshakes()
{
    const auto document = feed();
    QVERIFY(document);
    const auto& channel = document->channels().front();
    const auto wrong = [&](contract::HandshakeFields fields) {
        QByteArray text;
        for (const std::string& each : handshakeViolations(channel, fields)) {
            text += QByteArray::fromStdString(each) + '\n';
        }
        return text;
    };
    QCOMPARE(wrong({{{"n", "5"}, {"t", "5"}}, {{"x-key", "ab"}, {"Host", "a"}}}), QByteArray());
    QVERIFY(wrong({{{"n", "five"}}, {{"X-Key", "ab"}}}).startsWith("query $.n: is a string"));
    QVERIFY(wrong({{{"m", "5"}}, {{"X-Key", "ab"}}}).startsWith("query $"));
    QVERIFY(wrong({{}, {{"X-Key", "a"}}}).startsWith("header $[\"X-Key\"]: "));
    QVERIFY(wrong({{}, {{"X-Kay", "ab"}}}).startsWith("header $"));
}

FRAMESCOPE_TEST(MessageMakerTest)

} // namespace tst_message_maker

#include "tst_message_maker.moc"
