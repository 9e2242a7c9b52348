// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/checking/checker.h"
#include "contract/inferring/inference.h"
#include "support/test_program.h"

#include <QtTest>

#include <utility>
#include <vector>

namespace tst_inference {

using namespace framescope;
using contract::Inference;

using Messages = std::vector<std::pair<Direction, std::string>>;

class InferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void groupsByWhatNamesTheKind();
    void describesValues();
    void whatIsNoJson();
    void removesSecrets();
    void examplesCanBeRead();
    void memoryIsBounded();
    void whatWasSeenFits();
};

bool isSecretName(std::string_view name)
{
    return name == "token";
}

bool isSecretText(std::string_view text)
{
    return text.starts_with("secret");
}

std::string inferred(const Messages& messages, bool examples = false)
{
    Inference inference(
        {.examples = examples, .secrets = {.isName = isSecretName, .isText = isSecretText}});
    for (const auto& [direction, text] : messages) {
        inference.look(direction, asBytes(text));
    }
    for (const auto& [direction, text] : messages) {
        inference.add(direction, asBytes(text), true);
    }
    return inference.document({.title = "feed",
                               .host = "feed.example.com",
                               .isSecure = true,
                               .path = "/feed",
                               .queryNames = {"symbol"},
                               .headerNames = {"X-Client"},
                               .subprotocols = {"v2"}});
}

contract::Document::Ptr documentOf(const std::string& text)
{
    auto document = contract::Document::read(text, "inferred.yaml");
    if (!document) {
        qFatal("%s\n%s", document.error().message().c_str(), text.c_str());
    }
    return *document;
}

void InferenceTest::groupsByWhatNamesTheKind()
{
    Messages messages;
    for (int i = 0; i < 10; ++i) {
        messages.emplace_back(Direction::In, R"({"type": "tick", "n": )" + std::to_string(i) + "}");
        messages.emplace_back(Direction::In, R"({"type": "odd name", "ok": true})");
        messages.emplace_back(Direction::Out, R"({"type": "tick"})");
    }
    const auto document = documentOf(inferred(messages));
    std::vector<std::string> names;
    for (const contract::Message& message : document->messages()) {
        names.push_back(message.name);
    }
    QCOMPARE(names, (std::vector<std::string>{"odd_name", "tick", "tickFromClient"}));
    QVERIFY(document->messages()[1].fromServer && !document->messages()[1].fromClient);
    QVERIFY(document->messages()[2].fromClient && !document->messages()[2].fromServer);
    contract::Checker checker(document);
    QVERIFY(!checker.check(Direction::In, asBytes(R"({"type": "tick"})"), true).fits());
}

void InferenceTest::describesValues()
{
    Messages messages;
    for (int i = 0; i < 30; ++i) {
        const std::string n = std::to_string(i);
        messages.emplace_back(Direction::In,
                              R"({"event": "order", "id": "123e4567-e89b-12d3-a456-4266141740)" +
                                  (n.size() == 1 ? "0" + n : n) + R"(", "at": "2026-01-31T12:00:)" +
                                  (n.size() == 1 ? "0" + n : n) + R"(Z", "side": ")" +
                                  (i % 2 == 0 ? "buy" : "sell") + R"(", "price": )" + n +
                                  R"(.5, "size": )" + n + (i % 3 == 0 ? R"(, "note": null)" : "") +
                                  R"(, "lines": [{"sku": "a)" + n + "\"}]}");
    }
    const std::string text = inferred(messages);
    for (const char* part :
         {"format: uuid", "format: date-time", "enum: [buy, sell]", "type: number", "type: integer",
          "required: [at, event, id, lines, price, side, size]", "const: order", "protocol: wss",
          "host: feed.example.com", "address: /feed", "X-Client", "enum: [v2]"}) {
        QVERIFY2(text.find(part) != std::string::npos, (part + ("\n" + text)).c_str());
    }
}

void InferenceTest::whatIsNoJson()
{
    const Messages messages{{Direction::In, "hello"}, {Direction::In, R"({"type": "a"})"}};
    const auto document = documentOf(inferred(messages));
    contract::Checker checker(document);
    QCOMPARE(checker.check(Direction::In, asBytes("anything"), true).fits(), true);
    QCOMPARE(checker.check(Direction::In, asBytes(R"({"x": 1})"), true).fits(), false);
}

void InferenceTest::removesSecrets()
{
    Messages messages;
    for (int i = 0; i < 20; ++i) {
        messages.emplace_back(Direction::Out, R"({"op": "login", "token": "abc)" +
                                                  std::to_string(i % 2) + R"(", "note": "secret)" +
                                                  std::to_string(i % 2) + "\"}");
    }
    const std::string plain = inferred(messages);
    QVERIFY(plain.find("abc") == std::string::npos && plain.find("secret") == std::string::npos);
    const std::string examples = inferred(messages, true);
    QVERIFY(examples.find("***removed***") != std::string::npos);
    QVERIFY(examples.find("abc") == std::string::npos);
    QVERIFY(examples.find("secret") == std::string::npos);
}

/// Long names are written so that YAML has them, and what a document can't hold is no example.
void InferenceTest::examplesCanBeRead()
{
    const auto nested = [](const std::string& kind, int levels) {
        std::string text = "{\"type\":\"" + kind + "\"";
        std::string end = "}";
        for (int i = 1; i < levels; ++i) {
            text += ",\"in\":{\"x\":1";
            end += '}';
        }
        return text + end;
    };
    std::string many = "{\"type\":\"many\"";
    for (int i = 0; i < 1200; ++i) {
        many += ",\"k" + std::to_string(i) + "\":1";
    }
    const std::string name(3000, 'k');
    const std::string text = inferred({{Direction::In, R"({"type":"long","in":[{")" + name +
                                                           R"(":{"a":1}}],")" + name + R"(":[1]})"},
                                       {Direction::In, nested("fits", 26)},
                                       {Direction::In, nested("deep", 27)},
                                       {Direction::In, nested("deeper", 300)},
                                       {Direction::In, many + "}"},
                                       {Direction::In, R"({"type":"twice","a":1,"a":2})"}},
                                      true);
    const auto document = contract::Document::read(text, "made.yaml", {});
    QVERIFY2(document, document ? "" : document.error().message().c_str());
    QVERIFY(text.find(name) != std::string::npos);
    std::size_t examples = 0;
    for (auto at = text.find("examples:"); at != text.npos; at = text.find("examples:", at + 1)) {
        ++examples;
    }
    QCOMPARE(examples, 2U); // long and fits
}

void InferenceTest::memoryIsBounded()
{
    Messages messages;
    for (int i = 0; i < 2000; ++i) {
        std::string text = "{";
        for (int key = 0; key < 20; ++key) {
            text += (key > 0 ? ",\"k" : "\"k") + std::to_string(i * 20 + key) + "\": {\"a\": 1}";
        }
        messages.emplace_back(Direction::In, text + "}");
    }
    const std::string text = inferred(messages);
    QVERIFY2(text.size() < 100'000, std::to_string(text.size()).c_str());
    contract::Checker checker(documentOf(text));
    QVERIFY(checker.check(Direction::In, asBytes(messages.front().second), true).fits());
}

void InferenceTest::whatWasSeenFits()
{
    const Messages messages{
        {Direction::In, R"([1, "a", null])"},
        {Direction::In, R"({"a": {"b": [[], [{"c": 1e400}]]}})"},
        {Direction::In, R"({"a": null, "a": {"b": []}})"},
        {Direction::In, R"({"": 1, "odd/~key": true})"},
        {Direction::In, "null"},
        {Direction::In, "5"},
        {Direction::In, std::string(100, '[') + std::string(100, ']')},
        {Direction::Out, R"({"type": 5})"},
        {Direction::Out, R"({"type": "x\"y\n: #"})"},
        {Direction::Out, R"({"type": "true"})"},
        {Direction::Out, ""},
    };
    const std::string text = inferred(messages, true);
    contract::Checker checker(documentOf(text));
    for (const auto& [direction, payload] : messages) {
        const auto verdict = checker.check(direction, asBytes(payload), true);
        QVERIFY2(verdict.fits(),
                 (payload + ": " + verdictText(checker.contract(), verdict) + '\n' + text).c_str());
    }
}

FRAMESCOPE_TEST(InferenceTest)

} // namespace tst_inference

#include "tst_inference.moc"
