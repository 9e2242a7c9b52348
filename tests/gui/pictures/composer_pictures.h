// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

// Pictures of each mode of the composer, and of its dialogs.
void takeComposerPictures(WindowFixture& fixture,
                          const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
