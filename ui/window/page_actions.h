// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

namespace framescope::ui {

class SessionPage;

/// Runs an action of the menus on a page.
void runOnPage(ActionId id, SessionPage& page);
/// Enables and checks the actions that depend on the page.
void updatePageActions(const Actions& actions, SessionPage& page);

} // namespace framescope::ui
