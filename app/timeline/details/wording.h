// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/detail.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::timeline {

// What a life-cycle event says, in words: what matters of its detail; all of it as JSON, where what
// matters is not there; and which members have another type than they should. Likewise a close code
// with its reason.

/// Parts that a table sets apart: "1000 normal closure", "Bye!", "clean", "by the client". What
/// came from outside stands in them as it came, but for bytes that are no UTF-8.
std::vector<std::string> partsOf(Type type, const Detail& detail);
std::vector<std::string> closeParts(std::uint16_t code, std::string_view reason);

/// A line of visible text: `1000 normal closure "Bye!", clean, by the client`.
std::string lineOf(Type type, const Detail& detail);
std::string closeLine(std::uint16_t code, std::string_view reason);

} // namespace framescope::timeline
