// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace framescope::cli {

/// Shows progress on standard error if that is a terminal, and removes it with this object.
class ProgressLine
{
public:
    /// `what`: "reading hello.pcapng"
    explicit ProgressLine(std::string what);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void tell(std::uint64_t done, std::uint64_t total);

private:
    std::string what_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    bool shown_ = false;
};

} // namespace framescope::cli
