// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/blocks/comment_edits.h"
#include "timeline/index/timeline.h"

#include <memory>

namespace framescope::timeline {

/// Edits of the comments in the timeline's file, after which each note and mark is in the packet
/// that completes its event, where Wireshark shows the frame, and changed or removed ones are gone.
/// Empty if nothing has to change.
///
/// Reads the whole file again if there are notes: the same bytes result in the same event numbers.
/// The timeline may grow meanwhile; later edits are not included.
Result<recording::CommentEdits> placedNotes(const std::shared_ptr<const Timeline>& timeline);

} // namespace framescope::timeline
