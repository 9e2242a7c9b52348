// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/document/document.h"
#include "filter/language/completion.h"
#include "filter/match/matcher.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_filter_contract {

using namespace framescope;
using namespace framescope::filter;
using timeline::View;

/// is:contract and contract:NAME.
class FilterContractTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void matches_data();
    void matches();
    void mistakes_data();
    void mistakes();
    void completesNames();

private:
    std::string found(const Filter& filter, View view) const;

    test::CaptureScript script_;
    ContractPtr contract_;
};

void FilterContractTest::initTestCase()
{
    script_.play(R"(
        tcp
        -> request deflate
        <- 101 deflate
        <- text {"type":"tick","price":1}
        <- text {"type":"tick","price":"1"}
        <- deflated text {"type":"order placed"}
        <- more text {"type":
        <- rest "tick","price":2}
        -> ping {"type":"tick"}
        -> text {"type":"nothing"}
        <- raw 81 7e 00 80 7b
    )");
    script_.finish();
    const auto document = contract::Document::read(
        R"({"oneOf": [
            {"title": "tick", "required": ["type", "price"],
             "properties": {"type": {"const": "tick"}, "price": {"type": "number"}}},
            {"title": "order placed", "required": ["type"],
             "properties": {"type": {"const": "order placed"}}}]})",
        "test.json");
    QVERIFY2(document, document ? "" : document.error().message().c_str());
    contract_ = *document;
}

/// The payloads of the events that match, without white space.
std::string FilterContractTest::found(const Filter& filter, View view) const
{
    const timeline::Timeline& timeline = script_.timeline();
    Matcher matcher(filter, timeline, view);
    timeline::StreamReader reader(timeline);
    std::string all;
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        if (timeline::isVisible(timeline.entry(EventId{i}), view) && matcher.matches(EventId{i})) {
            const auto payload = reader.payload(EventId{i});
            all += payload ? std::string(asText(*payload)) : "?";
        }
    }
    std::erase(all, ' ');
    return all;
}

void FilterContractTest::matches_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QByteArray>("frames");
    const auto row = [](const char* expression, const char* messages, const char* frames) {
        QTest::newRow(expression) << QByteArray(expression) << QByteArray(messages)
                                  << QByteArray(frames);
    };
    row("is:contract", R"({"type":"tick","price":"1"}{"type":"nothing"})",
        R"({"type":"tick","price":"1"}{"type":"nothing"})");
    row("contract:TICK",
        R"({"type":"tick","price":1}{"type":"tick","price":"1"}{"type":"tick","price":2})",
        R"({"type":"tick","price":1}{"type":"tick","price":"1"})");
    row("contract:tick -is:contract", R"({"type":"tick","price":1}{"type":"tick","price":2})",
        R"({"type":"tick","price":1})");
    row("contract:\"order placed\"", R"({"type":"orderplaced"})", R"({"type":"orderplaced"})");
    row("contract:ord*", R"({"type":"orderplaced"})", R"({"type":"orderplaced"})");
    row("contract:tick,ord* json:$.type=\"order placed\"", R"({"type":"orderplaced"})",
        R"({"type":"orderplaced"})");
}

void FilterContractTest::matches()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, messages);
    QFETCH(QByteArray, frames);
    const auto filter = parse(expression.toStdString(), contract_);
    QVERIFY2(filter, filter ? "" : filter.error().message().c_str());
    QCOMPARE(QByteArray::fromStdString(found(*filter, View::Messages)), messages);
    QCOMPARE(QByteArray::fromStdString(found(*filter, View::Frames)), frames);
}

void FilterContractTest::mistakes_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<bool>("open");
    QTest::addColumn<QByteArray>("what");
    QTest::newRow("is") << QByteArray("dir:in is:contract") << false
                        << QByteArray("no contract is open");
    QTest::newRow("name") << QByteArray("contract:tick") << false
                          << QByteArray("no contract is open");
    QTest::newRow("another behind it") << QByteArray("is:contract contract:tick is:contrat")
                                       << false << QByteArray("\"contrat\" is not a value of is");
    QTest::newRow("unknown") << QByteArray("contract:tik") << true
                             << QByteArray("the contract has no message \"tik\"");
    QTest::newRow("prefix") << QByteArray("contract:x*") << true
                            << QByteArray("the contract has no message \"x*\"");
}

void FilterContractTest::mistakes()
{
    QFETCH(QByteArray, expression);
    QFETCH(bool, open);
    QFETCH(QByteArray, what);
    const auto filter = parse(expression.toStdString(), open ? contract_ : ContractPtr());
    QVERIFY(!filter);
    QCOMPARE(QByteArray::fromStdString(filter.error().what), what);
    QVERIFY(!filter.error().hint.empty());
}

void FilterContractTest::completesNames()
{
    Vocabulary seen;
    seen.contractMessages = {"tick", "order placed"};
    const Completions found = complete("contract:", 9, seen);
    QCOMPARE(found.choices.size(), 2U);
    QCOMPARE(found.choices[0].text, std::string("tick"));
    QCOMPARE(found.choices[1].text, std::string("\"order placed\""));
}

FRAMESCOPE_TEST(FilterContractTest)

} // namespace tst_filter_contract

#include "tst_filter_contract.moc"
