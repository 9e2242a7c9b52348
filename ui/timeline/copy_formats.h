// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "ui/widgets/actions.h"

namespace framescope::ui {

/// An action that copies the selected rows, as they are shown or in a format.
bool isRowCopy(ActionId id);

/// How a payload is written for an action of these but CopyRows.
present::MakeRowWriter payloadWriter(ActionId id);

} // namespace framescope::ui
