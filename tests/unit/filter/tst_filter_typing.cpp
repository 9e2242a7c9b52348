// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/completion.h"
#include "filter/language/fields.h"
#include "filter/language/filter.h"
#include "filter/language/terms.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_filter_typing {

using namespace framescope;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

const filter::Vocabulary Seen{.codes = {"4001", "1000"},
                              .connections = {"1", "2"},
                              .jsonPaths = {"$.type", "$.items[0].id"},
                              .rules = {"utf8-invalid"}};

} // namespace

/// Help while typing an expression: completion, and terms made from a cell.
class FilterTypingTest : public QObject
{
    Q_OBJECT

private slots:
    void completes_data();
    void completes();
    void helpNamesAllValues();
    void makesTerms_data();
    void makesTerms();
    void addsTerms_data();
    void addsTerms();
};

void FilterTypingTest::completes_data()
{
    QTest::addColumn<QString>("expression"); // | is the cursor
    QTest::addColumn<QString>("replaced");   // what would be replaced
    QTest::addColumn<QString>("first");      // the first proposals, or none

    const auto row = [](const char* expression, const char* replaced, const char* first) {
        QTest::newRow(expression) << expression << replaced << first;
    };
    row("|", "", "dir: type: kind:");
    row("d|", "d", "dir: detail:");
    row("S|", "S", "size: status: severity:");
    row("a s|", "s", "size: status: severity:");
    row("(ti|", "ti", "time:");
    row("-is|", "is", "is:");
    row("x or -|", "", "dir: type: kind:");
    row("no|", "no", "note: not ");
    row("dir:|", "", "in out");
    row("dir:i|", "i", "in");
    row("dir:i|n type:text", "in", "in");
    row("dir:in,|", "", "in out");
    row("dir:in,o|,x", "o", "out");
    row("type:t|", "t", "text");
    row("type:con|", "con", "connecting connected continuation");
    row("code:|", "", "4001 1000");
    row("code:1|", "1", "1000");
    row("conn:|", "", "1 2");
    row("json:|", "", "$.type $.items[0].id");
    row("json:$.t|", "$.t", "$.type");
    row("rule:|", "", "utf8-invalid mask-missing");
    row("rule:mask|", "mask", "mask-missing mask-unexpected");
    row("websocket.op|", "websocket.op", "websocket.opcode == ");
    row("websocket.payload.close.status_code == |", "", "4001 1000");
    row("is:h|", "h", "heartbeat");
    row("severity:|", "", "info warning error");
    row("John|", "John", "");
    row("\"dir|", "", "");
    row("reason:\"x|", "", "");
    row("size:1|", "1", "");
}

void FilterTypingTest::completes()
{
    QFETCH(QString, expression);
    QFETCH(QString, replaced);
    QFETCH(QString, first);
    const auto cursor = static_cast<std::size_t>(expression.indexOf(QLatin1Char('|')));
    const std::string typed = expression.remove(QLatin1Char('|')).toStdString();
    const filter::Completions found = filter::complete(typed, cursor, Seen);
    QVERIFY(found.position + found.length <= typed.size());
    QCOMPARE(text(typed.substr(found.position, found.length)), replaced);
    QString proposals = QLatin1String("");
    for (const filter::Completion& choice : found.choices) {
        proposals += text(choice.text) + QLatin1Char(' ');
    }
    QVERIFY2(proposals.startsWith(first) && proposals.isEmpty() == first.isEmpty(),
             qPrintable(proposals));
    for (const filter::Completion& choice : found.choices) {
        QVERIFY2(!choice.meaning.empty(), choice.text.c_str());
    }
}

/// The printed description of a field names all its values.
void FilterTypingTest::helpNamesAllValues()
{
    for (const char* name : {"dir", "type", "kind", "is", "severity", "by"}) {
        const auto field = std::ranges::find(filter::fields(), name, &filter::Field::name);
        QVERIFY(field != filter::fields().end());
        const QString help = text(field->values) + QLatin1Char(' ') + text(field->meaning);
        const std::string typed = std::string(name) + ':';
        const auto found = filter::complete(typed, typed.size(), Seen);
        QVERIFY(found.choices.size() > 1);
        for (const filter::Completion& choice : found.choices) {
            QVERIFY2(help.contains(text(choice.text)), choice.text.c_str());
        }
    }
}

void FilterTypingTest::makesTerms_data()
{
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("expected");

    using namespace std::chrono_literals;
    const auto row = [](const std::string& made, const char* expected) {
        QTest::newRow(expected) << QString::fromStdString(made) << expected;
    };
    row(filter::phraseTerm("John"), R"("John")");
    row(filter::phraseTerm("a \"b\" \\c\nd\te"), R"("a \"b\" \\c\nd\te")");
    row(filter::fieldTerm("type", "text"), "type:text");
    row(filter::fieldTerm("reason", "see you"), R"(reason:"see you")");
    row(filter::fieldTerm("reason", "a,b"), R"(reason:"a,b")");
    row(filter::fieldTerm("reason", ""), R"(reason:"")");
    row(filter::fieldTerm("reason", "/x/"), R"(reason:"/x/")");
    row(filter::fieldTerm("reason", ">1"), R"(reason:">1")");
    row(filter::timeTerm(1250ms, 2500ms), "time:1.25s..2.5s");
    row(filter::timeTerm(0ns, 10s), "time:0s..10s");
    row(filter::timeTerm(1ns, 100000000000000001ns), "time:0.000000001s..100000000.000000001s");
    row(filter::jsonTerm("$.price", "100"), "json:$.price=100");
    row(filter::jsonTerm("$.type", "tick"), "json:$.type=tick");
    row(filter::jsonTerm("$[\"odd key\"]", "a b"), R"(json:$["odd key"]="a b")");
    row(filter::jsonPathTerm("$.items[0]"), "json:$.items[0]");
    row(filter::jsonPathTerm("$[\"odd key\"]"), R"(json:$["odd key"])");
    row(filter::jsonTerm("$.x", "-1.5e+300"), "json:$.x=-1.5e+300");
}

void FilterTypingTest::makesTerms()
{
    QFETCH(QString, made);
    QFETCH(QString, expected);
    QCOMPARE(made, expected);
    const auto filter = filter::parse(made.toStdString());
    QVERIFY2(filter, filter ? "" : filter.error().message().c_str());
}

void FilterTypingTest::addsTerms_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("result");

    const auto row = [](const char* expression, const char* term, const char* result) {
        QTest::newRow(result) << expression << term << result;
    };
    row("", "dir:in", "dir:in");
    row("  ", "dir:in", "dir:in");
    row("John", "dir:in", "John dir:in");
    row("John ", "dir:in", "John dir:in");
    row("a or b", "dir:in", "(a or b) dir:in");
    row("a || b ", "dir:out", "(a || b) dir:out");
    row("a or x(y", "dir:in", "(a or x(y ) dir:in");
    row("a or x(y)", "dir:in", "(a or x(y)) dir:in");
    row("(a or b)", "dir:in", "(a or b) dir:in");
    row("\"a or b\"", "dir:in", "\"a or b\" dir:in");
    row("time:1s..2s", "time:3s..4s", "time:3s..4s");
    row("a time:1s..2s b", "time:3s..4s", "a time:3s..4s b");
    row("a time>1s b", "time:3s..4s", "a time:3s..4s b");
    row("-time:1s..2s", "time:3s..4s", "-time:1s..2s time:3s..4s");
    row("(time:1s..2s or x)", "time:3s..4s", "(time:1s..2s or x) time:3s..4s");
    row("x or time:1s..2s", "time:3s..4s", "(x or time:1s..2s) time:3s..4s");
}

void FilterTypingTest::addsTerms()
{
    QFETCH(QString, expression);
    QFETCH(QString, term);
    QFETCH(QString, result);
    QCOMPARE(text(filter::withTerm(expression.toStdString(), term.toStdString())), result);
}

FRAMESCOPE_TEST(FilterTypingTest)

} // namespace tst_filter_typing

#include "tst_filter_typing.moc"
