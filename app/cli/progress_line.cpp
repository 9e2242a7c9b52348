// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress_line.h"

#include "cli/output.h"

#include <cstdio>

namespace framescope::cli {

ProgressLine::ProgressLine(std::string what) : what_(std::move(what)) {}

ProgressLine::~ProgressLine()
{
    if (shown_) {
        std::fputs("\r\033[K", stderr);
    }
}

void ProgressLine::tell(std::uint64_t done, std::uint64_t total)
{
    constexpr std::chrono::milliseconds Interval{200};
    const auto time = std::chrono::steady_clock::now();
    if (total > 0 && time - last_ > Interval && standardErrorIsTerminal()) {
        last_ = time;
        shown_ = true;
        std::fprintf(
            stderr, "\r%s: %d %%", what_.c_str(),
            static_cast<int>(100.0 * static_cast<double>(done) / static_cast<double>(total)));
    }
}

} // namespace framescope::cli
