// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/event_record.h"

#include <string>
#include <string_view>

namespace framescope::transcript {

/// What an event says, on one line of printable UTF-8: text as it is (line breaks and other
/// control characters escaped), binary payload in hex, of a life-cycle event what matters of
/// its detail. Violations are not in it.
std::string eventText(const timeline::EventRecord& record);

/// The rules that an event breaks, "!mask-missing !rsv-set"; empty where there are none.
std::string violationMarks(const timeline::EventRecord& record);

/// UTF-8 with its control characters as escapes, so that a line stays a line.
std::string onOneLine(std::string_view text);
/// "ca fe 01"
std::string spacedHex(ByteView bytes);

} // namespace framescope::transcript
