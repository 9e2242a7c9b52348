// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "filter/language/number_set.h"
#include "filter/match/byte_search.h"
#include "filter/match/hex_pattern.h"
#include "filter/match/text_pattern.h"
#include "support/test_program.h"

namespace tst_filter_parts {

using namespace framescope;
using namespace framescope::filter;

namespace {

class Random
{
public:
    std::uint32_t below(std::uint32_t limit)
    {
        state_ = state_ * 1664525 + 1013904223;
        return (state_ >> 8) % limit;
    }

private:
    std::uint32_t state_ = 1;
};

} // namespace

/// The parts of conditions: searching, numbers, patterns.
class FilterPartsTest : public QObject
{
    Q_OBJECT

private slots:
    void findsText_data();
    void findsText();
    void findsWhatIsFoundByBruteForce();
    void findsAtEveryPlace();
    void matchesPatterns_data();
    void matchesPatterns();
    void regularExpressionsEnd();
    void findsBytes_data();
    void findsBytes();
    void holdsNumbers_data();
    void holdsNumbers();
    void holdsNumbersOfRanges();
};

void FilterPartsTest::findsText_data()
{
    QTest::addColumn<QByteArray>("haystack");
    QTest::addColumn<QByteArray>("phrase");
    QTest::addColumn<bool>("found");

    const auto row = [](const char* name, const QByteArray& haystack, const QByteArray& phrase,
                        bool found) { QTest::newRow(name) << haystack << phrase << found; };
    row("same", "John", "John", true);
    row("case", "say JOHN", "john", true);
    row("case of the phrase", "say john!", "JoHn", true);
    row("start", "john is", "john", true);
    row("not there", "jo hn", "john", false);
    row("longer than the text", "jo", "john", false);
    row("empty text", "", "j", false);
    row("one letter", "xxJ", "j", true);
    row("no letter has a case", "[{1}", "{[", false);
    row("at and back-tick are no letters", "@`", "`@", false);
    row("accents", "\xC5\xBDlut\xC3\xBD", "\xC5\xBElu", true);
    row("Greek", "\xCE\xA3\xCE\xB1", "\xCF\x83\xCE\x91", true);
    row("Chinese", "\xE4\xBD\xA0\xE5\xA5\xBD", "\xE5\xA5\xBD", true);
    row("binary text", QByteArray("\x00\xff\xfeJohn", 7), "john", true);
    row("bytes in the phrase", "a\xffz", "\xffZ", true);
    row("accents between bytes that are no text", "\xff\xC5\xBD\xff", "\xC5\xBE", true);
    row("long phrase", QByteArray(1000, 'a') + QByteArray(600, 'b'),
        QByteArray(300, 'A') + QByteArray(300, 'B'), true);
}

void FilterPartsTest::findsText()
{
    QFETCH(QByteArray, haystack);
    QFETCH(QByteArray, phrase);
    QFETCH(bool, found);
    QCOMPARE(TextPattern::containing(phrase.toStdString(), Case::Ignored)
                 .matches(haystack.toStdString()),
             found);
}

void FilterPartsTest::findsWhatIsFoundByBruteForce()
{
    Random random;
    const auto text = [&random](std::uint32_t longest) {
        std::string made;
        for (std::uint32_t left = 1 + random.below(longest); left > 0; --left) {
            made += "aAbB"[random.below(4)];
        }
        return made;
    };
    for (int round = 0; round < 20'000; ++round) {
        const std::string haystack = text(60);
        const std::string phrase = text(6);
        const auto exact = ByteSearch(phrase, Case::Exact).find(asBytes(haystack));
        QCOMPARE(exact, haystack.find(phrase));
        const auto folded = ByteSearch(phrase, Case::Ignored).find(asBytes(haystack));
        QCOMPARE(folded, lowerCase(haystack).find(lowerCase(phrase)));
    }
}

/// Finds at each position of a text that is read in steps of sixteen, and nothing after its end.
void FilterPartsTest::findsAtEveryPlace()
{
    for (std::size_t length = 1; length < 80; ++length) {
        const std::string phrase = length % 3 == 0   ? "x"
                                   : length % 3 == 1 ? "xY"
                                                     : "x.............Y";
        const ByteSearch search(phrase, Case::Ignored);
        for (std::size_t at = 0; at + phrase.size() <= length; ++at) {
            std::string haystack(length, '.');
            haystack.replace(at, phrase.size(), phrase);
            QCOMPARE(search.find(asBytes(haystack)), at);
            QCOMPARE(search.find(asBytes(haystack), at + 1), ByteSearch::NotFound);
            QCOMPARE(search.find(asBytes(haystack).first(at + phrase.size() - 1)),
                     ByteSearch::NotFound);
        }
    }
}

void FilterPartsTest::matchesPatterns_data()
{
    QTest::addColumn<QString>("pattern"); // =whole, ~part, /regex
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");

    QTest::newRow("whole") << "=john"
                           << "JOHN" << true;
    QTest::newRow("not whole") << "=john"
                               << "johnny" << false;
    QTest::newRow("empty whole") << "="
                                 << "" << true;
    QTest::newRow("empty whole, text") << "="
                                       << "x" << false;
    QTest::newRow("empty part") << "~"
                                << "x" << true;
    QTest::newRow("accents whole") << "=\u017elu"
                                   << "\u017dLU" << true;
    QTest::newRow("accents not whole") << "=\u017elu"
                                       << "\u017dLUx" << false;
    QTest::newRow("regex") << "/j.h+n$"
                           << "xJOHHN" << true;
    QTest::newRow("regex over lines") << "/a.b"
                                      << "a\nb" << false;
    QTest::newRow("regex with a flag") << "/(?s)a.b"
                                       << "a\nb" << true;
    QTest::newRow("regex of letters") << "/^\\p{L}+$"
                                      << "\u017elut\u00fd" << true;
}

void FilterPartsTest::matchesPatterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, matches);
    const std::string rest = pattern.mid(1).toStdString();
    const auto made = pattern[0] == QLatin1Char('=') ? TextPattern::equalTo(rest, Case::Ignored)
                      : pattern[0] == QLatin1Char('~')
                          ? TextPattern::containing(rest, Case::Ignored)
                          : *TextPattern::regex(rest, Case::Ignored);
    QCOMPARE(made.matches(text.toStdString()), matches);
}

/// Expressions that take other engines forever take linear time.
void FilterPartsTest::regularExpressionsEnd()
{
    const std::string text(100'000, 'a');
    for (const char* expression : {"(a+)+$b", "(a|aa)+b", "(.*)*b", "(a?){100}a{100}b"}) {
        const auto pattern = TextPattern::regex(expression, Case::Ignored);
        QVERIFY(pattern);
        QVERIFY(!pattern->matches(text));
    }
    QVERIFY(!TextPattern::regex("((a{1000}){1000}){1000}", Case::Ignored));
    QVERIFY(!TextPattern::regex("(a)\\1", Case::Ignored));
    QVERIFY(!TextPattern::regex(std::string(100'000, '('), Case::Ignored));
}

void FilterPartsTest::findsBytes_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("haystack"); // hex
    QTest::addColumn<bool>("found");

    QTest::newRow("one") << "ca" << QByteArray("00ca") << true;
    QTest::newRow("no separators") << "cafe" << QByteArray("cafe") << true;
    QTest::newRow("colons") << "CA:FE" << QByteArray("00cafe") << true;
    QTest::newRow("any byte") << "ca ?? fe" << QByteArray("ca01fe") << true;
    QTest::newRow("any byte is one") << "ca ?? fe" << QByteArray("cafe") << false;
    QTest::newRow("half a byte") << "c? f?" << QByteArray("00c1ff") << true;
    QTest::newRow("nothing fixed") << "?? ??" << QByteArray("0011") << true;
    QTest::newRow("nothing fixed, too short") << "?? ??" << QByteArray("00") << false;
    QTest::newRow("any at the end needs a byte") << "ca ??" << QByteArray("00ca") << false;
    QTest::newRow("any at the start needs a byte") << "?? ca" << QByteArray("ca00") << false;
    QTest::newRow("second place") << "?? ca fe" << QByteArray("cacafe") << true;
    QTest::newRow("false start") << "01 02 ?? 04" << QByteArray("010203030102ff04") << true;
    QTest::newRow("case counts") << "61" << QByteArray("41") << false;
    QTest::newRow("empty") << "ca" << QByteArray() << false;
}

void FilterPartsTest::findsBytes()
{
    QFETCH(QString, pattern);
    QFETCH(QByteArray, haystack);
    QFETCH(bool, found);
    const auto made = HexPattern::parse(pattern.toStdString());
    QVERIFY(made);
    const QByteArray bytes = QByteArray::fromHex(haystack);
    QCOMPARE(made->isIn(asBytes({bytes.data(), static_cast<std::size_t>(bytes.size())})), found);
}

void FilterPartsTest::holdsNumbers_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("quantity");
    QTest::addColumn<qulonglong>("number");
    QTest::addColumn<bool>("holds");

    const auto row = [](const char* value, Quantity quantity, std::uint64_t number, bool holds) {
        QTest::addRow("%s: %llu", value, static_cast<unsigned long long>(number))
            << value << static_cast<int>(quantity) << static_cast<qulonglong>(number) << holds;
    };
    constexpr std::uint64_t Most = UINT64_MAX;
    constexpr std::uint64_t Second = 1'000'000'000;
    row("10", Quantity::Plain, 10, true);
    row("10", Quantity::Plain, 11, false);
    row("0x1F", Quantity::Plain, 31, true);
    row("10.5", Quantity::Plain, 10, false);
    row("10..20", Quantity::Plain, 20, true);
    row("10..20", Quantity::Plain, 21, false);
    row("..20", Quantity::Plain, 0, true);
    row("10..", Quantity::Plain, Most, true);
    row("0.5..1.5", Quantity::Plain, 0, false);
    row("0.5..1.5", Quantity::Plain, 1, true);
    row("18446744073709551615", Quantity::Plain, Most, true);
    row("18446744073709551616", Quantity::Plain, Most, false);
    row("99999999999999999999999", Quantity::Plain, Most, false);
    row("1.5k", Quantity::Bytes, 1500, true);
    row("1.5Ki", Quantity::Bytes, 1536, true);
    row("2M", Quantity::Bytes, 2'000'000, true);
    row("1GiB", Quantity::Bytes, 1 << 30, true);
    row("20000000000G", Quantity::Bytes, Most, false);
    row("12s", Quantity::Seconds, 12 * Second, true);
    row("12s", Quantity::Seconds, 13 * Second - 1, true);
    row("12s", Quantity::Seconds, 13 * Second, false);
    row("12.5", Quantity::Seconds, 12'599'999'999, true);
    row("12.5", Quantity::Seconds, 12'600'000'000, false);
    row("2m", Quantity::Seconds, 120 * Second, true);
    row("1.5h", Quantity::Seconds, 5400 * Second, true);
    row("3us", Quantity::Seconds, 3000, true);
    row("3ns", Quantity::Seconds, 3, true);
    row("3ns", Quantity::Seconds, 4, false);
    row("5", Quantity::Milliseconds, 5'000'000, true);
    row("1s..2s", Quantity::Seconds, 2 * Second, true);
    row("1s..2s", Quantity::Seconds, 2 * Second + 1, false);
    row("true", Quantity::Truth, 1, true);
    row("False", Quantity::Truth, 0, true);
    row(">10", Quantity::Plain, 10, false);
    row(">10", Quantity::Plain, 11, true);
    row(">10.5", Quantity::Plain, 11, true);
    row("<10.5", Quantity::Plain, 10, true);
    row("<0", Quantity::Plain, 0, false);
    row("<=0", Quantity::Plain, 0, true);
    row(">=10.5", Quantity::Plain, 10, false);
    row(">=10.5", Quantity::Plain, 11, true);
    row(">18446744073709551615", Quantity::Plain, Most, false);
    row(">99999999999999999999999", Quantity::Plain, Most, false);
    row("<99999999999999999999999", Quantity::Plain, Most, true);
    row("!=5", Quantity::Plain, 5, false);
    row("!=5", Quantity::Plain, 4, true);
    row("!=5", Quantity::Plain, 6, true);
    row("!=0", Quantity::Plain, 0, false);
    row("!=5.5", Quantity::Plain, 5, true);
}

void FilterPartsTest::holdsNumbers()
{
    QFETCH(QString, value);
    QFETCH(int, quantity);
    QFETCH(qulonglong, number);
    QFETCH(bool, holds);
    FieldValue asked;
    using enum Comparison;
    const std::pair<const char*, Comparison> signs[] = {
        {"!=", NotEqual}, {">=", GreaterOrEqual}, {"<=", LessOrEqual}, {">", Greater}, {"<", Less}};
    for (const auto& [sign, comparison] : signs) {
        if (asked.comparison == Is && value.startsWith(QLatin1String(sign))) {
            asked.comparison = comparison;
            value.remove(0, static_cast<qsizetype>(qstrlen(sign)));
        }
    }
    asked.text = value.toStdString();
    const auto set = NumberSet::of({"field", 0, 0, {asked}}, static_cast<Quantity>(quantity));
    QVERIFY(set);
    QCOMPARE(set->contains(number), holds);
    QCOMPARE(set->hasOneOf(number, number), holds);
}

/// A range has a number of the set if one of its numbers is in it.
void FilterPartsTest::holdsNumbersOfRanges()
{
    constexpr std::uint64_t Most = 12;
    Random random;
    for (int i = 0; i < 500; ++i) {
        ValueList list{"field", 0, 0, {}};
        for (std::uint32_t values = 1 + random.below(3); values > 0; --values) {
            FieldValue value;
            value.comparison = random.below(2) == 0 ? Comparison::NotEqual : Comparison::Equal;
            const std::uint32_t first = random.below(Most);
            value.text = std::to_string(first);
            if (random.below(2) == 0) {
                value.text += ".." + std::to_string(first + random.below(4));
            }
            list.values.push_back(value);
        }
        const auto set = NumberSet::of(list, Quantity::Plain);
        QVERIFY(set);
        const std::uint64_t from = random.below(Most);
        const std::uint64_t to = from + random.below(4);
        bool has = false;
        for (std::uint64_t number = from; number <= to; ++number) {
            has = has || set->contains(number);
        }
        QCOMPARE(set->hasOneOf(from, to), has);
    }
}

FRAMESCOPE_TEST(FilterPartsTest)

} // namespace tst_filter_parts

#include "tst_filter_parts.moc"
