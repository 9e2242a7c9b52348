// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/completion.h"
#include "filter/language/filter.h"
#include "filter/language/highlight.h"
#include "filter/language/lexing.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_filter_limits {

using namespace framescope;

namespace {

constexpr std::size_t Longest = 64 * 1024; ///< characters of an expression

/// As often as it fits.
std::string filled(std::string_view piece, std::string_view begin = {})
{
    std::string text(begin);
    while (text.size() + piece.size() <= Longest) {
        text += piece;
    }
    return text;
}

} // namespace

class FilterLimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAnything_data();
    void readsAnything();
    void looksForBracketsInSteps();
    void shortOnesAreReadAsEver();
};

/// Where a step looked at all the rest, each would take minutes, or not end at all.
void FilterLimitsTest::readsAnything_data()
{
    QTest::addColumn<QByteArray>("expression");
    const auto row = [](const char* name, const std::string& expression) {
        QTest::newRow(name) << QByteArray::fromStdString(expression);
    };
    row("brackets", filled("[ "));
    row("braces", filled("{ "));
    row("brackets with quotes", filled("[\" "));
    row("brackets and expressions with quotes", filled("/\"/ [ "));
    row("members without an end", filled("\"\":[ "));
    row("slashes", filled("/a "));
    row("slashes with backslashes", filled("/\\ "));
    row("parentheses", filled("("));
    row("parentheses with terms", filled("(a "));
    row("closing parentheses", filled(") "));
    row("not", filled("-"));
    row("not, spelled out", filled("not "));
    row("or", filled("or "));
    row("and", filled("and "));
    row("words", filled("a "));
    row("words and or", filled("a or "));
    row("values", filled("1,", "code:"));
    row("sizes", filled("1,", "size:"));
    row("ranges", filled("1..2,", "size:"));
    row("types", filled("text,", "type:"));
    row("names nobody knows", filled("x:1 "));
    row("names nobody knows, in a list", filled("x,", "type:"));
    row("a long name", filled("x", "type:"));
    row("fields", filled("type:text "));
    row("fields without values", filled("type: "));
    row("times", filled("1s..2s,", "time:"));
    row("a set", filled("1 ", "websocket.opcode in {"));
    row("a path", filled("a.", "json:$."));
    row("a path of brackets", filled("[0]", "json:$"));
    row("paths", filled("json:$.a "));
    row("paths with values", filled("json:$.a=1 "));
    row("JSON values", filled("1,", "json:$.a="));
    row("bytes", filled("00", "hex:"));
    row("unknown bytes", filled("?? ", "hex:\""));
    row("quotes", filled("\"a\" "));
    row("an open quote", filled("a", "\""));
    row("an expression", filled("(a|b)*", "/") + "/");
    row("nested repetitions", filled("(", "/") + "/");
    row("counted repetitions", "/((((a{900}){900}){900}){900})/");
    row("bytes that are no UTF-8", filled("\xff\xfe "));
}

void FilterLimitsTest::readsAnything()
{
    QFETCH(QByteArray, expression);
    const std::string text = expression.toStdString();
    const auto parsed = filter::parse(text);
    const auto parts = filter::parts(text);
    const auto completions = filter::complete(text, text.size(), {});
    QVERIFY(parsed || !parsed.error().what.empty());
    QVERIFY(completions.position <= text.size());
    for (const filter::Part& part : parts) {
        QVERIFY(part.position + part.length <= text.size());
    }
}

void FilterLimitsTest::looksForBracketsInSteps()
{
    const std::string text = filled("[ ");
    std::size_t steps = 3 * text.size();
    for (std::size_t at = 0; at < text.size(); at += 2) {
        QCOMPARE(filter::jsonTextEnd(text, at, steps), at);
        QVERIFY(at > 8 || steps > 0 || at >= 4);
    }
    QCOMPARE(steps, std::size_t{0});
    std::size_t enough = 100;
    QCOMPARE(filter::jsonTextEnd("[1,[2]] x", 0, enough), std::size_t{7});
    QCOMPARE(enough, std::size_t{93});
}

/// The limits do not affect expressions that users type.
void FilterLimitsTest::shortOnesAreReadAsEver()
{
    std::string text;
    for (int i = 0; i < 300; ++i) {
        text += "[ {\"a\":[1,2]} /x y/ ";
    }
    const auto parts = filter::parts(text);
    QCOMPARE(std::ranges::count(parts, filter::Part::Kind::Regex, &filter::Part::kind), 300);
    const auto whole =
        std::ranges::count_if(parts, [](const filter::Part& part) { return part.length == 11; });
    QCOMPARE(whole, 300);
}

FRAMESCOPE_TEST(FilterLimitsTest)

} // namespace tst_filter_limits

#include "tst_filter_limits.moc"
