// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace framescope {

/// The direction of data as the client sees it: `In` from the server, `Out` to the server.
enum class Direction : std::uint8_t { In, Out };

constexpr Direction opposite(Direction d)
{
    return d == Direction::In ? Direction::Out : Direction::In;
}

constexpr std::string_view directionName(Direction d)
{
    return d == Direction::In ? "in" : "out";
}

/// Index into an array of two per-direction values.
constexpr std::size_t indexOf(Direction d)
{
    return static_cast<std::size_t>(d);
}

} // namespace framescope
