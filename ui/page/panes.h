// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

#include <span>

namespace framescope::ui {

/// A part of a page that can be hidden. What is hidden comes back when somebody goes to it.
struct PaneRow
{
    ActionId shows; ///< the switch in the menu
    ActionId goesTo;
    const char* name;    ///< in the settings
    int needsHeight = 0; ///< on a lower screen it is hidden, unless somebody chose it
};

std::span<const PaneRow> paneTable();

/// Null: an action that has nothing to do with a pane.
const PaneRow* paneOfSwitch(ActionId id);
const PaneRow* paneGoneTo(ActionId id);

} // namespace framescope::ui
