// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress_line.h"

#include "cli/output.h"

namespace framescope::cli {

ProgressLine::ProgressLine(std::string what) : what_(std::move(what)) {}

ProgressLine::~ProgressLine()
{
    if (shown_) {
        clearStatus();
    }
}

void ProgressLine::tell(std::uint64_t done, std::uint64_t total)
{
    constexpr std::chrono::milliseconds Interval{200};
    const auto time = std::chrono::steady_clock::now();
    if (total > 0 && time - last_ > Interval && standardErrorIsTerminal()) {
        last_ = time;
        shown_ = true;
        const double part = static_cast<double>(done) / static_cast<double>(total);
        printStatus(what_ + ": " + std::to_string(static_cast<int>(100 * part)) + " %");
    }
}

} // namespace framescope::cli
