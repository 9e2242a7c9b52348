// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace framescope {

/// A number with a type of its own, so that ids with different tags can't be mixed up.
template <class Tag, class Rep>
struct StrongId
{
    Rep value{};

    constexpr StrongId() = default;
    constexpr explicit StrongId(Rep v) : value(v) {}
    friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

/// Number of a connection in its recording, from 1; 0 means no connection.
using ConnectionId = StrongId<struct ConnectionTag, std::uint32_t>;

/// Position of an event in the index, from 0. The number shown to users (`n`) is one more.
using EventId = StrongId<struct EventTag, std::uint32_t>;

/// Position of a byte in the data that one side sent over a TCP connection, from 0.
using StreamOffset = StrongId<struct StreamOffsetTag, std::uint64_t>;

/// Position of a byte in the recording's file, from 0.
using FileOffset = StrongId<struct FileOffsetTag, std::uint64_t>;

constexpr StreamOffset operator+(StreamOffset at, std::uint64_t bytes)
{
    return StreamOffset{at.value + bytes};
}

constexpr FileOffset operator+(FileOffset at, std::uint64_t bytes)
{
    return FileOffset{at.value + bytes};
}

} // namespace framescope

template <class Tag, class Rep>
struct std::hash<framescope::StrongId<Tag, Rep>>
{
    std::size_t operator()(framescope::StrongId<Tag, Rep> id) const noexcept
    {
        return std::hash<Rep>{}(id.value);
    }
};
