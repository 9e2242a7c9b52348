// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/matcher.h"
#include "filter/match/plain_payloads.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

namespace tst_filter_order {

using namespace framescope;
using timeline::View;

namespace {

/// A few hundred messages, many in a packet, so that several are in one searched block. Those of
/// the client are masked.
void play(test::CaptureScript& script)
{
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101");
    int number = 0;
    for (int packet = 0; packet < 12; ++packet) {
        Bytes bytes;
        for (int i = 0; i < 30; ++i, ++number) {
            const std::string word = number % 3 == 0   ? "needle"
                                     : number % 7 == 0 ? "needle and NEEDLE again"
                                                       : "hay";
            const std::string text = "{\"n\":" + std::to_string(number) + ",\"word\":\"" + word +
                                     "\",\"rest\":\"" + std::string(number % 5 * 50, '.') + "\"}";
            append(bytes, wire::encodeFrame({}, asBytes(text)));
            if (i % 10 == 0) {
                script.step("-> text " + text);
            }
        }
        script.send(Direction::In, bytes);
    }
    script.finish();
}

std::vector<std::uint32_t> rows(const timeline::Timeline& timeline)
{
    std::vector<std::uint32_t> rows(timeline.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::erase_if(rows, [&timeline](std::uint32_t row) {
        return !timeline::isVisible(timeline.entry(EventId{row}), View::Messages);
    });
    return rows;
}

} // namespace

/// The result of a matcher does not depend on the order of events.
class FilterOrderTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheSame_data();
    void findsTheSame();
    void readsBackwardInBlocks();
};

void FilterOrderTest::findsTheSame_data()
{
    QTest::addColumn<QString>("expression");
    for (const char* expression :
         {"needle", "-needle", "payload:needle,again", "payload!=needle", "/need.e ./", "/n..dle/c",
          "json:$.word=needle", "json:$.word~again", "json:$.n>100", "hex:6e6565646c65",
          "hex:\"6e 65 ?? 64\"", "needle dir:out", "needle or hay", "-hay dir:in"}) {
        QTest::newRow(expression) << expression;
    }
}

void FilterOrderTest::findsTheSame()
{
    QFETCH(QString, expression);
    test::CaptureScript script;
    play(script);
    const auto filter = filter::parse(expression.toStdString());
    QVERIFY(filter);
    const std::vector<std::uint32_t> ascending = rows(script.timeline());
    std::vector<bool> expected(script.timeline().size());
    for (const std::uint32_t row : ascending) { // each by a new matcher
        filter::Matcher fresh(*filter, script.timeline(), View::Messages);
        expected[row] = fresh.matches(EventId{row});
    }
    QVERIFY(std::ranges::count(expected, true) > 5);

    std::vector<std::uint32_t> order = ascending;
    order.insert(order.end(), ascending.rbegin(), ascending.rend()); // there and back
    order.insert(order.end(), ascending.begin(), ascending.end());   // and anew
    for (const std::uint32_t row : ascending) {                      // twice each
        order.insert(order.end(), 2, row);
    }
    std::vector<std::uint32_t> random = ascending;
    std::shuffle(random.begin(), random.end(), std::mt19937(1));
    order.insert(order.end(), random.begin(), random.end());
    filter::Matcher matcher(*filter, script.timeline(), View::Messages);
    for (const std::uint32_t row : order) {
        QVERIFY2(matcher.matches(EventId{row}) == expected[row], std::to_string(row).c_str());
    }
}

/// Reading payloads from the last to the first takes few reads too.
void FilterOrderTest::readsBackwardInBlocks()
{
    test::CaptureScript script;
    play(script);
    filter::PlainPayloads payloads(script.timeline());
    const auto ascending = rows(script.timeline());
    std::size_t seen = 0;
    std::size_t jumps = 0;
    const std::uint8_t* last = nullptr;
    std::uint64_t lastAt = 0;
    for (auto row = ascending.rbegin(); row != ascending.rend(); ++row) {
        const timeline::Entry& entry = script.timeline().entry(EventId{*row});
        const auto payload = payloads.view(entry);
        if (entry.type != timeline::Type::Text || !payload) {
            continue;
        }
        ++seen;
        QVERIFY(asText(*payload).starts_with(R"({"n":)") && asText(*payload).ends_with("\"}"));
        const auto apart = static_cast<std::ptrdiff_t>(lastAt - filter::plainPayloadStart(entry));
        jumps += last && last - payload->data() == apart ? 0 : 1;
        last = payload->data();
        lastAt = filter::plainPayloadStart(entry);
    }
    QVERIFY(seen > 300);
    QVERIFY2(jumps < 60, std::to_string(jumps).c_str());
}

FRAMESCOPE_TEST(FilterOrderTest)

} // namespace tst_filter_order

#include "tst_filter_order.moc"
