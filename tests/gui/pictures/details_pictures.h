// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <QString>

#include <functional>

namespace framescope::test {

// Pictures of what is done in the details panes: finding, their menus, values in values. In the
// tab that is current, which must not be connected.
void takeDetailsPictures(WindowFixture& fixture,
                         const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
