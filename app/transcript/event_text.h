// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"

#include <string>
#include <string_view>

namespace framescope::transcript {

/// What an event says, on one line of printable UTF-8: text as it is (what can't be seen
/// as base/visible_text escapes it), binary payload in hex, of a life-cycle event what matters of
/// its detail. Violations are not in it.
std::string eventText(const timeline::EventRecord& record);

/// Of what the capture lacks bytes for: "(20 bytes missing)", and why it is not inflated; else
/// empty.
std::string lackText(const timeline::EventRecord& record);

/// Of what could not be inflated: "(as it came: ff ff)", of many bytes the first; else empty.
std::string wireText(const timeline::EventRecord& record);

/// The rules that an event breaks, "!mask-missing !rsv-set"; empty where there are none.
std::string violationMarks(const timeline::EventRecord& record);

} // namespace framescope::transcript
