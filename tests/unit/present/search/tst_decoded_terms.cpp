// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "codec/value_text.h"
#include "filter/match/matcher.h"
#include "present/search/decoded_terms.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

#include <string>

namespace tst_decoded_terms {

using namespace framescope;
using namespace framescope::present;

namespace {

constexpr const char* Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n";

Bytes bytesOf(const QByteArray& bytes)
{
    return {bytes.begin(), bytes.end()};
}

codec::Decoding decoded(const QByteArray& payload)
{
    return codec::decode(std::make_shared<const Bytes>(bytesOf(payload)));
}

codec::ValueTree::NodeId nodeAt(const codec::ValueTree& tree, const QString& path)
{
    for (codec::ValueTree::NodeId id = 0; id < tree.size(); ++id) {
        if (pathText(tree, id) == path.toStdString()) {
            return id;
        }
    }
    qFatal("there is no %s", qPrintable(path));
}

/// How many of two messages match: the payload, and one without anything in it.
int matchesOf(const QByteArray& payload, const QString& term)
{
    test::CaptureScript script;
    script.play(Opening);
    script.step("<- binary " + payload.toStdString());
    script.step("<- binary -");
    const auto filter = filter::parse(term.toStdString());
    if (!filter) {
        return -1;
    }
    filter::Matcher matcher(*filter, script.timeline(), timeline::View::Messages);
    const auto size = static_cast<std::uint32_t>(script.timeline().size());
    return (matcher.matches(EventId{size - 2}) ? 1 : 0) +
           (matcher.matches(EventId{size - 1}) ? 10 : 0);
}

} // namespace

class TestDecodedTerms : public QObject
{
    Q_OBJECT

private slots:
    void terms_data();
    void terms();
    void within();
};

void TestDecodedTerms::terms_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value"); ///< the term; none where it is empty
    QTest::addColumn<QString>("text");
    const auto hex = [](const char* name, const char* digits, const char* path, const char* value,
                        const char* text = "") {
        const Bytes bytes = parseHex(digits).value();
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                          static_cast<qsizetype>(bytes.size()))
                            << QString(path) << QString(value) << QString(text);
    };
    const auto text = [](const char* name, const char* payload, const char* path, const char* value,
                         const char* phrase = "") {
        QTest::newRow(name) << QByteArray(payload) << QString(path) << QString(value)
                            << QString(phrase);
    };
    text("JSON text", R"({"a":{"b":"tick"}})", "$.a.b", "json:$.a.b=tick", "\"tick\"");
    text("JSON number", R"([1e400])", "$[0]", "json:$[0]=1e400");
    text("JSON null", R"({"a":null})", "$.a", "json:$.a=null");
    text("JSON container", R"({"a b":[1]})", "$[\"a b\"]", "json:$[\"a b\"]");
    text("JSON with escapes", R"({"a":"\u00e9\n"})", "$.a", "json:$.a=\"é\\n\"");
    text("Socket.IO", R"(42["join",{"room":"blue"}])", "$[1].room", R"("\"room\":\"blue\"")",
         "\"blue\"");
    text("Socket.IO element", R"(42["join",{"room":"blue"}])", "$[0]", R"("\"join\"")", "\"join\"");
    text("lines of JSON", "{\"a\":1}\n{\"a\":2}", "$[1].a", R"("\"a\":2")");
    text("Base64", "eyJhIjp7ImIiOiJ0aWNrIn19", "$.a.b", "");
    hex("MessagePack", "82 a26964 cd1234 a474797065 a5 7469636b21", "$.id",
        "hex:\"a2 69 64 cd 12 34\"");
    hex("MessagePack text", "82 a26964 cd1234 a474797065 a5 7469636b21", "$.type",
        "hex:\"a4 74 79 70 65 a5 74 69 63 6b 21\"", "\"tick!\"");
    hex("MessagePack container", "81 a474616773 92 01 02", "$.tags", "hex:\"a4 74 61 67 73\"");
    hex("MessagePack, one byte", "81 a474616773 92 01 02", "$.tags[0]", "");
    hex("MessagePack root", "81 a474616773 92 01 02", "$", "");
    hex("CBOR", "a2 626964 191234 6162 f97e00", "$.id", "hex:\"62 69 64 19 12 34\"");
    hex("CBOR float", "a2 626964 191234 6162 f97e00", "$.b", "hex:\"61 62 f9 7e 00\"");
    hex("CBOR in chunks", "bf 6161 7f 6162 6163 ff ff", "$.a", "hex:\"61 61 7f 61 62 61 63 ff\"");
    hex("BSON", "16000000 02 6100 03000000 6869 00 10 6200 2a000000 00", "$.a",
        "hex:\"02 61 00 03 00 00 00 68 69 00\"", "\"hi\"");
    hex("BSON number", "16000000 02 6100 03000000 6869 00 10 6200 2a000000 00", "$.b",
        "hex:\"10 62 00 2a 00 00 00\"");
}

/// An offered term matches the message from which it was taken, and no other.
void TestDecodedTerms::terms()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QString, path);
    QFETCH(const QString, value);
    QFETCH(const QString, text);
    const codec::Decoding decoding = decoded(payload);
    QVERIFY(decoding.tree);
    QVERIFY(!decoding.failure);
    const DecodedTerms terms = decodedTerms(*decoding.tree, nodeAt(*decoding.tree, path),
                                            standingOf(decoding, Standing::Whole));
    QCOMPARE(terms.value ? terms.value->term : QString(), value);
    QCOMPARE(terms.text ? terms.text->term : QString(), text);
    QCOMPARE(terms.reason.isEmpty(), terms.value.has_value());
    for (const QString& term : {value, text}) {
        if (!term.isEmpty()) {
            QCOMPARE(matchesOf(payload, term), 1);
        }
    }
}

/// Of what a string holds that is looked into.
void TestDecodedTerms::within()
{
    const auto standing = [](const QByteArray& payload, const char* path) {
        const codec::Decoding decoding = decoded(payload);
        return standingOf(*decoding.tree, nodeAt(*decoding.tree, QLatin1String(path)),
                          standingOf(decoding, Standing::Whole));
    };
    const QByteArray plain = R"({"a":"[1]"})";
    const QByteArray escaped = "{\"a\":\"[\\\"b\\\"]\"}";
    QCOMPARE(standing(plain, "$.a"), Standing::Part);
    QCOMPARE(standing(escaped, "$.a"), Standing::Nowhere);
    QCOMPARE(standing("eyJhIjp7ImIiOiJ0aWNrIn19", "$.a.b"), Standing::Nowhere);
    QCOMPARE(standing(QByteArray::fromHex("81a161a35b315d"), "$.a"), Standing::Part);
    QCOMPARE(standing(QByteArray::fromHex("bf61617f61626163ffff"), "$.a"), Standing::Nowhere);
}

FRAMESCOPE_TEST(TestDecodedTerms)

} // namespace tst_decoded_terms

#include "tst_decoded_terms.moc"
