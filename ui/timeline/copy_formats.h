// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "ui/widgets/actions.h"

#include <optional>

namespace framescope::ui {

/// What can be copied of the selected rows.
enum class CopyFormat { Rows, Text, Hex, HexDump, Base64, CArray, JsonLine };

/// The action of the menus that copies so; nothing for other actions.
std::optional<CopyFormat> copyFormatOf(ActionId id);

/// How a format of the payload is written. Precondition: not Rows.
present::MakeRowWriter payloadWriter(CopyFormat format);

} // namespace framescope::ui
