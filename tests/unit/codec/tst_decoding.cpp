// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "codec/decoding.h"
#include "codec/value_text.h"
#include "support/test_program.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <zlib.h>

namespace tst_decoding {

using namespace framescope;
using namespace framescope::codec;

namespace {

constexpr const char* JsonText = R"({"type":"tick","id":42,"tags":["a","b"]})";
// What Python's gzip, zlib and base64 modules make of it.
constexpr const char* GzipHex =
    "1f8b0800000000000203ab562aa92c4855b2522ac94cce56d251ca4c51b23231d2512a494c2f56b28a564a048a25"
    "29c5d6020037b1219b28000000";
constexpr const char* ZlibHex =
    "789cab562aa92c4855b2522ac94cce56d251ca4c51b23231d2512a494c2f56b28a564a04"
    "8a2529c5d60200f7620b8d";
constexpr const char* DeflateHex =
    "ab562aa92c4855b2522ac94cce56d251ca4c51b23231d2512a494c2f56b28a564a048a2529c5d60200";
constexpr const char* Base64Json = "eyJ0eXBlIjoidGljayIsImlkIjo0MiwidGFncyI6WyJhIiwiYiJdfQ==";
constexpr const char* Base64Gzip =
    "H4sIAAAAAAACA6tWKqksSFWyUirJTM5W0lHKTFGyMjHSUSpJTC9WsopWSgSKJSnF1gIAN7EhmygAAAA=";

std::shared_ptr<const Bytes> shared(ByteView bytes)
{
    return std::make_shared<const Bytes>(bytes.begin(), bytes.end());
}

std::shared_ptr<const Bytes> text(std::string_view text)
{
    return shared(asBytes(text));
}

std::shared_ptr<const Bytes> hex(std::string_view digits)
{
    return std::make_shared<const Bytes>(parseHex(digits).value());
}

QString compact(const Decoding& decoding)
{
    if (!decoding.tree) {
        return QString::fromStdString(std::string(asText(*decoding.content)));
    }
    constexpr std::size_t limit = 10'000;
    return QString::fromStdString(diagnosticText(*decoding.tree, ValueTree::Root, limit))
        .remove(QRegularExpression(QStringLiteral("\\n *")));
}

QString failureOf(const Decoding& decoding)
{
    if (!decoding.failure) {
        return {};
    }
    const auto& failure = *decoding.failure;
    return QStringLiteral("%1 %2: %3")
        .arg(QString::fromStdString(decoding.layers[failure.layer].name))
        .arg(failure.what.offset)
        .arg(QString::fromStdString(failure.what.what));
}

} // namespace

class TestDecoding : public QObject
{
    Q_OBJECT

private slots:
    void recognised_data();
    void recognised();
    void notRecognised_data();
    void notRecognised();
    void chosen_data();
    void chosen();
    void notes_data();
    void notes();
    void bombIsCut();
    void nestedBombEnds();
    void sameAsNlohmann_data();
    void sameAsNlohmann();
    void stopped();
};

void TestDecoding::recognised_data()
{
    QTest::addColumn<std::shared_ptr<const Bytes>>("payload");
    QTest::addColumn<QString>("chain");
    QTest::addColumn<QString>("content");
    const auto row = [](const char* name, std::shared_ptr<const Bytes> payload, const char* chain,
                        const char* content) {
        QTest::newRow(name) << std::move(payload) << QString::fromUtf8(chain)
                            << QString::fromUtf8(content);
    };
    row("JSON", text(JsonText), "JSON", JsonText);
    row("JSON after white space", text(" \r\n[1]"), "JSON", "[1]");
    row("base64 of JSON", text(Base64Json), "Base64 › JSON", JsonText);
    row("base64 with a line break", text(std::string(Base64Json).insert(20, "\r\n") + '\n'),
        "Base64 › JSON", JsonText);
    row("base64 without padding", text(std::string_view(Base64Json).substr(0, 54)), "Base64 › JSON",
        JsonText);
    row("base64, URL-safe", text("eyJxIjoiYT9iPmN-fn4gw7_DvyJ9"), "Base64 › JSON",
        R"({"q":"a?b>c~~~ ÿÿ"})");
    row("base64 of text", text("SGVsbG8gZnJvbSBzZXJ2ZXIsIEpvaG4h"), "Base64 › text",
        "Hello from server, John!");
    row("base64 of base64", text("U0dWc2JHOGdabkp2YlNCelpYSjJaWElzSUVwdmFHNGg="),
        "Base64 › Base64 › text", "Hello from server, John!");
    row("gzip", hex(GzipHex), "gzip › JSON", JsonText);
    row("gzip of two members",
        hex(std::string("1f8b08000000000000030300000000000000000") + "0" + GzipHex), "gzip › JSON",
        JsonText);
    row("zlib", hex(ZlibHex), "zlib › JSON", JsonText);
    row("base64, gzip, JSON", text(Base64Gzip), "Base64 › gzip › JSON", JsonText);
    row("data URL", text(std::string("data:application/json;base64,") + Base64Json),
        "data URL › Base64 › JSON", JsonText);
    row("MessagePack", hex("82 a2 6964 2a a4 74616773 92 a161 a162"), "MessagePack",
        R"({"id": 42,"tags": ["a","b"]})");
    row("MessagePack array", hex("93 01 c2 cb 3ff199999999999a"), "MessagePack", "[1,false,1.1]");
    row("MessagePack, keys are numbers", hex("82 01 a3616263 02 c0"), "MessagePack",
        R"({1: "abc",2: null})");
    row("MessagePack, a name twice", hex("82 a161 01 a161 02"), "MessagePack",
        R"({"a": 1,"a": 2})");
    row("MessagePack array 16", hex("dc 0002 01 02"), "MessagePack", "[1,2]");
    row("CBOR", hex("a2 62 6964 18 2a 64 74616773 82 6161 6162"), "CBOR",
        R"({"id": 42,"tags": ["a","b"]})");
    row("CBOR array", hex("83 01 02 03"), "CBOR", "[1,2,3]");
    row("CBOR, self-described", hex("d9d9f7 01"), "CBOR", "55799(1)");
    row("BSON", hex("16000000 02 68656c6c6f00 06000000 776f726c6400 00"), "BSON",
        R"({"hello": "world"})");
    row("Socket.IO event", text(R"(42["chat",{"text":"hi"}])"), "Socket.IO › JSON",
        R"(["chat",{"text":"hi"}])");
    row("Socket.IO with a namespace and an id", text(R"(42/admin,17["ask",1])"), "Socket.IO › JSON",
        R"(["ask",1])");
    row("Socket.IO connect", text(R"(40{"sid":"wZX"})"), "Socket.IO › JSON", R"({"sid":"wZX"})");
    row("Socket.IO attachments", text(R"(451-["f",{"_placeholder":true,"num":0}])"),
        "Socket.IO › JSON", R"(["f",{"_placeholder":true,"num":0}])");
    row("Engine.IO open", text(R"(0{"sid":"x","pingInterval":25000})"), "Engine.IO › JSON",
        R"({"sid":"x","pingInterval":25000})");
    row("SockJS", text(R"(a["one","two"])"), "SockJS › JSON", R"(["one","two"])");
    row("SignalR", text("{\"type\":6}\x1e"), "SignalR › JSON", R"([{"type":6}])");
    row("SignalR, two", text("{\"type\":6}\x1e{\"type\":7}\x1e"), "SignalR › JSON",
        R"([{"type":6},{"type":7}])");
    row("lines", text("{\"a\":1}\n{\"a\":2}\n"), "lines of JSON › JSON", R"([{"a":1},{"a":2}])");
}

void TestDecoding::recognised()
{
    QFETCH(std::shared_ptr<const Bytes>, payload);
    const Decoding decoding = decode(payload);
    QTEST(QString::fromStdString(decoding.chain()), "chain");
    QTEST(compact(decoding), "content");
    QCOMPARE(failureOf(decoding), QString());
    const Encoding outermost = decoding.layers.front().encoding;
    QVERIFY(mayBeEncoded(*payload) || outermost == Encoding::Json ||
            outermost == Encoding::Envelope);
}

/// What could be something else stays what it is.
void TestDecoding::notRecognised_data()
{
    QTest::addColumn<std::shared_ptr<const Bytes>>("payload");
    const auto row = [](const char* name, std::shared_ptr<const Bytes> payload) {
        QTest::newRow(name) << std::move(payload);
    };
    row("empty", text(""));
    row("a word", text("hello"));
    row("long words", text("helloworldhelloworldhelloworldhelloworld"));
    row("a path", text("/usr/share/doc/websocket/README/index/html/page"));
    row("a sentence", text("My name is John and I am here"));
    row("a number", text("1234567890123456"));
    row("a UUID without hyphens", text("550e8400e29b41d4a716446655440000"));
    row("SHA-256", text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    row("a random token", text("kJ8sQ2xVbN4mT7yWcR1pLz9aHd3fGu6e"));
    row("camel case", text("SubscriptionConfirmationMessage2"));
    row("base64 of something short", text("SGVsbG8gSm9objEy"));
    row("broken JSON", text(R"({"a":)"));
    row("a price list", text("42[not json"));
    row("numbers with 42 in front", text("42 is the answer"));
    row("one byte", hex("81"));
    row("two bytes", hex("91 01"));
    row("MessagePack with a rest", hex("82 a161 01 a162 02 03"));
    row("MessagePack scalar", hex("cb 3ff199999999999a"));
    row("MessagePack, keys are booleans", hex("82 c2 01 c3 02"));
    row("MessagePack, keys twice", hex("82 05 01 05 02"));
    row("MessagePack, text is not UTF-8", hex("92 a2 fffe a2 fffd"));
    row("CBOR, a bignum that is a number", hex("82 c2 01 c3 02"));
    row("CBOR scalar", hex("1a 000f4240"));
    row("MessagePack, keys below zero", hex("82 f0 1e ee 42"));
    row("MessagePack, keys in no order", hex("84 d11b4a d62a0b6bd77a 6c f8 f4 71 77 0f"));
    row("MessagePack, an extension that is reserved", hex("92 d6b6e7b7264d 01"));
    row("CBOR, tags of nobody", hex("81 da0d2f93e8 186f"));
    row("CBOR, simple values of nobody", hex("82 ee f5"));
    row("PNG", hex("89504e470d0a1a0a0000000d4948445200000010"));
    row("a header of gzip alone", hex("1f8b0800000000000003"));
    row("like zlib", hex("789c 0102030405060708"));
    row("a length like BSON's", hex("0a000000 2a 6100 0000 00"));
    row("data URL with text in it", text("data:text/plain;base64,not base64!"));
}

void TestDecoding::notRecognised()
{
    QFETCH(std::shared_ptr<const Bytes>, payload);
    const Decoding decoding = decode(payload);
    QCOMPARE(decoding.chain(), std::string());
    QVERIFY(!decoding.tree);
    QCOMPARE(*decoding.content, *payload);
    QCOMPARE(failureOf(decoding), QString());
}

void TestDecoding::chosen_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<std::shared_ptr<const Bytes>>("payload");
    QTest::addColumn<QString>("chain");
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("failure");
    const auto row = [](const char* name, Encoding encoding, std::shared_ptr<const Bytes> payload,
                        const char* chain, const char* content, const char* failure) {
        QTest::newRow(name) << static_cast<int>(encoding) << std::move(payload)
                            << QString::fromUtf8(chain) << QString::fromUtf8(content)
                            << QString::fromUtf8(failure);
    };
    using enum Encoding;
    row("raw deflate", Deflate, hex(DeflateHex), "deflate › JSON", JsonText, "");
    row("MessagePack scalar", MessagePack, hex("2a"), "MessagePack", "42", "");
    row("MessagePack with a rest", MessagePack, hex("93 01 02 03 04"), "MessagePack", "[1,2,3]",
        "MessagePack 4: the value is followed by 1 byte");
    row("MessagePack of nothing", MessagePack, text(""), "MessagePack", "",
        "MessagePack 0: the data end in a value: 1 byte expected, 0 left");
    row("a word as base64", Base64, text("hello123"), "Base64 › binary", nullptr, "");
    row("short base64", Base64, text("aGk="), "Base64 › text", "hi", "");
    row("not base64", Base64, text("aGk*aGk="), "Base64 › text", "hi",
        "Base64 3: expected a digit of base64");
    row("both alphabets", Base64, text("ab+/cd-_ef"), "Base64 › binary", nullptr,
        "Base64 6: digits of both alphabets, '+' or '/' and '-' or '_'");
    row("padding too early", Base64, text("a=="), "Base64 › text", "",
        "Base64 1: '=' where no padding is due");
    row("padding that is too short", Base64, text("aGVsbA="), "Base64 › text", "hell",
        "Base64 7: the text ends here: one more '=' is due");
    row("text after the padding", Base64, text("aGk=aGk="), "Base64 › text", "hi",
        "Base64 4: text after the padding");
    row("a digit alone", Base64, text("aGVsbG8ga"), "Base64 › text", "hello ",
        "Base64 9: the text ends here: one digit alone holds no byte");
    row("gzip, cut", Gzip, hex(std::string_view(GzipHex).substr(0, 80)), "gzip › text",
        R"({"type":"tick","id":42,"tags")",
        "gzip 40: the data end before the compressed stream does");
    row("not gzip", Gzip, text("hello"), "gzip › text", "", "gzip 2: incorrect header check");
    row("zlib with a rest", Zlib, hex(std::string(ZlibHex) + "00"), "zlib › text", JsonText,
        "zlib 47: the data are followed by 1 byte");
    row("broken JSON", Encoding::Json, text(R"({"a":1)"), "JSON", R"({"a":1)",
        "JSON 6: the text ends here: expected ',' or '}'");
}

void TestDecoding::chosen()
{
    QFETCH(int, encoding);
    QFETCH(std::shared_ptr<const Bytes>, payload);
    QFETCH(QString, content);
    const Decoding decoding = decode(payload, static_cast<Encoding>(encoding));
    QTEST(QString::fromStdString(decoding.chain()), "chain");
    if (!content.isNull()) {
        QCOMPARE(compact(decoding), content);
    }
    QTEST(failureOf(decoding), "failure");
}

void TestDecoding::notes_data()
{
    QTest::addColumn<std::shared_ptr<const Bytes>>("payload");
    QTest::addColumn<QString>("note");
    QTest::newRow("padded") << text(Base64Json) << QString();
    QTest::newRow("no padding") << text(std::string_view(Base64Json).substr(0, 54))
                                << QStringLiteral("no padding");
    QTest::newRow("none is due") << text("SGVsbG8gZnJvbSBzZXJ2ZXIsIEpvaG4h") << QString();
    QTest::newRow("URL-safe") << text("eyJxIjoiYT9iPmN-fn4gw7_DvyJ9") << QStringLiteral("URL-safe");
    QTest::newRow("Socket.IO") << text(R"(42/admin,17["ask",1])")
                               << QStringLiteral("event, namespace /admin, id 17");
    QTest::newRow("data URL") << text("data:image/png;base64,iVBORw0KGgo=")
                              << QStringLiteral("image/png");
}

void TestDecoding::notes()
{
    QFETCH(std::shared_ptr<const Bytes>, payload);
    const Decoding decoding = decode(payload);
    QVERIFY(!decoding.layers.empty());
    QTEST(QString::fromStdString(decoding.layers.front().note), "note");
}

/// 64 MiB of zeros and a little more are a few thousand bytes of zlib.
void TestDecoding::bombIsCut()
{
    const Bytes zeros(ContentLimit + 1000, '0');
    Bytes bomb(compressBound(zeros.size()));
    uLongf size = bomb.size();
    QCOMPARE(compress2(bomb.data(), &size, zeros.data(), zeros.size(), 1), Z_OK);
    bomb.resize(size);
    const Decoding decoding = decode(shared(bomb));
    QCOMPARE(decoding.chain(), std::string("zlib › text"));
    QVERIFY(decoding.contentCut);
    QCOMPARE(decoding.content->size(), ContentLimit);
    QVERIFY(!decoding.failure);
}

void TestDecoding::nestedBombEnds()
{
    Bytes inner{'0'};
    for (int level = 0; level < 20; ++level) {
        Bytes outer(compressBound(inner.size()));
        uLongf size = outer.size();
        QCOMPARE(compress2(outer.data(), &size, inner.data(), inner.size(), 1), Z_OK);
        outer.resize(size);
        inner = outer;
    }
    const Decoding decoding = decode(shared(inner));
    QCOMPARE(decoding.layers.size(), MaxLayers + 1);
}

void TestDecoding::sameAsNlohmann_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("numbers") << QByteArray(
        R"({"a":[0,1,-1,23,24,255,256,-32,-33,-128,-129,65535,65536,4294967295,4294967296]})");
    QTest::newRow("large") << QByteArray(R"({"a":[9223372036854775807,-9223372036854775808]})");
    QTest::newRow("floats") << QByteArray(R"({"a":[1.5,-0.25,3.141592653589793]})");
    QTest::newRow("words") << QByteArray(R"({"a":[true,false,null]})");
    QTest::newRow("strings") << QByteArray("{\"a\":[\"\",\"x\",\"Gr\xc3\xbc\xc3\x9f\x65\",\"" +
                                           QByteArray(300, 'y') + "\"]}");
    QTest::newRow("nested") << QByteArray(R"({"a":{"b":[{"c":[[],{}]}]},"d":[1,[2,[3]]]})");
}

void TestDecoding::sameAsNlohmann()
{
    QFETCH(QByteArray, json);
    const auto value = nlohmann::json::parse(json.toStdString());
    const auto reread = [](const Decoding& decoding) {
        return decoding.tree
                   ? nlohmann::json::parse(diagnosticText(*decoding.tree, ValueTree::Root, 100'000))
                   : nlohmann::json();
    };
    const Decoding messagePack = decode(shared(nlohmann::json::to_msgpack(value)));
    QCOMPARE(messagePack.chain(), std::string("MessagePack"));
    QVERIFY(reread(messagePack) == value);
    const Decoding cbor = decode(shared(nlohmann::json::to_cbor(value)));
    QCOMPARE(cbor.chain(), std::string("CBOR"));
    QVERIFY(reread(cbor) == value);
    const Decoding bson = decode(shared(nlohmann::json::to_bson(value)));
    QCOMPARE(bson.chain(), std::string("BSON"));
    QVERIFY(reread(bson) == value);
}

void TestDecoding::stopped()
{
    std::stop_source source;
    source.request_stop();
    QCOMPARE(decode(text(JsonText), {}, source.get_token()).chain(), std::string());
    const Decoding decoding = decode(hex(GzipHex), Encoding::Gzip, source.get_token());
    QVERIFY(!decoding.tree);
}

FRAMESCOPE_TEST(TestDecoding)

} // namespace tst_decoding

#include "tst_decoding.moc"
