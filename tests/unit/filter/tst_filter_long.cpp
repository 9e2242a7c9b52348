// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/matcher.h"
#include "filter/match/payload_part.h"
#include "filter/match/text_pattern.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

#include <memory>

namespace tst_filter_long {

using namespace framescope;
using namespace framescope::filter;

namespace {

constexpr std::size_t Part = 4 * 1024 * 1024; ///< what is read at once
constexpr std::size_t Reach = TextPattern::RegexReach;

/// A payload of dots that is looked through in parts, with texts in it where the parts meet.
std::string longPayload()
{
    std::string payload(LongestWhole + Part / 2, '.');
    const auto put = [&payload](std::size_t at, std::string_view text) {
        payload.replace(at, text.size(), text);
    };
    put(0, "First ");
    put(Part - 3, "needle");
    put(2 * Part - 1, "\xC5\xBDlu\xC5\xA5"); // Žluť
    put(2 * Part + 100, "<");
    put(2 * Part + 100 + Reach - 1, ">");
    put(3 * Part - Reach - 100, "[");
    put(3 * Part + 100, "]");
    put(3 * Part - 1, "\nline");
    put(4 * Part - 2, " {\"a\":1} ");
    put(payload.size() - 4, "last");
    return payload;
}

} // namespace

/// Payloads that are too long to be held as a whole.
class FilterLongTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void found_data();
    void found();
    void tellsWhatItMayMiss_data();
    void tellsWhatItMayMiss();

private:
    std::unique_ptr<test::CaptureScript> script_;
    EventId id_;
};

void FilterLongTest::initTestCase()
{
    script_ = std::make_unique<test::CaptureScript>();
    script_->play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
    id_ = EventId{static_cast<std::uint32_t>(script_->timeline().size())};
    script_->send(Direction::In,
                  wire::encodeFrame({.opcode = wire::Opcode::Text}, asBytes(longPayload())));
    QCOMPARE(script_->timeline().entry(id_).type, timeline::Type::Text);
}

void FilterLongTest::found_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char* expression, bool isFound) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << isFound;
    };
    row("needle", true);
    row("NEEDLE", true);
    row("payload:needle", true);
    row("websocket.payload.text contains \"NEEDLE\"", false);
    row("needles", false);
    row("not needles", true);
    row("payload!=needle", true);
    row("payload=needle", false);
    row("Žluť", true);
    row("žluŤ", true);
    row("žluti", false);
    row("/n[e]{2}dle/", true);
    row("/n[e]{2}dle/ first last", true);
    row("/\\bneedle/", true);
    row("/needle\\b/", true);
    row("/ne\\bed/", false);
    row("/^first/", true);
    row("/^needle/", false);
    row("/(?m)^line/", true);
    row("/(?m)^needle/", false);
    row("/\\.$/", false);
    row("/(?m)\\.$/", true);
    row("/last$/", true);
    row("/needle$/", false);
    row("/<.*>/", true);
    row("hex:\"6e 65 65 ?? 6c\"", true);
    row("hex:\"6e 65 65 ?? 6d\"", false);
    row("hex:\"?? ?? ??\"", true);
}

void FilterLongTest::found()
{
    QFETCH(QString, expression);
    const auto filter = filter::parse(expression.toStdString());
    QVERIFY(filter);
    Matcher matcher(*filter, script_->timeline(), timeline::View::Messages);
    QTEST(matcher.matches(id_), "isFound");
}

void FilterLongTest::tellsWhatItMayMiss_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* expression, const char* told) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(told);
    };
    const char* regex =
        "longer than 16 MiB, so a regular expression finds only matches of at most 1 MiB: "
        "event 6";
    const char* json = "longer than 16 MiB, so not read as JSON: event 6";
    row("/\\[.*\\]/", regex);
    row("not /\\[.*\\]/ or /x.*y/", regex);
    row("json:$.a", json);
    row("is:json", json);
    row("-json:$.a=1", json);
    row("needle", "");
    row("needles", "");
    row("žluti", "");
    row("hex:01", "");
    row("/<.*>/", "");
    row("/a.b?[cd]/", "");  // no match is longer than a few bytes
    row("/needlex.*/", ""); // what it can't match without is not there
    row("size:<1 json:$.a", "");
}

void FilterLongTest::tellsWhatItMayMiss()
{
    QFETCH(QString, expression);
    const auto filter = filter::parse(expression.toStdString());
    QVERIFY(filter);
    Matcher matcher(*filter, script_->timeline(), timeline::View::Messages);
    for (std::uint32_t i = 0; i <= id_.value; ++i) {
        matcher.matches(EventId{i});
    }
    QStringList told;
    for (const std::string& sentence : matcher.tooLong().sentences()) {
        told.append(QString::fromStdString(sentence));
    }
    QTEST(told.join(QLatin1Char('\n')), "told");
}

FRAMESCOPE_TEST(FilterLongTest)

} // namespace tst_filter_long

#include "tst_filter_long.moc"
