// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace framescope::contract {

/// The editions of JSON Schema, in the order in which they came.
enum class Draft : std::uint8_t { Draft4, Draft6, Draft7, Draft2019, Draft2020 };

/// The draft that a $schema names; nullopt if it names none that is known.
std::optional<Draft> draftOf(std::string_view uri);

} // namespace framescope::contract
