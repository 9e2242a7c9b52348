// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/document/document.h"
#include "filter/language/fields.h"
#include "filter/language/filter.h"
#include "filter/language/highlight.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_filter_mistakes {

using namespace framescope;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

/// Messages about mistakes in expressions, and the highlighting of expressions.
class FilterMistakesTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void takesAsText_data();
    void takesAsText();
    void understandsItsExamples();
    void endsAtAnyDepth();
    void colours_data();
    void colours();
    void coloursWhateverIsTyped();
};

void FilterMistakesTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("marked"); // ^ under each character that is
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("hint"); // is part of

    const auto row = [](const char* expression, const char* marked, const char* what,
                        const char* hint) {
        QTest::newRow(expression) << expression << marked << what << hint;
    };
    row("one \"two", "    ^^^^", "a quote is not closed", "put \"");
    row("dir:inn", "    ^^^", "\"inn\" is not a value of dir", "did you mean in?");
    row("dir:sideways", "    ^^^^^^^^", "\"sideways\" is not a value of dir", "in, out");
    row("dir:in,x", "       ^", "\"x\" is not a value of dir", "in, out");
    row("dir:", "^^^^", "dir needs a value", "in, out");
    row("dir: in", "^^^^", "dir needs a value", "in, out");
    row("a dir:in,", "  ^^^^^^^", "dir needs a value", "in, out");
    row("dir:>in", "     ^^", "dir can't be compared in this way", "= or !=");
    row("kind", "", "", "");
    row("tpye:text", "^^^^", "there is no field \"tpye\"", "did you mean type?");
    row("colour:red", "^^^^^^", "there is no field \"colour\"", "framescope-cli filters");
    row("foo == 1", "^^^", "there is no field \"foo\"", "uotes");
    row("websocket.opcod == 1", "^^^^^^^^^^^^^^^", "there is no field \"websocket.opcod\"",
        "websocket.opcode?");
    row("size:big", "     ^^^", "\"big\" is not understood", "k, M, G");
    row("size:>", "^^^^^^", "size needs a value", "10..200");
    row("size:10..5", "     ^^^^^", "the range ends before it begins", "comes first");
    row("size:10 .. 20", "     ^^^^^^^^", "a range has no spaces", "10..20");
    row("a size>10 ..20 b", "       ^^^^^^^", "a range has no spaces", "10..20");
    row("websocket.opcod eq 1", "^^^^^^^^^^^^^^^", "there is no field \"websocket.opcod\"",
        "websocket.opcode?");
    row("websocket.opcode eq", "^^^^^^^^^^^^^^^^^^^", "websocket.opcode needs a value", "== 9");
    row("websocket.opcode ~ 1", "                   ^", "a number can't be searched for text",
        "<=");
    row("size:1x", "     ^^", "\"1x\" is not understood", "k, M, G");
    row("size contains 5", "              ^", "a number can't be searched for text", "<=");
    row("time:soon", "     ^^^^", "\"soon\" is not understood", "ms, s, m, h");
    row("conn:1k", "     ^^", "\"1k\" is not understood", "10..20");
    row("opcode:0xg", "       ^^^", "\"0xg\" is not understood", "0xa");
    row("reason>x", "       ^", "text can't be compared by size", "contains");
    row("hex:caf", "    ^^^", "\"caf\" is not a list of bytes", "pairs");
    row("hex:\"ca zz\"", "    ^^^^^^^", "\"ca zz\" is not a list of bytes", "??");
    row("rule:no-such", "     ^^^^^^^", "\"no-such\" is not a value of rule", "mask-missing");
    row("is:contrl", "   ^^^^^^", "\"contrl\" is not a value of is", "did you mean control?");
    row("severity:grave", "         ^^^^^", "\"grave\" is not a value of severity", "warning");
    row("json:", "^^^^^", "a path is missing", "$.key");
    row("json:$.", "      ^", "a key is missing in the path", "odd key");
    row("json:$.a[", "        ^", "an index is missing", "[*]");
    row("json:$.a[0", "        ^^", "a bracket is not closed", "]");
    row("json:$[\"a", "       ^^", "a quote is not closed", "key");
    row("json:$.a=", "^^^^^^^^^", "json needs a value", "path=value");
    row("json = 1", "     ^", "a path is missing", "json:$.key");
    row("json:$.a~/[/", "          ^", "the regular expression is not understood: missing ]: [",
        "RE2");
    row("/a(b/", " ^^^", "the regular expression is not understood: missing ): a(b", "RE2");
    row("x /[z-a]/", "    ^^^",
        "the regular expression is not understood: invalid character class range: z-a", "RE2");
    row("/(?=a)b/", " ^^^",
        "the regular expression is not understood: invalid perl operator: (?=", "look-around");
    row("reason:/a{2000}/", "         ^^^^^^",
        "the regular expression is not understood: invalid repetition size: {2000}", "RE2");
    row("payload matches \"(\"", "                 ^",
        "the regular expression is not understood: missing ): (", "RE2");
    row("(a", "^", "a parenthesis is not closed", "put )");
    row("a)", " ^", "no parenthesis is open here", "quotes");
    row("()", "^^", "the parentheses are empty", "term");
    row("a or", "  ^^", "a term is missing after or", "word");
    row("or a", "^^", "a term is missing before or", "word");
    row("a and", "  ^^^", "a term is missing after and", "word");
    row("and a", "^^^", "a term is missing before and", "word");
    row("a and or b", "  ^^^", "a term is missing after and", "word");
    row("a or or b", "  ^^", "a term is missing after or", "word");
    row("a && && b", "  ^^", "a term is missing after &&", "word");
    row("not", "^^^", "a term is missing after not", "word");
    row("a (not)", "   ^^^", "a term is missing after not", "word");
    row("a !", "  ^", "a term is missing after !", "word");
    row("websocket.opcode in {1", "^^^^^^^^^^^^^^^^^^^^^^", "the set is not closed", "}");
    row("websocket.opcode in {}", "^^^^^^^^^^^^^^^^^^^^^^", "websocket.opcode needs a value",
        "== 9");
    row("websocket.payload.text == \"a", "                          ^^", "a quote is not closed",
        "value");
}

void FilterMistakesTest::saysWhatIsWrong()
{
    QFETCH(QString, expression);
    QFETCH(QString, marked);
    QFETCH(QString, what);
    QFETCH(QString, hint);
    const auto filter = filter::parse(expression.toStdString());
    if (what.isEmpty()) {
        QVERIFY(filter);
        return;
    }
    QVERIFY(!filter);
    const filter::Mistake& mistake = filter.error();
    const QString shown = QString(static_cast<qsizetype>(mistake.position), QLatin1Char(' ')) +
                          QString(static_cast<qsizetype>(mistake.length), QLatin1Char('^'));
    QCOMPARE(shown, marked);
    QCOMPARE(text(mistake.what), what);
    QVERIFY2(text(mistake.hint).contains(hint), mistake.hint.c_str());
    QCOMPARE(text(mistake.where),
             QStringLiteral("character %1").arg(static_cast<qulonglong>(mistake.position) + 1));
}

void FilterMistakesTest::takesAsText_data()
{
    QTest::addColumn<QString>("expression");
    for (const char* expression : {"wss://echo.example.com/path?x=(1)&y=[2]",
                                   "https://example.com:8080/a,b",
                                   "localhost:8080",
                                   "12:30:05",
                                   "{\"type\":\"tick\",\"n\":[1,2,{}]}",
                                   "{\"type\": \"tick\", \"n\": 1}",
                                   "\"type\":\"tick\"",
                                   "[1, 2]",
                                   "{",
                                   "[",
                                   "}",
                                   "a=b",
                                   "x>5",
                                   "user@example.com",
                                   "call(x)",
                                   "a,b",
                                   "10%",
                                   "#1",
                                   "$.a",
                                   "-",
                                   "--",
                                   "C:\\new",
                                   "/feed",
                                   "/api/v1/users",
                                   "/",
                                   "//",
                                   "a/b",
                                   "1.5e-7",
                                   "websocket",
                                   "time",
                                   "size",
                                   "code",
                                   "Error",
                                   "=",
                                   "==",
                                   "<html>",
                                   "it's",
                                   "\\",
                                   "~",
                                   "*",
                                   "\xff\xfe",
                                   "\"\"",
                                   "a\"b\"c"}) {
        QTest::newRow(expression) << QString::fromUtf8(expression);
    }
}

void FilterMistakesTest::takesAsText()
{
    QFETCH(QString, expression);
    const bool isField = QStringList{"time", "size", "code"}.contains(expression);
    const auto filter = filter::parse(expression.toStdString());
    QVERIFY2(filter, filter ? "" : filter.error().message().c_str());
    QVERIFY(!isField || !filter->matchesAll());
}

void FilterMistakesTest::understandsItsExamples()
{
    QVERIFY(filter::fields().size() > 30);
    const auto contract = contract::Document::read(R"({"title": "tick"})", "tick.json");
    QVERIFY(contract);
    for (const filter::Field& field : filter::fields()) {
        const auto filter = filter::parse(field.example, *contract);
        QVERIFY2(filter, filter ? "" : filter.error().message().c_str());
        QVERIFY(!filter->matchesAll());
        QVERIFY2(field.meaning.ends_with('.'), field.name.data());
        QVERIFY(!field.group.empty() && !field.values.empty() && !field.name.empty());
    }
}

void FilterMistakesTest::endsAtAnyDepth()
{
    const std::string deep(20'000, '(');
    const auto filter = filter::parse(deep + 'x' + std::string(20'000, ')'));
    QVERIFY(!filter);
    QCOMPARE(text(filter.error().what), QStringLiteral("the parentheses are nested too deep"));
    const auto negated = filter::parse(std::string(20'001, '-') + 'x');
    QVERIFY(negated && !negated->matchesAll());
    const auto wide = filter::parse(std::string(70'000, 'x'));
    QVERIFY(!wide);
    QCOMPARE(text(wide.error().what), QStringLiteral("the expression is too long"));
    QVERIFY(filter::parse(std::string(80, '(') + 'x' + std::string(80, ')')));
}

void FilterMistakesTest::colours_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("kinds"); // a letter under each character

    const auto row = [](const char* expression, const char* kinds) {
        QTest::newRow(expression) << expression << kinds;
    };
    row("John \"two words\" /re/c", "wwww wwwwwwwwwww rrrrr");
    row("dir:in,out", "fffovv vvv");
    row("size:>1k", "ffffoovv");
    row("-is:control", "cffovvvvvvv");
    row("(a or b) and not c", "pw cc wp ccc ccc w");
    row("json:$.a[0] >= 10", "ffffovvvvvv oo vv");
    row("json:$.a~/x/", "ffffovvvorrr");
    row("websocket.opcode == 9", "ffffffffffffffff oo v");
    row("websocket.opcode in {1 2}", "ffffffffffffffff oooov vo");
    row("dir:inn x", "fffommm w");
    row("a )", "w m");
    row("a \"b", "w mm");
    row("tpye:x", "mmmm  ");
}

void FilterMistakesTest::colours()
{
    QFETCH(QString, expression);
    QFETCH(QString, kinds);
    QString shown(expression.size(), QLatin1Char(' '));
    const QString letters = QStringLiteral("fovwrcpm");
    for (const filter::Part& part : filter::parts(expression.toStdString())) {
        for (std::size_t i = 0; i < part.length; ++i) {
            shown[static_cast<qsizetype>(part.position + i)] =
                letters[static_cast<qsizetype>(part.kind)];
        }
    }
    QCOMPARE(shown, kinds);
}

/// Parts are in order, within the text, and don't overlap: for every beginning of expressions.
void FilterMistakesTest::coloursWhateverIsTyped()
{
    std::string all;
    for (const filter::Field& field : filter::fields()) {
        all += " or (-" + std::string(field.example) + ") \"x" + std::string(field.name) + "\"";
    }
    for (std::size_t size = 0; size <= all.size(); size += 3) {
        std::size_t end = 0;
        for (const filter::Part& part : filter::parts(std::string_view(all).substr(0, size))) {
            QVERIFY(part.position >= end && part.length > 0);
            end = part.position + part.length;
        }
        QVERIFY(end <= size);
    }
}

FRAMESCOPE_TEST(FilterMistakesTest)

} // namespace tst_filter_mistakes

#include "tst_filter_mistakes.moc"
