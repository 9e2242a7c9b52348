// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

// Pictures of what belongs to the whole window: help, preferences, hidden panes, and of what the
// text marks, names and lays out.
void takeCommandPictures(WindowFixture& fixture,
                         const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
