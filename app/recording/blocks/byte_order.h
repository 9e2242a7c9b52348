// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

namespace framescope::recording {

static_assert(std::endian::native == std::endian::little ||
              std::endian::native == std::endian::big);

constexpr std::uint16_t reversed(std::uint16_t v)
{
    return __builtin_bswap16(v);
}
constexpr std::uint32_t reversed(std::uint32_t v)
{
    return __builtin_bswap32(v);
}
constexpr std::uint64_t reversed(std::uint64_t v)
{
    return __builtin_bswap64(v);
}

/// The number at `from`, in this machine's byte order, or in the other one if `swapped`.
template <std::unsigned_integral T>
T load(const std::uint8_t* from, bool swapped = false)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return swapped ? reversed(value) : value;
}

/// The number at `from`, in network byte order.
template <std::unsigned_integral T>
T loadBig(const std::uint8_t* from)
{
    return load<T>(from, std::endian::native == std::endian::little);
}

template <std::unsigned_integral T>
void store(std::uint8_t* to, T value)
{
    std::memcpy(to, &value, sizeof value);
}

template <std::unsigned_integral T>
void storeBig(std::uint8_t* to, T value)
{
    store<T>(to, std::endian::native == std::endian::little ? reversed(value) : value);
}

} // namespace framescope::recording
