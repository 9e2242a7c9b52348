// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/overview.h"
#include "present/time/statistics.h"
#include "timeline/index/publisher.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

// bench_overview EVENTS: prints as JSON what the overview strip and the statistics cost with
// so many events, in milliseconds of one thread.

using namespace framescope;

namespace {

using Clock = std::chrono::steady_clock;

std::shared_ptr<const timeline::Timeline> make(std::uint32_t events)
{
    auto timeline = std::make_shared<timeline::Timeline>();
    timeline::Publisher publisher(*timeline);
    for (std::uint32_t i = 0; i < events; ++i) {
        timeline::Entry entry;
        entry.time = 1'700'000'000'000'000'000 + std::int64_t{i} * 10'000;
        entry.connection = 1;
        entry.type = i % 1000 == 0 ? timeline::Type::Ping : timeline::Type::Text;
        entry.flags = timeline::Entry::InFrames | timeline::Entry::InMessages;
        entry.setDirection(i % 4 == 0 ? Direction::Out : Direction::In);
        entry.wireLength = i * 7 % 1500;
        entry.length = i * 7 % 1500;
        publisher.publish(entry);
    }
    return timeline;
}

template <class Work>
double milliseconds(Work&& work)
{
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

} // namespace

int main(int argc, char** argv)
{
    const auto events = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 10'000'000);
    const auto always = [] { return true; };
    const auto timeline = make(events);
    auto rows = std::make_shared<present::RowList>();
    for (std::uint32_t i = 0; i < events; i += 3) {
        rows->push(EventId{i});
    }
    present::OverviewBuilder overview(timeline);
    const double absorbed = milliseconds([&] { overview.update(always); });
    const double whole = milliseconds([&] { overview.picture(always); });
    overview.setHits(rows);
    const double hits = milliseconds([&] { overview.update(always); });
    const Duration length = overview.picture(always)->session.to;
    const auto zoomed = [&](std::int64_t part) {
        const Duration from = length / 3;
        overview.setWindow(present::TimeSpan{from, from + length / part}, 700);
        return milliseconds([&] { overview.picture(always); });
    };
    const double tenth = zoomed(10);
    const double hundredth = zoomed(100);
    const double sliver = zoomed(100'000);
    present::StatisticsBuilder statistics(timeline);
    const double counted = milliseconds([&] { statistics.update(always); });
    const double report = milliseconds([&] { static_cast<void>(statistics.report()); });
    statistics.setRange(present::TimeSpan{length / 3, length / 2});
    const double range = milliseconds([&] { statistics.update(always); });
    std::printf("{\"events\": %u, \"overview_first\": %.1f, \"overview_whole\": %.3f, "
                "\"overview_hits\": %.1f, \"zoom_10\": %.2f, \"zoom_100\": %.2f, "
                "\"zoom_100000\": %.2f, \"statistics_first\": %.1f, \"statistics_report\": %.2f, "
                "\"statistics_sixth\": %.1f}\n",
                events, absorbed, whole, hits, tenth, hundredth, sliver, counted, report, range);
    return 0;
}
