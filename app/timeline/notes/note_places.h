// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/blocks/comment_edits.h"
#include "timeline/index/timeline.h"

#include <memory>

namespace framescope::timeline {

/// What has to change in the comments of the timeline's file so that each note and mark stands
/// in the packet that completes its event, where Wireshark shows the frame, and nothing tells of
/// those that were changed or taken away. Empty where nothing has to change.
///
/// Reads the whole file again where there are notes: the same bytes give the same numbers. The
/// timeline may be growing; what comes while this runs stays as it is.
Result<recording::CommentEdits> placedNotes(const std::shared_ptr<const Timeline>& timeline);

} // namespace framescope::timeline
