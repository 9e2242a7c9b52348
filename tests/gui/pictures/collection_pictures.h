// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

// Pictures of the side bar: empty, with connections, and with the dialogs it opens.
void takeCollectionPictures(WindowFixture& fixture,
                            const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
