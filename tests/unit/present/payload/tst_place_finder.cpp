// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "present/payload/place_finder.h"
#include "present/values/json_search.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <string>

namespace tst_place_finder {

using namespace framescope;
using namespace framescope::present;

namespace {

std::shared_ptr<const Bytes> shared(std::string_view text)
{
    const ByteView view = asBytes(text);
    return std::make_shared<const Bytes>(view.begin(), view.end());
}

/// What is known in the end.
template <class Start>
std::shared_ptr<const FoundPlaces> matchesOf(Start start)
{
    PlaceFinder counter;
    std::shared_ptr<const FoundPlaces> last;
    QObject::connect(
        &counter, &PlaceFinder::counted,
        [&last](const std::shared_ptr<const FoundPlaces>& matches) { last = matches; });
    start(counter);
    if (!QTest::qWaitFor([&last] { return last && last->complete; }, test::Patience)) {
        qFatal("it is never complete");
    }
    return last;
}

using Places = std::vector<std::uint64_t>;

std::shared_ptr<const FoundPlaces> inPayload(std::string text, const BytePattern& pattern)
{
    return matchesOf(
        [&](PlaceFinder& counter) { counter.count({Payload::ofBytes(shared(text))}, pattern); });
}

} // namespace

class TestPlaceFinder : public QObject
{
    Q_OBJECT

private slots:
    void payload_data();
    void payload();
    void acrossParts();
    void tooMany();
    void numberOfAPlace();
    void json();
    void tree();
    void newestWins();
    void cancelled();
};

void TestPlaceFinder::payload_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << "one two"
                          << "three" << 0;
    QTest::newRow("some") << "one two ONE"
                          << "one" << 2;
    QTest::newRow("overlapping") << "aaaa"
                                 << "aa" << 3;
    QTest::newRow("nothing to look in") << ""
                                        << "a" << 0;
    QTest::newRow("at both ends") << "a-a"
                                  << "a" << 2;
}

void TestPlaceFinder::payload()
{
    QFETCH(const QString, text);
    QFETCH(const QString, wanted);
    const auto matches = inPayload(text.toStdString(), BytePattern::ofText(wanted, false));
    QTEST(static_cast<int>(matches->places.size()), "count");
    QVERIFY(!matches->more);
    QVERIFY(matches->error.isEmpty());
}

void TestPlaceFinder::acrossParts()
{
    constexpr std::size_t part = 1 << 20;
    std::string text(3 * part, '.');
    text.replace(part - 2, 4, "word"); // over the edge
    text.replace(2 * part, 4, "word");
    const auto matches = inPayload(text, BytePattern::ofText(QStringLiteral("word"), true));
    QCOMPARE(matches->places, (Places{part - 2, 2 * part}));
    QCOMPARE(matches->scanned, std::uint64_t{3 * part});
}

void TestPlaceFinder::tooMany()
{
    const auto matches = inPayload(std::string(FoundPlaces::Most + 1, 'x'),
                                   BytePattern::ofText(QStringLiteral("x"), true));
    QVERIFY(matches->more);
    QCOMPARE(matches->places.size(), FoundPlaces::Most);
    const auto exactly = inPayload(std::string(FoundPlaces::Most, 'x'),
                                   BytePattern::ofText(QStringLiteral("x"), true));
    QVERIFY(!exactly->more);
    QCOMPARE(exactly->places.size(), FoundPlaces::Most);
}

void TestPlaceFinder::numberOfAPlace()
{
    FoundPlaces matches;
    matches.places = {2, 5, 9};
    QCOMPARE(matches.numberOf(2), std::optional<std::size_t>(1));
    QCOMPARE(matches.numberOf(9), std::optional<std::size_t>(3));
    QVERIFY(!matches.numberOf(3));
    QVERIFY(!matches.numberOf(10));
}

/// A value counts once, however often it has the text; what is between values does not count.
void TestPlaceFinder::json()
{
    const std::string text = R"({"a":"aa","b":["xa", 1, null],"c":{"d":"\u0061"}})";
    auto document = std::make_shared<JsonDocument>();
    document->text = shared(text);
    document->outline = codec::JsonOutline::parse(*document->text);
    const auto matches = matchesOf([&](PlaceFinder& counter) {
        counter.count(searchedIn(document), BytePattern::ofJsonText(QStringLiteral("a"), false));
    });
    QCOMPARE(matches->places,
             (Places{text.find("\"a\""), text.find("\"xa\""), text.find("\"d\"")}));
}

void TestPlaceFinder::tree()
{
    // {"id": 4660, "tags": ["a4660", nil], "4660": true}
    const auto tree = std::make_shared<const codec::ValueTree>(codec::ValueTree::parse(
        codec::ValueEncoding::MessagePack,
        std::make_shared<const Bytes>(
            parseHex("83 a26964 cd1234 a474616773 92 a5 6134363630 c0 a4 34363630 c3").value())));
    QVERIFY(!tree->failure());
    const auto count = [&tree](const char* text) {
        return matchesOf([&](PlaceFinder& counter) {
                   counter.countInTree(tree, BytePattern::ofText(QLatin1String(text), false));
               })
            ->places;
    };
    QCOMPARE(count("4660"), (Places{1, 3, 5}));
    QCOMPARE(count("TAGS"), (Places{2}));
    QCOMPARE(count("null"), (Places{4}));
    QCOMPARE(count("nowhere"), Places());
}

void TestPlaceFinder::newestWins()
{
    PlaceFinder counter;
    std::vector<std::size_t> counts;
    connect(&counter, &PlaceFinder::counted, this, [&counts](const auto& matches) {
        if (matches->complete) {
            counts.push_back(matches->places.size());
        }
    });
    const auto large = Payload::ofBytes(shared(std::string(20'000'000, 'b') + "a"));
    for (int i = 0; i < 10; ++i) {
        counter.count({large}, BytePattern::ofText(QStringLiteral("a"), true));
    }
    counter.count({Payload::ofBytes(shared("x x"))},
                  BytePattern::ofText(QStringLiteral("x"), true));
    QTRY_COMPARE(counts, (std::vector<std::size_t>{2}));
}

void TestPlaceFinder::cancelled()
{
    PlaceFinder counter;
    QSignalSpy spy(&counter, &PlaceFinder::counted);
    counter.count({Payload::ofBytes(shared("x"))}, BytePattern::ofText(QStringLiteral("x"), true));
    counter.cancel();
    PlaceFinder other; // by the time that this one is done the first would be
    bool done = false;
    connect(&other, &PlaceFinder::counted, this, [&done] { done = true; });
    other.count({Payload::ofBytes(shared(std::string(1'000'000, 'x')))},
                BytePattern::ofText(QStringLiteral("y"), true));
    QTRY_VERIFY(done);
    QVERIFY(spy.isEmpty());
}

FRAMESCOPE_TEST(TestPlaceFinder)

} // namespace tst_place_finder

#include "tst_place_finder.moc"
