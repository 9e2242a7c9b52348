// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

namespace framescope::ui {

/// The usual commands of the Edit menu, for the widget that has the focus. Each does there what
/// its keys do, so that no widget has to know of the menu. Not for other actions.
void runEditCommand(ActionId id);

bool isEditCommand(ActionId id);

/// Whether the widget with the focus claims these keys for itself (as a pane claims Ctrl+F) and
/// was given them.
bool isTakenByFocus(const QKeySequence& keys);

/// Enables those that the widget with the focus has something to do for.
void updateEditCommands(const Actions& actions);

} // namespace framescope::ui
