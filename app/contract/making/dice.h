// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>

namespace framescope::contract {

/// Numbers that are the same for the same seed on every machine.
class Dice
{
public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}

    /// From 0 to `count` - 1; 0 if there is no other.
    std::uint64_t below(std::uint64_t count) { return count > 1 ? engine_() % count : 0; }

private:
    std::mt19937 engine_;
};

} // namespace framescope::contract
