// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace framescope {

/// As seen by the client: `In` comes from the server, `Out` goes to it.
enum class Direction : std::uint8_t { In, Out };

constexpr Direction opposite(Direction d)
{
    return d == Direction::In ? Direction::Out : Direction::In;
}

constexpr std::string_view directionName(Direction d)
{
    return d == Direction::In ? "in" : "out";
}

/// Index for a pair of per-direction states.
constexpr std::size_t indexOf(Direction d)
{
    return static_cast<std::size_t>(d);
}

} // namespace framescope
