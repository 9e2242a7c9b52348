// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"

#include <string>
#include <vector>

namespace framescope::test {

// The rows of a view as lines for comparison in tests, without times and addresses.
//   request GET /chat             response 101 Switching Protocols       open [protocol=P]
//   error LAYER: TEXT [body='…']  closed 1000 'Bye!' clean by server     note TEXT
//   -> text 'Hello' [more] [frames=N] [compressed] [incomplete] [code=N] [rtt=MSms to N]
//   [answered=MSms to N]
// and a !rule for each violation. The arrow of a message is <= or =>.
std::vector<std::string> linesOf(const timeline::Timeline& timeline, timeline::View view);

// All properties of each event, for comparing two timelines.
std::vector<std::string> dumpOf(const timeline::Timeline& timeline, timeline::View view);

// The non-empty lines of a raw string, without indentation.
std::vector<std::string> linesIn(std::string_view text);

} // namespace framescope::test
