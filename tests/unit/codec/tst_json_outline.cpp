// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/json_escapes.h"
#include "codec/json/json_outline.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_json_outline {

using namespace framescope;
using namespace framescope::codec;

namespace {

using Kind = JsonOutline::Kind;
using Node = JsonOutline::Node;

ByteView bytesOf(const QByteArray& text)
{
    return asBytes({text.constData(), static_cast<std::size_t>(text.size())});
}

std::string_view part(std::string_view text, JsonOutline::Range range)
{
    return text.substr(range.begin, range.size());
}

/// The structure as it was read: containers in brackets of their own, leaves as they stand.
QString picture(const JsonOutline& outline, std::string_view text, JsonOutline::NodeId id = 0)
{
    const Node node = outline.node(id);
    if (node.kind != Kind::Object && node.kind != Kind::Array) {
        const std::string_view value = part(text, node.value);
        return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    }
    QStringList children;
    for (std::uint32_t row = 0; row < node.children; ++row) {
        const auto childId = outline.child(node, row);
        const Node child = outline.node(childId);
        const QString key = QString::fromStdString(
            unescape(asBytes(text).subspan(child.key.begin, child.key.size())));
        children += (child.key.empty() ? QString() : key + (child.duplicateKey ? "!=" : "=")) +
                    picture(outline, text, childId);
    }
    const QString inner = children.join(QLatin1Char(' '));
    return node.kind == Kind::Object ? '(' + inner + ')' : '<' + inner + '>';
}

} // namespace

class TestJsonOutline : public QObject
{
    Q_OBJECT

private slots:
    void structure_data();
    void structure();
    void kinds_data();
    void kinds();
    void bad_data();
    void bad();
    void whatWasReadBeforeAMistakeIsThere_data();
    void whatWasReadBeforeAMistakeIsThere();
    void rangesCoverContainers();
    void anyDepth();
    void anyDepthUnclosed();
    void everyPrefixFailsAtItsEnd();
    void tooManyValues();
    void placeOfAMistake();
    void nodeAtEveryOffset();
    void longTokens();
    void littleMemory();
    void stopped();
    void duplicatesInALargeObject();
    void unescaped_data();
    void unescaped();
};

void TestJsonOutline::structure_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty object") << "{}"
                                  << "()";
    QTest::newRow("empty array") << "[ ]"
                                 << "<>";
    QTest::newRow("a word") << "true"
                            << "true";
    QTest::newRow("a number alone") << " 12 "
                                    << "12";
    QTest::newRow("order of keys stays") << R"({"z":1,"a":2,"m":3})"
                                         << "(z=1 a=2 m=3)";
    QTest::newRow("nested") << R"({"a":[1,{"b":[]}],"c":{}})"
                            << "(a=<1 (b=<>)> c=())";
    QTest::newRow("duplicate keys") << R"({"a":1,"b":2,"a":3})"
                                    << "(a=1 b=2 a!=3)";
    QTest::newRow("duplicate through an escape") << R"({"a":1,"\u0061":2})"
                                                 << "(a=1 a!=2)";
    QTest::newRow("the same key in other objects") << R"([{"a":1},{"a":2}])"
                                                   << "<(a=1) (a=2)>";
    QTest::newRow("empty key") << R"({"":1})"
                               << "(=1)";
    QTest::newRow("white space") << " \t\r\n[ 1 ,\n2 ]\t "
                                 << "<1 2>";
    QTest::newRow("numbers as sent")
        << "[1e400,-0,9223372036854775808,1.0,1E+2,0.10,123456789012345678901234567890]"
        << "<1e400 -0 9223372036854775808 1.0 1E+2 0.10 123456789012345678901234567890>";
    QTest::newRow("escapes as sent") << R"(["\"\\\/\b\f\n\r\t\u00e9"])"
                                     << R"(<"\"\\\/\b\f\n\r\t\u00e9">)";
    QTest::newRow("lone surrogate") << R"(["\ud800"])"
                                    << R"(<"\ud800">)";
    QTest::newRow("beyond ASCII") << QStringLiteral("[\"é😀\u2028\"]")
                                  << QStringLiteral("<\"é😀\u2028\">");
    QTest::newRow("DEL may stand in a string")
        << QStringLiteral("[\"\x7f\"]") << QStringLiteral("<\"\x7f\">");
}

void TestJsonOutline::structure()
{
    QFETCH(QString, text);
    const std::string utf8 = text.toStdString();
    const JsonOutline outline = JsonOutline::parse(asBytes(utf8));
    QVERIFY2(!outline.failure(), outline.failure() ? outline.failure()->what.c_str() : "");
    QTEST(picture(outline, utf8), "shown");
}

void TestJsonOutline::kinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* text, Kind kind) {
        QTest::newRow(text) << QByteArray(text) << static_cast<int>(kind);
    };
    row("{}", Kind::Object);
    row("[]", Kind::Array);
    row("\"\"", Kind::String);
    row("-1", Kind::Number);
    row("true", Kind::True);
    row("false", Kind::False);
    row("null", Kind::Null);
    row("\xef\xbb\xbf{}", Kind::Object);
}

void TestJsonOutline::kinds()
{
    QFETCH(QByteArray, text);
    const JsonOutline outline = JsonOutline::parse(bytesOf(text));
    QCOMPARE(outline.size(), std::size_t{1});
    QTEST(static_cast<int>(outline.node(JsonOutline::Root).kind), "kind");
}

void TestJsonOutline::bad_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("what");
    const auto row = [](const char* name, const QByteArray& text, int offset, const char* what) {
        QTest::newRow(name) << text << offset << QString::fromUtf8(what);
    };
    const char* value = "expected a value";
    const char* endsInValue = "the text ends here: expected a value";
    row("nothing", "", 0, endsInValue);
    row("white space alone", "  \n", 3, endsInValue);
    row("no JSON", "hello", 0, value);
    row("byte order mark alone", "\xef\xbb\xbf", 3, endsInValue);
    row("two byte order marks", "\xef\xbb\xbf\xef\xbb\xbf{}", 3, value);
    row("byte order mark behind a space", " \xef\xbb\xbf{}", 1, value);
    row("NUL", QByteArray("\0", 1), 0, value);
    row("trailing comma in an array", "[1,]", 3, value);
    row("trailing comma in an object", R"({"a":1,})", 7, "expected a key in quotes");
    row("leading comma", "[,1]", 1, value);
    row("two commas", "[1,,2]", 3, value);
    row("no comma in an array", "[1 2]", 3, "expected ',' or ']'");
    row("no comma in an object", R"({"a":1 "b":2})", 7, "expected ',' or '}'");
    row("text after the end", "{} x", 3, "text after the end of the document");
    row("two documents", "{}{}", 2, "text after the end of the document");
    row("closed by the other bracket", "[1}", 2, "expected ',' or ']'");
    row("closed twice", "[]]", 2, "text after the end of the document");
    row("unclosed array", "[1", 2, "the text ends here: expected ',' or ']'");
    row("unclosed object", "{", 1, "the text ends here: expected a key in quotes");
    row("key without quotes", "{a:1}", 1, "expected a key in quotes");
    row("key that is a number", "{1:1}", 1, "expected a key in quotes");
    row("single quotes", "['a']", 1, value);
    row("no colon", R"({"a" 1})", 5, "expected ':' after the key");
    row("no value", R"({"a":})", 5, value);
    row("unfinished string", R"(["a)", 3, "the text ends here: the string does not end");
    row("line break in a string", "[\"a\nb\"]", 3, "a control character in a string");
    row("NUL in a string", QByteArray("[\"\0\"]", 5), 2, "a control character in a string");
    row("unknown escape", R"(["\x41"])", 3, "an unknown escape");
    row("escaped quote that is none", R"(["\'"])", 3, "an unknown escape");
    row("cut escape", R"(["\)", 3, "the text ends here: an unknown escape");
    row("three digits", R"(["\u12"])", 6, "\\u needs four hexadecimal digits");
    row("no hex digit", R"(["\u12g4"])", 6, "\\u needs four hexadecimal digits");
    row("cut \\u", R"(["\u00)", 6, "the text ends here: \\u needs four hexadecimal digits");
    row("capital word", "True", 0, value);
    row("cut word", "[tru", 4, "the text ends here: expected 'true'");
    row("misspelt word", "[nul1]", 4, "expected 'null'");
    row("word that goes on", "[falsey]", 6, "expected ',' or ']'");
    row("NaN", "[NaN]", 1, value);
    row("Infinity", "[-Infinity]", 2, "expected a digit");
    row("leading zero", "[01]", 2, "expected ',' or ']'");
    row("plus", "[+1]", 1, value);
    row("minus alone", "[-]", 2, "expected a digit");
    row("no digit before the point", "[.5]", 1, value);
    row("no digit after the point", "[1.]", 3, "expected a digit after '.'");
    row("no exponent", "[1e]", 3, "expected a digit in the exponent");
    row("sign without exponent", "[1e+", 4, "the text ends here: expected a digit in the exponent");
    row("hexadecimal", "[0x1]", 2, "expected ',' or ']'");
    row("comment", "[1] // one", 4, "text after the end of the document");
}

void TestJsonOutline::bad()
{
    QFETCH(QByteArray, text);
    const JsonOutline outline = JsonOutline::parse(bytesOf(text));
    QVERIFY(outline.failure());
    QTEST(QString::fromStdString(outline.failure()->what), "what");
    QTEST(static_cast<int>(outline.failure()->offset), "offset");
}

void TestJsonOutline::whatWasReadBeforeAMistakeIsThere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("array") << QByteArray("[1,2,x") << "<1 2>";
    QTest::newRow("key without a value") << QByteArray(R"({"a":1,"b":)") << "(a=1)";
    QTest::newRow("nested") << QByteArray(R"({"a":[1,{"b":2)") << "(a=<1 (b=2)>)";
    QTest::newRow("after the end") << QByteArray("[1] x") << "<1>";
}

void TestJsonOutline::whatWasReadBeforeAMistakeIsThere()
{
    QFETCH(QByteArray, text);
    const JsonOutline outline = JsonOutline::parse(bytesOf(text));
    QVERIFY(outline.failure());
    QTEST(picture(outline, text.toStdString()), "shown");
}

void TestJsonOutline::rangesCoverContainers()
{
    const std::string_view text = R"( {"a": [1, 2] } )";
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    QCOMPARE(part(text, outline.node(0).value), std::string_view(R"({"a": [1, 2] })"));
    const Node member = outline.node(outline.child(outline.node(0), 0));
    QCOMPARE(part(text, member.value), std::string_view("[1, 2]"));
    QCOMPARE(part(text, member.key), std::string_view(R"("a")"));
}

void TestJsonOutline::anyDepth()
{
    constexpr std::size_t depth = 10'000;
    const std::string text = std::string(depth, '[') + "1" + std::string(depth, ']');
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    QVERIFY(!outline.failure());
    QCOMPARE(outline.size(), depth + 1);
    JsonOutline::NodeId id = JsonOutline::Root;
    for (std::size_t level = 0; level < depth; ++level) {
        const Node node = outline.node(id);
        QCOMPARE(node.value.size(), static_cast<std::uint32_t>(2 * (depth - level) + 1));
        QCOMPARE(outline.node(outline.child(node, 0)).parent, id);
        id = outline.child(node, 0);
    }
    QCOMPARE(outline.node(id).kind, Kind::Number);
}

void TestJsonOutline::anyDepthUnclosed()
{
    const std::string text(1'000'000, '[');
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    QVERIFY(outline.failure());
    QCOMPARE(outline.failure()->offset, text.size());
    QCOMPARE(outline.size(), text.size());
}

void TestJsonOutline::everyPrefixFailsAtItsEnd()
{
    const std::string_view text = R"({"k\u00e9y":[1.5e-3,true,null,"\ud83d\ude00"],"o":{}})";
    QVERIFY(!JsonOutline::parse(asBytes(text)).failure());
    for (std::size_t length = 0; length < text.size(); ++length) {
        const JsonOutline outline = JsonOutline::parse(asBytes(text.substr(0, length)));
        QVERIFY(outline.failure());
        QCOMPARE(outline.failure()->offset, length);
    }
}

void TestJsonOutline::tooManyValues()
{
    const std::string_view text = R"([0,1,{"a":2,"b":[3]},4])";
    for (std::size_t most = 1; most < 8; ++most) {
        const JsonOutline outline = JsonOutline::parse(asBytes(text), {most, 100});
        QVERIFY(outline.failure());
        QCOMPARE(outline.failure()->what, "more than " + std::to_string(most) + " values");
        QCOMPARE(outline.size(), most);
    }
    QVERIFY(!JsonOutline::parse(asBytes(text), {8, 3}).failure());
    const JsonOutline outline = JsonOutline::parse(asBytes(text), {8, 2});
    QCOMPARE(outline.failure()->what, std::string("more than 2 objects and arrays"));
    QCOMPARE(outline.failure()->offset, text.find("[3"));
    QCOMPARE(picture(outline, text), QStringLiteral("<0 1 (a=2)>"));
}

void TestJsonOutline::placeOfAMistake()
{
    const std::string_view text = "{\n  \"é\": 1,\n  \"é\": x}";
    const auto failure = JsonOutline::parse(asBytes(text)).failure();
    QVERIFY(failure);
    QCOMPARE(failure->offset, text.find('x'));
    QCOMPARE(failure->line, std::size_t{3});
    QCOMPARE(failure->column, std::size_t{8});
}

void TestJsonOutline::nodeAtEveryOffset()
{
    const std::string_view text = R"( {"a": [1, {"b c" : "x"}] , "d":[]} )";
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    for (std::size_t at = 0; at < text.size(); ++at) {
        // The innermost of those that have it.
        JsonOutline::NodeId best = JsonOutline::Root;
        std::uint32_t size = UINT32_MAX;
        for (JsonOutline::NodeId id = 0; id < outline.size(); ++id) {
            const Node node = outline.node(id);
            const JsonOutline::Range whole{node.key.empty() ? node.value.begin : node.key.begin,
                                           node.value.end};
            if (whole.has(at) && whole.size() < size) {
                best = id;
                size = whole.size();
            }
        }
        QCOMPARE(outline.nodeAt(at), best);
    }
}

/// What is longer than is looked at again and again.
void TestJsonOutline::longTokens()
{
    const std::string key = '"' + std::string(9000, 'k') + '"';
    const std::string value = '"' + std::string(8000, 'v') + "\\\"\"";
    const std::string number(7000, '7');
    const std::string text =
        '{' + key + std::string(6000, ' ') + ':' + value + ",\"n\":" + number + '}';
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    QVERIFY(!outline.failure());
    const Node root = outline.node(0);
    const Node first = outline.node(outline.child(root, 0));
    QCOMPARE(part(text, first.key), std::string_view(key));
    QCOMPARE(part(text, first.value), std::string_view(value));
    QCOMPARE(part(text, outline.node(outline.child(root, 1)).value), std::string_view(number));
}

/// Text of 50 MB may have that many values.
void TestJsonOutline::littleMemory()
{
    constexpr std::size_t count = 1'000'000;
    std::string text = "[0";
    for (std::size_t i = 1; i < count; ++i) {
        text += ",0";
    }
    text += ']';
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    QCOMPARE(outline.size(), count + 1);
    QVERIFY2(outline.memory() < 9 * count, qPrintable(QString::number(outline.memory())));
}

void TestJsonOutline::stopped()
{
    std::stop_source source;
    source.request_stop();
    const JsonOutline outline = JsonOutline::parse(asBytes("[1]"), {}, source.get_token());
    QVERIFY(outline.failure());
}

void TestJsonOutline::duplicatesInALargeObject()
{
    constexpr int count = 200'000;
    std::string text = "{";
    for (int i = 0; i < count; ++i) {
        text += "\"" + std::to_string(i) + "\":0,";
    }
    text += "\"7\":1}";
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    int duplicates = 0;
    for (JsonOutline::NodeId id = 1; id < outline.size(); ++id) {
        duplicates += outline.node(id).duplicateKey ? 1 : 0;
    }
    QCOMPARE(duplicates, 1);
    QVERIFY(outline.node(outline.child(outline.node(0), count)).duplicateKey);
}

void TestJsonOutline::unescaped_data()
{
    QTest::addColumn<QByteArray>("quoted");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char* quoted, const QByteArray& plain) {
        QTest::newRow(quoted) << QByteArray(quoted) << plain;
    };
    row(R"("")", "");
    row(R"("abc")", "abc");
    row(R"("\"\\\/")", "\"\\/");
    row(R"("\b\f\n\r\t")", "\b\f\n\r\t");
    row(R"("\u0041")", "A");
    row(R"("\u0000")", QByteArray("\0", 1));
    row(R"("\u00e9\u20AC")", "é€");
    row(R"("\ud83d\ude00")", "😀");
    row(R"("\ud800")", R"(\ud800)");
    row(R"("\udc00x")", R"(\udc00x)");
    row(R"("\ud800\u0041")", R"(\ud800A)");
    row(R"("\ud800\ud83d\ude00")", R"(\ud800😀)");
    row("\"\xc3\xa9\"", "é");
    row("\"", "");
    row("", "");
}

void TestJsonOutline::unescaped()
{
    QFETCH(QByteArray, quoted);
    QTEST(QByteArray::fromStdString(unescape(bytesOf(quoted))), "plain");
}

FRAMESCOPE_TEST(TestJsonOutline)

} // namespace tst_json_outline

#include "tst_json_outline.moc"
