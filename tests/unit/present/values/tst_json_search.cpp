// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/decoding_payload.h"
#include "present/values/json_search.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_json_search {

using namespace framescope;
using namespace framescope::present;

namespace {

std::shared_ptr<const JsonDocument> documentOf(std::string_view text)
{
    auto document = std::make_shared<JsonDocument>();
    const ByteView bytes = asBytes(text);
    document->text = std::make_shared<const Bytes>(bytes.begin(), bytes.end());
    document->outline = codec::JsonOutline::parse(*document->text);
    return document;
}

} // namespace

class TestJsonSearch : public QObject
{
    Q_OBJECT

private slots:
    void hitsInTurn_data();
    void hitsInTurn();
    void firstOfAll();
    void loaded();
    void notLoaded_data();
    void notLoaded();
};

void TestJsonSearch::hitsInTurn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("paths"); ///< from the root on, round and round
    const QString text = R"({"name":"Ann","list":[{"NAME":1},"no","ann, name"],"x":"\u00e9"})";
    QTest::newRow("keys and values")
        << text << "name" << QStringList{"$.name", "$.list[0].NAME", "$.list[2]"};
    QTest::newRow("escaped") << text << "é" << QStringList{"$.x"};
    QTest::newRow("a number") << text << "1" << QStringList{"$.list[0].NAME"};
    QTest::newRow("punctuation is no value") << text << "," << QStringList{"$.list[2]"};
    QTest::newRow("key of a container") << text << "list" << QStringList{"$.list"};
    QTest::newRow("nowhere") << text << "nobody" << QStringList();
    QTest::newRow("a value alone") << R"("ann")"
                                   << "nn" << QStringList{"$"};
}

void TestJsonSearch::hitsInTurn()
{
    QFETCH(QString, text);
    QFETCH(QString, pattern);
    QFETCH(QStringList, paths);
    const auto document = documentOf(text.toStdString());
    const BytePattern made = BytePattern::ofJsonText(pattern, false);
    JsonTreeModel model;
    model.setDocument(document);
    for (const bool backwards : {false, true}) {
        QStringList found;
        PayloadSearch search;
        QSignalSpy finished(&search, &PayloadSearch::finished);
        FoundAt at = placeOf(*document, codec::JsonOutline::Root);
        for (qsizetype i = 0; i < std::max<qsizetype>(paths.size(), 1); ++i) {
            search.find(searchedIn(document), made, backwards ? at.place : at.next, backwards);
            QVERIFY(finished.wait(test::Patience));
            const auto outcome = finished.takeFirst().front().value<PayloadSearch::Outcome>();
            if (outcome.place) {
                const auto node = document->outline.nodeAt(*outcome.place);
                at = placeOf(*document, node);
                found += model.indexOf(node).data(JsonTreeModel::PathRole).toString();
            }
        }
        if (backwards) {
            std::reverse(found.begin(), found.end());
        }
        QCOMPARE(found, paths);
    }
}

void TestJsonSearch::firstOfAll()
{
    PayloadSearch search;
    QSignalSpy finished(&search, &PayloadSearch::finished);
    search.find(searchedIn(documentOf("[1,22,2]")),
                BytePattern::ofJsonText(QStringLiteral("2"), false), 0, false);
    QVERIFY(finished.wait(test::Patience));
    const auto outcome = finished.front().front().value<PayloadSearch::Outcome>();
    QCOMPARE(outcome.place, std::optional(std::uint64_t{3}));
}

void TestJsonSearch::loaded()
{
    const std::string text = '[' + std::string(2'000'000, ' ') + "1e400]";
    const ByteView bytes = asBytes(text);
    const auto payload =
        Payload::ofBytes(std::make_shared<const Bytes>(bytes.begin(), bytes.end()));
    const auto document = readJson(payload, {});
    QVERIFY(document);
    QVERIFY(!(*document)->outline.failure());
    QCOMPARE((*document)->outline.size(), std::size_t{2});
}

void TestJsonSearch::notLoaded_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]") << "not UTF-8 at byte 2";
}

void TestJsonSearch::notLoaded()
{
    QFETCH(QByteArray, text);
    const auto document =
        readJson(Payload::ofBytes(std::make_shared<const Bytes>(text.begin(), text.end())), {});
    QVERIFY(!document);
    QTEST(QString::fromStdString(document.error().message()), "message");
}

FRAMESCOPE_TEST(TestJsonSearch)

} // namespace tst_json_search

#include "tst_json_search.moc"
