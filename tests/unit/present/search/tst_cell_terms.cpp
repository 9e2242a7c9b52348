// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/cell_terms.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_cell_terms {

using namespace framescope;
using namespace framescope::present;

namespace {

constexpr const char* Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n";

/// Terms of the last event: of the index, or of the payload.
QStringList termsOf(const std::vector<CellTerm>& terms)
{
    QStringList all;
    for (const CellTerm& term : terms) {
        all += term.term;
    }
    return all;
}

EventId last(const timeline::Timeline& events)
{
    return EventId{static_cast<std::uint32_t>(events.size() - 1)};
}

PayloadTerms payloadTermsOf(const std::string& step)
{
    test::CaptureScript script;
    script.play(Opening);
    script.step(step);
    timeline::StreamReader reader(script.timeline());
    return payloadTerms(script.timeline(), reader, last(script.timeline()));
}

} // namespace

class TestCellTerms : public QObject
{
    Q_OBJECT

private slots:
    void ofTheIndex_data();
    void ofTheIndex();
    void namesTheirCells();
    void json_data();
    void json();
    void text_data();
    void text();
};

void TestCellTerms::ofTheIndex_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QStringList>("terms");
    QTest::newRow("text") << QStringLiteral("<- text hello")
                          << QStringList{"dir:in", "type:text", "conn:1", "size:5"};
    QTest::newRow("sent ping") << QStringLiteral("-> ping ab")
                               << QStringList{"dir:out", "type:ping", "conn:1", "size:2"};
    QTest::newRow("close") << QStringLiteral("<- close 1000 see you")
                           << QStringList{"dir:in", "type:close", "conn:1",
                                          "size:9", "code:1000",  "reason:\"see you\""};
    QTest::newRow("broken") << QStringLiteral("<- raw 81 83 00 00 00 00 'abc'")
                            << QStringList{"dir:in", "type:text", "conn:1", "size:3",
                                           "rule:mask-unexpected"};
}

void TestCellTerms::ofTheIndex()
{
    QFETCH(const QString, step);
    QFETCH(const QStringList, terms);
    test::CaptureScript script;
    script.play(Opening);
    script.step(step.toStdString());
    QCOMPARE(termsOf(cellTerms(script.timeline(), last(script.timeline()))), terms);
}

void TestCellTerms::namesTheirCells()
{
    test::CaptureScript script;
    script.play(Opening);
    script.step("<- text hello");
    const auto terms = cellTerms(script.timeline(), last(script.timeline()));
    QVERIFY(terms.at(0).column == TimelineModel::Dir);
    QVERIFY(terms.at(1).column == TimelineModel::Type);
    QVERIFY(terms.at(2).column == TimelineModel::Connection);
    QVERIFY(terms.at(3).column == TimelineModel::Size);
    // A life-cycle event has neither direction nor size.
    QCOMPARE(termsOf(cellTerms(script.timeline(), EventId{0})).first(),
             QStringLiteral("type:connecting"));
}

void TestCellTerms::json_data()
{
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QStringList>("terms");
    QTest::newRow("plain values") << QStringLiteral(
                                         R"({"type":"tick","price":1.50,"ok":true,"none":null})")
                                  << QStringList{"json:$.type=tick", "json:$.price=1.50",
                                                 "json:$.ok=true", "json:$.none=null"};
    QTest::newRow("only the top level")
        << QStringLiteral(R"({"a":{"b":1},"c":[1],"d":2})") << QStringList{"json:$.d=2"};
    QTest::newRow("a space in a value")
        << QStringLiteral(R"({"who":"John Doe"})") << QStringList{"json:$.who=\"John Doe\""};
    QTest::newRow("not an object") << QStringLiteral("[1,2]") << QStringList{};
    QTest::newRow("not JSON") << QStringLiteral("{\"a\":") << QStringList{};
    QTest::newRow("no JSON at all") << QStringLiteral("hello") << QStringList{};
}

void TestCellTerms::json()
{
    QFETCH(const QString, payload);
    QFETCH(const QStringList, terms);
    QCOMPARE(termsOf(payloadTermsOf("<- text " + payload.toStdString()).json), terms);
}

void TestCellTerms::text_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("term");
    QTest::newRow("words") << QStringLiteral("<- text two words")
                           << QStringLiteral("\"two words\"");
    QTest::newRow("quotes") << QStringLiteral("<- text say \"hi\"")
                            << QStringLiteral(R"("say \"hi\"")");
    QTest::newRow("nothing") << QStringLiteral("<- text ") << QString();
    QTest::newRow("the first line")
        << QStringLiteral("<- raw 81 03 'a' 0a 'b'") << QStringLiteral("\"a\"");
    QTest::newRow("not UTF-8") << QStringLiteral("<- raw 82 02 ff fe") << QString();
    QTest::newRow("a close says code and reason")
        << QStringLiteral("<- close 1000 bye") << QString();
}

void TestCellTerms::text()
{
    QFETCH(const QString, step);
    QFETCH(const QString, term);
    const PayloadTerms terms = payloadTermsOf(step.toStdString());
    QCOMPARE(terms.text ? terms.text->term : QString(), term);
}

FRAMESCOPE_TEST(TestCellTerms)

} // namespace tst_cell_terms

#include "tst_cell_terms.moc"
