// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

// Pictures of the Close card of connections that ended in different ways, and of the table of close
// codes.
void takeEndingPictures(WindowFixture& fixture,
                        const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
