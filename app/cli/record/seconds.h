// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::cli {

/// Reads a number of seconds, from 0.001 to the limit of a timer, 2000000; nullopt if it is none.
std::optional<std::chrono::milliseconds> secondsFrom(std::string_view text);

/// A sentence about an invalid number of seconds; empty for a valid one.
std::string isDuration(const std::string& value);

} // namespace framescope::cli
