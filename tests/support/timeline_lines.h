// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"

#include <string>
#include <vector>

namespace framescope::test {

// The rows of a view as lines that a test can spell out. Times and addresses are left out.
//   request GET /chat             response 101 Switching Protocols       open [protocol=P]
//   error LAYER: TEXT [body='…']  closed 1000 'Bye!' clean by server     note TEXT
//   -> text 'Hello' [more] [frames=N] [compressed] [incomplete] [code=N] [rtt=MSms to N]
//   [answered=MSms to N]
// and a !rule for each violation. An arrow is <= or => where the row is a message.
std::vector<std::string> linesOf(const timeline::Timeline& timeline, timeline::View view);

// Everything that is known of each event, for telling two timelines apart.
std::vector<std::string> dumpOf(const timeline::Timeline& timeline, timeline::View view);

// The lines of a raw string, without indentation and empty ones.
std::vector<std::string> linesIn(std::string_view text);

} // namespace framescope::test
