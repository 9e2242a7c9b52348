// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::contract {

/// The engines that regular expressions are written for. Perl: PCRE2.
enum class Engine : std::uint8_t { Re2, Perl };

/// An expression of ECMA-262 (22.2.1) as an engine understands it; where the two disagree, it means
/// what ECMA-262 says. Nullopt if it has what the engine or ECMA-262 does not know. What is left
/// may still be refused by the engine.
std::optional<std::string> translated(std::string_view expression, Engine engine);

} // namespace framescope::contract
