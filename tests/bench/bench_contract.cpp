// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_contract SCHEMA PAYLOADS: holds each line of a file against a JSON Schema. Prints one JSON
// object: messages, fitting, seconds.
#include "contract/checking/checker.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

using namespace framescope;

int main(int argc, char** argv)
{
    const auto contract = contract::Document::open(argc == 3 ? argv[1] : "");
    if (!contract) {
        std::fprintf(stderr, "bench_contract: %s\n", contract.error().message().c_str());
        return EXIT_FAILURE;
    }
    std::ifstream file(argv[2]);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    contract::Checker checker(*contract);
    std::size_t fitting = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (const std::string& line : lines) {
        fitting += checker.check(Direction::In, asBytes(line), true).fits() ? 1 : 0;
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    std::printf("{\"messages\": %zu, \"fitting\": %zu, \"seconds\": %.6f}\n", lines.size(), fitting,
                taken.count());
    return EXIT_SUCCESS;
}
