// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace framescope::connection {

/// When to connect again after a connection that failed, or that our side did not end. The time
/// before an attempt doubles each time, up to `longest`, and begins anew after a connection that
/// stayed open for as long.
struct Reconnecting
{
    bool wanted = false;
    std::chrono::milliseconds first{1'000};
    std::chrono::milliseconds longest{30'000};
    std::uint32_t attempts = 0; ///< most attempts in a row that fail; 0: no limit

    friend bool operator==(const Reconnecting&, const Reconnecting&) = default;
};

} // namespace framescope::connection
