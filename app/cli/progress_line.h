// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace framescope::cli {

/// Shows progress on standard error if that is a terminal; the destructor removes it.
class ProgressLine
{
public:
    ProgressLine() = default;
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Shows the text in place of the one before, if that has been there for a while.
    void show(const std::function<std::string()>& text);
    /// Shows "what: 42 %", for example with `what` "reading hello.pcapng".
    void tell(const std::string& what, std::uint64_t done, std::uint64_t total);
    void clear();

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    bool shown_ = false;
};

} // namespace framescope::cli
