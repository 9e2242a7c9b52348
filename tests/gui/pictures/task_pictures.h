// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

/// The tab of a server with clients and with a mistake, that of a probe before, while and after it
/// runs, and messages that are held against a contract. `take` saves a picture by the name of what
/// it shows.
void takeTaskPictures(WindowFixture& f,
                      const std::function<void(QWidget&, const char* what)>& take);

} // namespace framescope::test
