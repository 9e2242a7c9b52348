// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace framescope::contract {

/// The editions of JSON Schema, in the order in which they came.
enum class Draft : std::uint8_t { Draft4, Draft6, Draft7, Draft2019, Draft2020 };

} // namespace framescope::contract
