// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

// Pictures of what is done with the rows of the tab that is current: menus, dialogs, finding,
// and a filter that is wrong.
void takeTablePictures(WindowFixture& fixture,
                       const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
