// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated_timeline.h"
#include "present/time/time_blocks.h"
#include "support/test_program.h"

#include <QTest>

#include <random>
#include <utility>
#include <vector>

namespace tst_time_blocks {

using namespace framescope;
using namespace framescope::present;
using test::GeneratedTimeline;

namespace {

constexpr std::size_t Block = TimeBlocks::Block;

using Runs = std::vector<std::pair<std::size_t, std::size_t>>;

Runs runsOf(const TimeBlocks& blocks, TimeSpan span)
{
    Runs runs;
    blocks.forEachRun(span, [&](std::size_t first, std::size_t end) {
        runs.emplace_back(first, end);
        return true;
    });
    return runs;
}

TimeSpan span(std::int64_t from, std::int64_t to)
{
    return {Duration{from}, Duration{to}};
}

/// A nanosecond each.
void play(GeneratedTimeline& timeline, std::size_t count)
{
    while (timeline.size() < count) {
        timeline.plain(static_cast<std::int64_t>(timeline.size()), Direction::In, 1);
    }
}

} // namespace

class TestTimeBlocks : public QObject
{
    Q_OBJECT

private slots:
    void ofNothing();
    void anOrderedSessionCostsItsBlocks();
    void growsWithTheTimeline();
    void stopsWhereItIsToldTo();
    void aNoteStandsWhereItsEventDoes();
    void aDisorderedSessionIsRight();
};

void TestTimeBlocks::ofNothing()
{
    const GeneratedTimeline timeline;
    TimeBlocks blocks(*timeline.timeline());
    blocks.update(0);
    QCOMPARE(blocks.seen(), std::size_t{0});
    QCOMPARE(runsOf(blocks, span(0, 1'000)), Runs{});
}

void TestTimeBlocks::anOrderedSessionCostsItsBlocks()
{
    GeneratedTimeline timeline;
    play(timeline, 3 * Block + 10);
    TimeBlocks blocks(*timeline.timeline());
    blocks.update(timeline.size());
    const auto last = static_cast<std::int64_t>(3 * Block + 9);
    QVERIFY(blocks.session() == span(0, last));
    QCOMPARE(runsOf(blocks, span(0, 0)), (Runs{{0, Block}}));
    QCOMPARE(runsOf(blocks, span(Block - 1, Block)), (Runs{{0, Block}, {Block, 2 * Block}}));
    QCOMPARE(runsOf(blocks, span(last, last)), (Runs{{3 * Block, 3 * Block + 10}}));
    QCOMPARE(runsOf(blocks, span(last + 1, last + 2)), Runs{});
    QVERIFY(blocks.mayHold(1, span(Block, Block)));
    QVERIFY(!blocks.mayHold(1, span(0, Block - 1)));
}

void TestTimeBlocks::growsWithTheTimeline()
{
    GeneratedTimeline timeline;
    play(timeline, 2 * Block);
    TimeBlocks blocks(*timeline.timeline());
    blocks.update(5);
    QCOMPARE(runsOf(blocks, span(0, 1'000'000)), (Runs{{0, 5}}));
    QVERIFY(blocks.session() == span(0, 4));
    blocks.update(3); // has seen more than that
    QCOMPARE(blocks.seen(), std::size_t{5});
    blocks.update(Block + 1);
    QCOMPARE(runsOf(blocks, span(0, 1'000'000)), (Runs{{0, Block}, {Block, Block + 1}}));
}

void TestTimeBlocks::stopsWhereItIsToldTo()
{
    GeneratedTimeline timeline;
    play(timeline, 3 * Block);
    TimeBlocks blocks(*timeline.timeline());
    blocks.update(timeline.size());
    int looks = 0;
    QVERIFY(!blocks.forEachRun(span(0, 1'000'000), [&](std::size_t /*first*/, std::size_t /*end*/) {
        return ++looks < 2;
    }));
    QCOMPARE(looks, 2);
}

void TestTimeBlocks::aNoteStandsWhereItsEventDoes()
{
    GeneratedTimeline timeline;
    play(timeline, 10);
    timeline.noteOn(5'000'000, EventId{4});
    QCOMPARE(placeOf(*timeline.timeline(), EventId{10}), Duration{4});
    TimeBlocks blocks(*timeline.timeline());
    blocks.update(timeline.size());
    QVERIFY(blocks.session() == span(0, 9));
}

/// All events of a span are in its runs, in whatever order their times are.
void TestTimeBlocks::aDisorderedSessionIsRight()
{
    std::mt19937 random(1);
    GeneratedTimeline timeline;
    timeline.plain(0, Direction::In, 1);
    while (timeline.size() < 6 * Block) {
        const auto about = static_cast<std::int64_t>(timeline.size());
        const auto away = static_cast<std::int64_t>(random() % (2 * Block));
        timeline.plain(about + away, Direction::In, 1);
    }
    TimeBlocks blocks(*timeline.timeline());
    blocks.update(timeline.size());
    for (int i = 0; i < 50; ++i) {
        const auto from = static_cast<std::int64_t>(random() % (7 * Block));
        const TimeSpan wanted = span(from, from + static_cast<std::int64_t>(random() % Block));
        std::size_t inRuns = 0;
        std::size_t inAll = 0;
        const auto count = [&](std::size_t first, std::size_t end) {
            std::size_t found = 0;
            for (std::size_t event = first; event < end; ++event) {
                const Duration time =
                    placeOf(*timeline.timeline(), EventId{static_cast<std::uint32_t>(event)});
                found += wanted.contains(time) ? 1 : 0;
            }
            return found;
        };
        for (const auto& [first, end] : runsOf(blocks, wanted)) {
            inRuns += count(first, end);
        }
        inAll = count(0, timeline.size());
        QCOMPARE(inRuns, inAll);
    }
}

FRAMESCOPE_TEST(TestTimeBlocks)

} // namespace tst_time_blocks

#include "tst_time_blocks.moc"
