// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

// Pictures of connections that did not open: refused with a JSON body, with a wrong accept key, and
// with an expired certificate.
void takeFailurePictures(WindowFixture& fixture,
                         const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
