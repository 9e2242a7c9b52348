// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

// Pictures of a scenario's tab: passed, failed, with completion, with a mistake, and the dialog
// that makes one of a session.
void takeScenarioPictures(WindowFixture& fixture,
                          const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
