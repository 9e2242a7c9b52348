// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/checksum.h"

#include "recording/blocks/byte_order.h"

#include <algorithm>
#include <array>

namespace framescope::recording {

namespace {

std::uint64_t folded(std::uint64_t sum)
{
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

} // namespace

void Checksum::add(ByteView bytes)
{
    // One's complement sums may be taken over words of any width and folded at the end. Four
    // independent sums of 32-bit words, which can't overflow below 16 GiB, let the compiler use
    // vector registers.
    std::array<std::uint64_t, 4> sums{};
    std::size_t at = 0;
    for (; at + 16 <= bytes.size(); at += 16) {
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += load<std::uint32_t>(bytes.data() + at + 4 * i);
    }
    for (const std::uint64_t sum : sums)
        sum_ += folded(sum);
    std::array<std::uint8_t, 16> rest{};
    std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(), rest.begin());
    for (std::size_t i = 0; i < rest.size(); i += 2)
        sum_ += load<std::uint16_t>(rest.data() + i);
}

void Checksum::add(std::uint16_t number)
{
    std::array<std::uint8_t, 2> bytes{};
    storeBig(bytes.data(), number);
    sum_ += load<std::uint16_t>(bytes.data());
}

std::uint16_t Checksum::value() const
{
    const auto inMemoryOrder = static_cast<std::uint16_t>(~folded(sum_));
    std::array<std::uint8_t, 2> bytes{};
    store(bytes.data(), inMemoryOrder);
    return loadBig<std::uint16_t>(bytes.data());
}

} // namespace framescope::recording
