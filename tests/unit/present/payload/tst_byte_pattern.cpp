// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/byte_pattern.h"
#include "present/payload/payload_search.h"
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_byte_pattern {

using namespace framescope;
using namespace framescope::present;
using framescope::test::bytesOf;

namespace {

using Outcome = PayloadSearch::Outcome;

std::shared_ptr<const Payload> payloadOf(std::string_view text)
{
    const ByteView bytes = asBytes(text);
    return Payload::ofBytes(std::make_shared<const Bytes>(bytes.begin(), bytes.end()));
}

/// "offset+length" of the matches in turn.
QString matchesOf(const BytePattern& pattern, ByteView bytes)
{
    QStringList found;
    for (auto match = pattern.find(bytes); match; match = pattern.find(bytes, match->offset + 1)) {
        found += QStringLiteral("%1+%2").arg(match->offset).arg(match->length);
    }
    return found.join(' ');
}

} // namespace

class TestBytePattern : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void hex_data();
    void hex();
    void badHex_data();
    void badHex();
    void last();
    void search_data();
    void search();
    void searchOverParts();
    void newestSearchWins();
};

void TestBytePattern::text_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("kind"); ///< "", "case", "json"
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("matches");
    QTest::newRow("any case") << "ab"
                              << ""
                              << "xABab"
                              << "1+2 3+2";
    QTest::newRow("case") << "ab"
                          << "case"
                          << "xABab"
                          << "3+2";
    QTest::newRow("beyond ASCII") << "É"
                                  << ""
                                  << "éÉ"
                                  << "0+2 2+2";
    QTest::newRow("other length") << "ı"
                                  << ""
                                  << "ıI"
                                  << "0+2 2+1";
    QTest::newRow("astral") << "😀"
                            << ""
                            << "a😀"
                            << "1+4";
    QTest::newRow("nothing there") << "x"
                                   << ""
                                   << "abc"
                                   << "";
    QTest::newRow("empty pattern") << ""
                                   << ""
                                   << "abc"
                                   << "";
    QTest::newRow("JSON escape") << "é"
                                 << "json"
                                 << R"("\u00e9 \u00E9 é")"
                                 << "1+6 8+6 15+2";
    QTest::newRow("JSON pair") << "😀"
                               << "json"
                               << R"(\ud83d\ude00)"
                               << "0+12";
    QTest::newRow("JSON quote") << "\""
                                << "json"
                                << R"("\"")"
                                << "0+1 1+2 2+1 3+1";
    QTest::newRow("JSON line feed") << "a\n"
                                    << "json"
                                    << R"(a\n)"
                                    << "0+3";
}

void TestBytePattern::text()
{
    QFETCH(QString, pattern);
    QFETCH(QString, kind);
    QFETCH(QString, text);
    const BytePattern made = kind == "json" ? BytePattern::ofJsonText(pattern, false)
                                            : BytePattern::ofText(pattern, kind == "case");
    const std::string utf8 = text.toStdString();
    QTEST(matchesOf(made, asBytes(utf8)), "matches");
}

void TestBytePattern::hex_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("bytes");
    QTest::addColumn<QString>("matches");
    QTest::newRow("bytes") << "ca fe"
                           << "00 ca fe ca fe"
                           << "1+2 3+2";
    QTest::newRow("no spaces") << "CAfe"
                               << "ca fe"
                               << "0+2";
    QTest::newRow("any byte") << "ca ?? 01"
                              << "ca 00 01 ca ff 01 ca 01"
                              << "0+3 3+3";
    QTest::newRow("any byte first") << "?? 01"
                                    << "01 01"
                                    << "0+2";
    QTest::newRow("any byte at the end") << "01 ??"
                                         << "00 01"
                                         << "";
    QTest::newRow("nothing") << ""
                             << "00"
                             << "";
}

void TestBytePattern::hex()
{
    QFETCH(QString, pattern);
    QFETCH(QString, bytes);
    const auto made = BytePattern::ofHex(pattern.toStdString());
    QVERIFY(made);
    QTEST(matchesOf(*made, bytesOf(bytes.toStdString())), "matches");
}

void TestBytePattern::badHex_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("position");
    QTest::newRow("letter") << "ca xy"
                            << "position 4";
    QTest::newRow("half a byte") << "caf"
                                 << "position 3";
    QTest::newRow("half any") << "?"
                              << "position 1";
}

void TestBytePattern::badHex()
{
    QFETCH(QString, pattern);
    QFETCH(QString, position);
    const auto made = BytePattern::ofHex(pattern.toStdString());
    QVERIFY(!made);
    QVERIFY(QString::fromStdString(made.error().message()).contains(position));
}

void TestBytePattern::last()
{
    const BytePattern pattern = BytePattern::ofText(QStringLiteral("ab"), true);
    const ByteView bytes = asBytes("ab.ab.ab");
    QCOMPARE(pattern.findLast(bytes, 8)->offset, std::size_t{6});
    QCOMPARE(pattern.findLast(bytes, 6)->offset, std::size_t{3});
    QCOMPARE(pattern.findLast(bytes, 1)->offset, std::size_t{0});
    QVERIFY(!pattern.findLast(bytes, 0));
    QCOMPARE(pattern.findLast(bytes, 100)->offset, std::size_t{6});
}

void TestBytePattern::search_data()
{
    QTest::addColumn<bool>("backwards");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("place");
    QTest::newRow("next") << false << 0 << 0;
    QTest::newRow("next but one") << false << 1 << 4;
    QTest::newRow("past the last") << false << 5 << 0;
    QTest::newRow("previous") << true << 4 << 0;
    QTest::newRow("before the first") << true << 0 << 4;
    QTest::newRow("from the end") << true << 1000 << 4;
}

void TestBytePattern::search()
{
    QFETCH(bool, backwards);
    QFETCH(int, from);
    PayloadSearch search;
    QSignalSpy finished(&search, &PayloadSearch::finished);
    const auto pattern = BytePattern::ofText(QStringLiteral("ab"), false);
    const auto where = static_cast<std::uint64_t>(from);
    search.find({payloadOf("ab..ab")}, pattern, where, backwards);
    QVERIFY(finished.wait(test::Patience));
    const auto outcome = finished.front().front().value<Outcome>();
    QVERIFY(outcome.place);
    QTEST(static_cast<int>(*outcome.place), "place");
}

/// A match may lie across the parts that a text is read in.
void TestBytePattern::searchOverParts()
{
    constexpr std::size_t border = std::size_t{1} << 20;
    for (const std::size_t at : {border - 3, border - 1, border, 2 * border - 2}) {
        std::string text(3 * border, '.');
        text.replace(at, 5, "match");
        for (const bool backwards : {false, true}) {
            PayloadSearch search;
            QSignalSpy finished(&search, &PayloadSearch::finished);
            const auto pattern = BytePattern::ofText(QStringLiteral("MATCH"), false);
            search.find({payloadOf(text)}, pattern, backwards ? text.size() : 0, backwards);
            QVERIFY(finished.wait(test::Patience));
            const auto outcome = finished.front().front().value<Outcome>();
            QCOMPARE(outcome.place, std::optional(std::uint64_t{at}));
            QCOMPARE(outcome.length, std::uint64_t{5});
        }
    }
}

void TestBytePattern::newestSearchWins()
{
    PayloadSearch search;
    QSignalSpy finished(&search, &PayloadSearch::finished);
    search.find({payloadOf(std::string(20'000'000, '.'))},
                BytePattern::ofText(QStringLiteral("x"), false), 0, false);
    search.find({payloadOf("abc")}, BytePattern::ofText(QStringLiteral("c"), false), 0, false);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.front().front().value<Outcome>().place, std::optional(std::uint64_t{2}));
    QVERIFY(!search.isRunning());
}

FRAMESCOPE_TEST(TestBytePattern)

} // namespace tst_byte_pattern

#include "tst_byte_pattern.moc"
