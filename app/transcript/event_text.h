// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"

#include <string>
#include <string_view>

namespace framescope::transcript {

/// The content of an event on one line of printable UTF-8: text with invisible characters escaped
/// (base/text/visible_text), binary payload in hex, the main details of a life-cycle event. Without
/// violations.
std::string eventText(const timeline::EventRecord& record);

/// "(20 bytes missing)" if the capture lacks bytes, and why the payload is not inflated; otherwise
/// empty.
std::string lackText(const timeline::EventRecord& record);

/// The first bytes of a payload that could not be inflated: "(as it came: ff ff)"; otherwise empty.
std::string wireText(const timeline::EventRecord& record);

/// The rules that an event violates: "!mask-missing !rsv-set"; empty if there are none.
std::string violationMarks(const timeline::EventRecord& record);

} // namespace framescope::transcript
