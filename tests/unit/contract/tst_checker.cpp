// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "contract/checking/checker.h"
#include "contract/schema/schema.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_checker {

using namespace framescope;
using contract::Checker;
using contract::Document;
using contract::Encoding;
using contract::JsonNodes;
using contract::Schema;
using contract::Side;
using contract::Verdict;

/// A feed: what is said about it stands in both versions of AsyncAPI.
constexpr const char* Version3 = R"(asyncapi: 3.0.0
info: { title: Feed, version: '1' }
servers:
  main: { host: 'feed.example.com', protocol: wss }
  bus: { host: 'bus.example.com', protocol: kafka }
channels:
  feed:
    address: /feed
    servers: [ { $ref: '#/servers/main' } ]
    messages:
      tick: { $ref: '#/components/messages/tick' }
      status: { $ref: '#/components/messages/status' }
      subscribe: { $ref: '#/components/messages/subscribe' }
      note: { $ref: '#/components/messages/note' }
  topic:
    servers: [ { $ref: '#/servers/bus' } ]
    messages:
      other: { payload: true }
operations:
  sendTicks:
    action: send
    channel: { $ref: '#/channels/feed' }
    messages: [ { $ref: '#/channels/feed/messages/tick' } ]
  takeSubscribe:
    action: receive
    channel: { $ref: '#/channels/feed' }
    messages: [ { $ref: '#/channels/feed/messages/subscribe' } ]
    reply:
      messages: [ { $ref: '#/channels/feed/messages/status' } ]
  chat:
    action: receive
    channel: { $ref: '#/channels/feed' }
    messages: [ { $ref: '#/channels/feed/messages/note' } ]
)";

constexpr const char* Version2 = R"(asyncapi: 2.6.0
info: { title: Feed, version: '1' }
channels:
  /feed:
    subscribe:
      message:
        oneOf:
          - $ref: '#/components/messages/tick'
          - $ref: '#/components/messages/status'
    publish:
      message:
        oneOf:
          - $ref: '#/components/messages/subscribe'
          - $ref: '#/components/messages/note'
)";

constexpr const char* Components = R"(
components:
  messageTraits:
    plain: { contentType: text/plain }
  messages:
    tick:
      payload: { $ref: '#/components/schemas/tick' }
    status:
      payload:
        oneOf:
          - { $ref: '#/components/schemas/good' }
          - { $ref: '#/components/schemas/bad' }
    subscribe:
      correlationId: { location: '$message.payload#/id' }
      payload:
        type: object
        required: [op, symbols]
        properties:
          op: { const: subscribe }
          symbols: { type: array, minItems: 1, items: { type: string, pattern: '^[A-Z]+$' } }
    note:
      traits: [ { $ref: '#/components/messageTraits/plain' } ]
      payload: { type: string, maxLength: 20 }
  schemas:
    tick:
      type: object
      required: [type, price]
      properties:
        type: { const: tick }
        price: { type: number, multipleOf: 0.01 }
    good:
      properties: { type: { const: status }, ok: { const: true } }
      required: [type, ok]
    bad:
      properties: { type: { const: status }, ok: { const: false }, error: { type: string } }
      required: [type, ok, error]
)";

class CheckerTest : public QObject
{
    Q_OBJECT

private slots:
    void asyncApi_data();
    void asyncApi();
    void knowsTheSide();
    void plainSchema();
    void justOneOfOneOf();
    void theLastOfMembersWithOneNameCounts();
    void decodesFirst();
    void encodingsAreThoseOfTheContentType_data();
    void encodingsAreThoseOfTheContentType();
    void anotherSchemaFormat();
    void unusedMessagesGoBothWays();
    void mistakes_data();
    void mistakes();
};

Document::Ptr documentOf(const std::string& text, Side side = Side::Server)
{
    auto document = Document::read(text, "feed.yaml", {}, side);
    if (!document) {
        qFatal("%s", document.error().message().c_str());
    }
    return *document;
}

std::string said(Checker& checker, Direction direction, std::string_view payload,
                 bool isText = true)
{
    return verdictText(checker.contract(), checker.check(direction, asBytes(payload), isText));
}

void CheckerTest::asyncApi_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("3.0") << QByteArray(Version3);
    QTest::newRow("2.6") << QByteArray(Version2);
}

void CheckerTest::asyncApi()
{
    QFETCH(QByteArray, head);
    Checker checker(documentOf(head.toStdString() + Components));
    QCOMPARE(checker.contract().messages().size(), 4U);
    const auto in = [&](std::string_view payload) { return said(checker, Direction::In, payload); };
    const auto out = [&](std::string_view text) { return said(checker, Direction::Out, text); };
    const auto is = [](const std::string& text) { return text; };

    QCOMPARE(in(R"({"type": "tick", "price": 54350.40})"), is("is tick"));
    QCOMPARE(in(R"({"type": "status", "ok": true})"), is("is status"));
    QCOMPARE(in(R"({"type": "tick", "price": "1"})"),
             is("breaks tick: $.price: is a string, not a number"));
    QCOMPARE(in(R"({"type": "status", "ok": false})"),
             is("breaks status: $: fits none of 2 alternatives; the nearest is "
                "feed.yaml#/components/messages/status/payload/oneOf/1 (and 1 more)"));
    QCOMPARE(in(R"({"type": "tock", "price": 1})"),
             is("fits no message: $.type: is \"tock\", which no message in this direction has"));
    QCOMPARE(in(R"({"price": 1})"), is("fits no message, the nearest is tick: $: lacks \"type\""));
    QCOMPARE(in(R"({"type": "tick",)"),
             is("fits no message: $: is no JSON: expected a key in quotes at byte 16"));
    QCOMPARE(in(R"({"op": "subscribe", "symbols": ["A"]})").substr(0, 15), is("fits no message"));

    QCOMPARE(out(R"({"op": "subscribe", "symbols": ["ABC"]})"), is("is subscribe"));
    QCOMPARE(out("hello"), is("is note"));
    QCOMPARE(out("12"), is("is note"));
    QCOMPARE(out(R"({"op": "subscribe", "symbols": ["abc"]})").substr(0, 44),
             is("breaks subscribe: $.symbols[0]: is \"abc\", in"));
}

void CheckerTest::knowsTheSide()
{
    Checker checker(documentOf(std::string(Version3) + Components, Side::Client));
    QCOMPARE(said(checker, Direction::Out, R"({"type": "tick", "price": 1})"),
             std::string("is tick"));
    QVERIFY(!checker.check(Direction::In, asBytes(R"({"type": "tick", "price": 1})"), true).fits());
}

void CheckerTest::plainSchema()
{
    Checker one(documentOf(R"({"title": "order", "type": "object", "required": ["id"]})"));
    QCOMPARE(said(one, Direction::In, R"({"id": 1})"), std::string("is order"));
    QCOMPARE(said(one, Direction::Out, "{}"), std::string("breaks order: $: lacks \"id\""));

    Checker several(documentOf(R"({"type": "object", "oneOf": [{"$ref": "#/$defs/a"},
        {"properties": {"type": {"const": "b"}}, "required": ["type"]}],
        "$defs": {"a": {"properties": {"type": {"const": "a"}}, "required": ["type"]}}})"));
    QCOMPARE(said(several, Direction::In, R"({"type": "a"})"), std::string("is a"));
    QCOMPARE(said(several, Direction::In, R"({"type": "b"})"), std::string("is b"));

    Checker definitions(documentOf(R"({"$defs": {"number": {"type": "number"},
                                                 "text": {"type": "string"}}})"));
    QCOMPARE(said(definitions, Direction::In, "1"), std::string("is number"));
    QCOMPARE(said(definitions, Direction::In, "\"1\""), std::string("is text"));
}

/// As the schema says by itself, also where its alternatives are the messages.
void CheckerTest::justOneOfOneOf()
{
    const std::string alternatives = R"(Of": [{"title": "a", "required": ["a"]},
                                              {"title": "b", "required": ["b"]}]})";
    for (const std::string head : {"{\"one", "{\"type\": \"object\", \"one"}) {
        Checker checker(documentOf(head + alternatives));
        QCOMPARE(said(checker, Direction::In, R"({"a": 1})"), std::string("is a"));
        QCOMPARE(said(checker, Direction::In, R"({"b": 1})"), std::string("is b"));
        const Verdict both = checker.check(Direction::In, asBytes(R"({"a": 1, "b": 1})"), true);
        QVERIFY(!both.fits());
        QCOMPARE(both.violations.size(), 1U);
        QCOMPARE(both.violations[0].keyword, std::string("oneOf"));
        QCOMPARE(both.violations[0].rule, std::string("feed.yaml#/oneOf"));
        const auto schema = Schema::read(head + alternatives, "feed.yaml");
        QCOMPARE(schema->validate(R"({"a": 1, "b": 1})").size(), 1U);
    }
    Checker named(documentOf("{\"one" + alternatives));
    QCOMPARE(said(named, Direction::In, R"({"a": 1, "b": 1})"),
             std::string("breaks a: $: fits b as well, where just one is allowed"));
    Checker any(documentOf("{\"any" + alternatives));
    QCOMPARE(said(any, Direction::In, R"({"a": 1, "b": 1})"), std::string("is a"));
    Checker unsure(documentOf(R"({"oneOf": [{"title": "a", "type": "string"},
                                            {"title": "b", "pattern": "(?<=x+)y"}]})"));
    const Verdict verdict = unsure.check(Direction::In, asBytes("\"y\""), true);
    QVERIFY(verdict.fits() && verdict.skipped);
}

/// RFC 8259 section 4 leaves it open; JSON.parse() and most others take the last.
void CheckerTest::theLastOfMembersWithOneNameCounts()
{
    Checker checker(
        documentOf(R"({"title": "x", "maxProperties": 2, "required": ["a"], "properties": {
        "a": {"minimum": 2}, "o": {"const": {"b": [1], "c": {"d": 5}}}}})"));
    const auto in = [&](std::string_view payload) { return said(checker, Direction::In, payload); };
    QCOMPARE(in(R"({"a": 1, "a": 2})"), std::string("is x"));
    QCOMPARE(in(R"({"a": 2, "a": 1})"), std::string("breaks x: $.a: is 1, less than 2"));
    QCOMPARE(in(R"({"\u0061": {"x": [1, {}]}, "o": 3, "a": 2, "o": {"c": [[], {"c": 1}], "b": [1],
                    "c": {"d": 4, "d": 5}}})"),
             std::string("is x"));
    std::string many = R"({"o": {"b": [1], "c": {"d": 5}},)";
    for (int i = 0; i < 100'000; ++i) {
        many += "\"a\": [{}, " + std::to_string(i) + "], ";
    }
    QCOMPARE(in(many + R"("a": 2})"), std::string("is x"));
    JsonNodes all;
    QVERIFY(!all.read(R"({"a": 1, "a": 2})", JsonNodes::Repeated::AllCount));
    QCOMPARE(all[JsonNodes::Root].children, 2U);
}

void CheckerTest::decodesFirst()
{
    Checker checker(documentOf(std::string(Version3) + Components));
    const auto packed = parseHex("82a474797065a47469636ba570726963651f"); // MessagePack
    QVERIFY(packed);
    const Verdict verdict = checker.check(Direction::In, *packed, false);
    QCOMPARE(verdictText(checker.contract(), verdict), std::string("is tick"));
    QVERIFY(verdict.isDecoded);
    QCOMPARE(said(checker, Direction::In, std::string("\x01\x02\xff\x80", 4), false),
             std::string("fits no message: $: is binary data in no encoding that is recognised"));
}

void CheckerTest::encodingsAreThoseOfTheContentType_data()
{
    QTest::addColumn<Encoding>("encoding");
    QTest::newRow("application/json") << Encoding::Json;
    QTest::newRow("application/vnd.shop+JSON; v=1") << Encoding::Json;
    QTest::newRow("application/msgpack") << Encoding::MessagePack;
    QTest::newRow("Application/X-MsgPack") << Encoding::MessagePack;
    QTest::newRow("application/cbor") << Encoding::Cbor;
    QTest::newRow("application/octet-stream") << Encoding::Bytes;
    QTest::newRow("application/x-protobuf") << Encoding::Bytes;
    QTest::newRow("image/png") << Encoding::Bytes;
    QTest::newRow("image/svg+xml") << Encoding::Text;
    QTest::newRow("application/yaml") << Encoding::Text;
    QTest::newRow("text/plain; charset=utf-8") << Encoding::Text;
    QTest::newRow("strange") << Encoding::Text;
}

void CheckerTest::encodingsAreThoseOfTheContentType()
{
    QFETCH(Encoding, encoding);
    Checker checker(documentOf("asyncapi: 3.0.0\nchannels:\n  a:\n    messages:\n      x:\n"
                               "        contentType: \"" +
                               std::string(QTest::currentDataTag()) +
                               "\"\n        payload: {type: object, required: [n]}\n"));
    QCOMPARE(checker.contract().messages().front().encoding, encoding);
    if (encoding == Encoding::MessagePack) {
        QCOMPARE(said(checker, Direction::In, "\x81\xa1n\x05", false), std::string("is x"));
        QVERIFY(said(checker, Direction::In, "\x81\xa1m\x05", false).starts_with("breaks x"));
    }
}

/// What is not checked is not broken, whatever it holds; what names another message may be.
void CheckerTest::anotherSchemaFormat()
{
    const std::string avro = R"(asyncapi: 2.6.0
info: {title: x, version: "1"}
channels:
  /echo:
    subscribe:
      message:
        oneOf:
          - name: A
            schemaFormat: "application/vnd.apache.avro;version=1.9.0"
            payload: {type: record})";
    Checker checker(documentOf(avro));
    QCOMPARE(checker.contract().remarks().size(), 1U);
    for (const char* payload : {R"({"a": 1})", "12", "text"}) {
        QCOMPARE(said(checker, Direction::In, payload), std::string("is A"));
    }
    Checker both(documentOf(avro + R"(
          - name: B
            payload: {type: object, required: [type, n], properties: {type: {const: b}}})"));
    QCOMPARE(said(both, Direction::In, R"({"a": 1})"), std::string("is A"));
    QCOMPARE(said(both, Direction::In, R"({"type": "b", "n": 1})"), std::string("is B"));
    QVERIFY(said(both, Direction::In, R"({"type": "b"})").starts_with("breaks B"));
}

void CheckerTest::unusedMessagesGoBothWays()
{
    Checker checker(documentOf("asyncapi: 3.0.0\nchannels:\n  a:\n    messages:\n"
                               "      x: { payload: { type: number } }\n"));
    QCOMPARE(said(checker, Direction::In, "1"), std::string("is x"));
    QCOMPARE(said(checker, Direction::Out, "1"), std::string("is x"));
}

void CheckerTest::mistakes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(message) << QByteArray(text) << QByteArray(message);
    };
    row("asyncapi: 1.2.0\n",
        "feed.yaml:1:11: AsyncAPI 1.2.0 is not read (versions 2 and 3 are: asyncapi: 3.0.0)");
    row("asyncapi: 3.0.0\nchannels: {}\n",
        "feed.yaml:1:1: the document describes no message (messages stand in channels, and in "
        "operations of version 3)");
    row("asyncapi: 3.0.0\nchannels:\n  a:\n    messages:\n      x: { $ref: '#/nowhere' }\n",
        "feed.yaml:5:18: the $ref \"#/nowhere\" leads nowhere (there is no \"nowhere\" in "
        "feed.yaml#)");
    row("asyncapi: 3.0.0\nchannels:\n  a: { $ref: '#/channels/a' }\n",
        "feed.yaml:3:6: the $ref leads to others without end");
    row("asyncapi: 3.0.0\nchannels: []\n", "feed.yaml:2:11: channels: this is a map, not an array");
    row("asyncapi: 3.0.0\nchannels:\n  a:\n    messages:\n      x: { payload: { type: strng } }\n",
        "feed.yaml:5:29: there is no type \"strng\" (did you mean string?)");
    row("openapi: 3.1.0\n", "feed.yaml:1:1: this is an OpenAPI document, which describes no "
                            "messages (a contract is an AsyncAPI document or a JSON Schema)");
    row("name: a\nconnect: ws://x\nsteps: [{expect: open}]\n",
        "feed.yaml:1:1: this is a scenario, no contract (a contract is an AsyncAPI document or a "
        "JSON Schema)");
    row("{\"name\": \"a\", \"version\": \"1\", \"private\": true}",
        "feed.yaml:1:1: this is neither an AsyncAPI document nor a JSON Schema: none of its keys "
        "(name, version, private) is a keyword (an AsyncAPI document begins with asyncapi: 3.0.0)");
    row("- a\n", "feed.yaml:1:1: this is neither an AsyncAPI document nor a JSON Schema (an "
                 "AsyncAPI document begins with asyncapi: 3.0.0)");
}

void CheckerTest::mistakes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const auto document = Document::read(text.toStdString(), "feed.yaml");
    QVERIFY(!document);
    QCOMPARE(QByteArray::fromStdString(document.error().message()), message);
}

FRAMESCOPE_TEST(CheckerTest)

} // namespace tst_checker

#include "tst_checker.moc"
