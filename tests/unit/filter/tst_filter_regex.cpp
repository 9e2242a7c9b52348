// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/needed_literals.h"
#include "filter/match/text_pattern.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>
#include <random>

namespace tst_filter_regex {

using namespace framescope;
using namespace framescope::filter;

/// Literals that are searched for before a regular expression is evaluated.
class FilterRegexTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhatIsNeeded_data();
    void knowsWhatIsNeeded();
    void rulesOutNothingThatMatches();
};

void FilterRegexTest::knowsWhatIsNeeded_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("literals");

    const auto row = [](const char* expression, const char* literals) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(literals);
    };
    row("seq\":77/c", "seq\":77");
    row("price\":1[0-9]+", "price\":1");
    row("price", "price");
    row("PRICE/c", "price");
    row("re+gex", "gex");
    row("(hello|world).*again", "again");
    row("order|trade", "order trade");
    row("^(on|off)$", "off on");
    row("(?:abc|abd)z/c", "abcz abdz");
    // The Kelvin sign is a k whose case is ignored, and the long s an s.
    row("kelvin", "elvin");
    row("stick", "tic");
    row("stick/c", "stick");
    row("(?i)stick/c", "tic");
    row("sink.*tank", "tan");
    row("kk", "");
    // Matches without any literal, or may match letters beyond ASCII.
    row("[0-9]+", "");
    row("a.*b", "");
    row("", "");
    row("(price)?", "");
    row("price|", "");
    row("\\x{212a}elvin", "");
    row("\\pLprice", "");
    row("žluť", "");
    row("^$", "");
}

void FilterRegexTest::knowsWhatIsNeeded()
{
    QFETCH(QString, expression);
    QFETCH(QString, literals);
    const bool isExact = expression.endsWith(QLatin1String("/c"));
    if (isExact) {
        expression.chop(2);
    }
    const auto pattern =
        TextPattern::regex(expression.toStdString(), isExact ? Case::Exact : Case::Ignored);
    QVERIFY(pattern);
    QStringList needed;
    for (const ByteSearch& search : pattern->needed()) {
        needed += QString::fromStdString(std::string(search.literal()));
    }
    QCOMPARE(needed.join(QLatin1Char(' ')), literals);
}

void FilterRegexTest::rulesOutNothingThatMatches()
{
    std::mt19937_64 random(1);
    const auto joined = [&random](const std::vector<std::string>& parts, std::size_t most) {
        std::string all;
        for (std::size_t i = 1 + random() % most; i > 0; --i) {
            all += parts[random() % parts.size()];
        }
        return all;
    };
    const std::vector<std::string> pieces = {
        "stick", "Kelvin", "k",  "s",   "tick ", "a+",   "[abk]",   "(?i)", "|",   "(tick|tock)",
        ".*",    "(a|)",   "is", "\\b", "x?",    "[^a]", "(?:is)+", "i",    "\\.", "(?-i)No"};
    const std::vector<std::string> words = {
        "stick",      "STICK", "\u017ftick", "Kelvin", "\u212aelvin", "kelvin",
        "tic\u212a ", "tick ", "tock",       "a",      "is",          "i\u017f",
        "x",          ".",     "\u0130",     "\xff",   "no",          "No"};
    std::size_t matches = 0;
    std::size_t ruledOut = 0;
    for (int i = 0; i < 3000; ++i) {
        const std::string expression = joined(pieces, 4);
        const auto pattern =
            TextPattern::regex(expression, random() % 2 == 0 ? Case::Exact : Case::Ignored);
        if (!pattern) {
            continue;
        }
        for (int j = 0; j < 20; ++j) {
            const std::string text = joined(words, 5);
            const bool isRuledOut =
                !pattern->needed().empty() &&
                std::ranges::none_of(pattern->needed(), [&text](const ByteSearch& search) {
                    return search.isIn(asBytes(text));
                });
            const bool isMatch = pattern->matches(text);
            QVERIFY2(!isMatch || !isRuledOut, (expression + " in " + text).c_str());
            matches += isMatch ? 1 : 0;
            ruledOut += isRuledOut ? 1 : 0;
        }
    }
    QVERIFY(matches > 5000 && ruledOut > 5000);
}

FRAMESCOPE_TEST(FilterRegexTest)

} // namespace tst_filter_regex

#include "tst_filter_regex.moc"
