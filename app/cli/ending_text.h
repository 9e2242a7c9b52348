// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/ending/ending_story.h"

#include <string>

namespace framescope::cli {

/// The story of a connection's ending as paragraphs and a table, for people.
std::string endingText(const timeline::ConnectionInfo& connection,
                       const timeline::EndingStory& story);
/// The same as a JSON object on one line.
std::string endingLine(const timeline::ConnectionInfo& connection,
                       const timeline::EndingStory& story);

} // namespace framescope::cli
