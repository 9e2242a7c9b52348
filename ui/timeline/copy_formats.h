// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "ui/widgets/actions.h"

namespace framescope::ui {

/// Whether an action copies the selected rows, as they are shown or in another format.
bool isRowCopy(ActionId id);

/// The writer of payloads for such an action, except CopyRows.
present::MakeRowWriter payloadWriter(ActionId id);

} // namespace framescope::ui
