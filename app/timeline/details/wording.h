// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/detail.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::timeline {

// Life-cycle events in words: the important members of the detail, or all of it as JSON if these
// are missing, and the names of malformed members. Also close codes with their reasons.

/// The parts for the columns of a table: "1000 normal closure", "Bye!", "clean", "by the client".
/// Text from outside is unchanged, except bytes that are not UTF-8.
std::vector<std::string> partsOf(Type type, const Detail& detail);
std::vector<std::string> closeParts(std::uint16_t code, std::string_view reason);

/// One line of visible text: `1000 normal closure "Bye!", clean, by the client`.
std::string lineOf(Type type, const Detail& detail);
std::string closeLine(std::uint16_t code, std::string_view reason);

} // namespace framescope::timeline
