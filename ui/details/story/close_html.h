// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/response_body.h"
#include "timeline/ending/ending_story.h"
#include "ui/style/colours.h"

#include <QString>

namespace framescope::ui {

/// How a connection ended, as a card: the story, the body of a refusal, both halves side by side,
/// what a browser tells a page, what is wrong, and what usually causes it. Its link is "codes:"
/// with a code or nothing.
QString closeHtml(const timeline::ConnectionInfo& connection, const timeline::EndingStory& story,
                  const present::ResponseBody& body, const style::Colours& colours);

} // namespace framescope::ui
