// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

namespace framescope::ui {

/// Runs a standard command of the Edit menu in the widget with the focus, by sending its keys, so
/// that no widget has to know the menu. False for other actions.
bool runEditCommand(ActionId id);

/// Whether the widget with the focus claims these keys (as a pane claims Ctrl+F); then it has
/// received them.
bool isTakenByFocus(const QKeySequence& keys);

/// Enables the commands that the widget with the focus can run.
void updateEditCommands(const Actions& actions);

} // namespace framescope::ui
