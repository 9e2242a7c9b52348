// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

#include <cstdio>
#include <filesystem>
#include <map>
#include <utility>

namespace framescope::testing {

namespace {

std::map<std::string, Entry::Run>& entries()
{
    static std::map<std::string, Entry::Run> all;
    return all;
}

} // namespace

Entry::Entry(std::string name, Run run)
{
    if (!entries().emplace(std::move(name), run).second) {
        std::fputs("two test classes have one name\n", stderr);
        std::abort();
    }
}

std::string Entry::nameOf(const char* file)
{
    return std::filesystem::path(file).stem().string();
}

} // namespace framescope::testing

int main(int argc, char** argv)
{
    const auto& entries = framescope::testing::entries();
    const auto entry = argc > 1 ? entries.find(argv[1]) : entries.end();
    if (entry == entries.end()) {
        std::fprintf(stderr, "usage: %s TEST [ARGUMENT…]\nThe tests:\n", argv[0]);
        for (const auto& [name, run] : entries) {
            std::fprintf(stderr, "  %s\n", name.c_str());
        }
        return 2;
    }
    argv[1] = argv[0];
    --argc;
    ++argv;
    Application application(argc, argv);
    return entry->second(argc, argv);
}
