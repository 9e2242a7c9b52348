// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_open FILE: opens and indexes a recording. Prints one JSON object: events and seconds.
#include "timeline/decode/load.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_open FILE\n");
        return EXIT_FAILURE;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto loaded = framescope::timeline::load(argv[1]);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    if (!loaded) {
        std::fprintf(stderr, "bench_open: %s\n", loaded.error().message().c_str());
        return EXIT_FAILURE;
    }
    std::printf("{\"events\": %zu, \"seconds\": %.6f}\n", loaded->timeline->size(), taken.count());
    return EXIT_SUCCESS;
}
