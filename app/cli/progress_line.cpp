// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress_line.h"

#include "cli/output.h"

#include <utility>

namespace framescope::cli {

void ProgressLine::show(const std::function<std::string()>& text)
{
    constexpr std::chrono::milliseconds Interval{200};
    const auto time = std::chrono::steady_clock::now();
    if (time - last_ > Interval) {
        last_ = time;
        if (!standardErrorIsTerminal()) {
            return;
        }
        shown_ = true;
        printStatus(text());
    }
}

void ProgressLine::tell(const std::string& what, std::uint64_t done, std::uint64_t total)
{
    if (total > 0) {
        show([&] {
            const double part = static_cast<double>(done) / static_cast<double>(total);
            return what + ": " + std::to_string(static_cast<int>(100 * part)) + " %";
        });
    }
}

void ProgressLine::clear()
{
    if (std::exchange(shown_, false)) {
        clearStatus();
    }
}

} // namespace framescope::cli
