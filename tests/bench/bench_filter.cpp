// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_filter FILE EXPRESSION: opens a recording, then filters all messages in one thread, as
// the window does. Prints one JSON object: events, matches, seconds (without opening).
// bench_filter FILE --payloads OUT: writes the payload of each data message as a line instead.
#include "filter/match/matcher.h"
#include "timeline/decode/load.h"
#include "timeline/payload/stream_reader.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>

using namespace framescope;

namespace {

constexpr auto View = timeline::View::Messages;

int fail(const std::string& sentence)
{
    std::fprintf(stderr, "bench_filter: %s\n", sentence.c_str());
    return EXIT_FAILURE;
}

int writePayloads(const timeline::Timeline& timeline, const char* path)
{
    std::ofstream out(path, std::ios::binary);
    timeline::StreamReader reader(timeline);
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        const auto& entry = timeline.entry(EventId{i});
        if (entry.type == timeline::Type::Text && timeline::isVisible(entry, View)) {
            const auto payload = reader.view(EventId{i});
            if (!payload) {
                return fail(payload.error().message());
            }
            out << asText(*payload) << '\n';
        }
    }
    return out.flush() ? EXIT_SUCCESS : fail("can't write the payloads");
}

int measure(const timeline::Timeline& timeline, const char* expression)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto filter = filter::parse(expression);
    if (!filter) {
        return fail(filter.error().message());
    }
    filter::Matcher matcher(*filter, timeline, View);
    std::size_t matches = 0;
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        const EventId id{i};
        if (timeline::isVisible(timeline.entry(id), View) && matcher.matches(id)) {
            ++matches;
        }
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    std::printf("{\"events\": %zu, \"matches\": %zu, \"seconds\": %.6f}\n", timeline.size(),
                matches, taken.count());
    return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char** argv)
{
    const bool writes = argc == 4 && std::string_view(argv[2]) == "--payloads";
    if (argc != 3 && !writes) {
        return fail("usage: bench_filter FILE (EXPRESSION | --payloads OUT)");
    }
    const auto loaded = timeline::load(argv[1]);
    if (!loaded) {
        return fail(loaded.error().message());
    }
    return writes ? writePayloads(*loaded->timeline, argv[3]) : measure(*loaded->timeline, argv[2]);
}
