// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <functional>

namespace framescope::test {

/// Each page of the connect options, with mistakes, small and with a large font; and what is told
/// about a pasted connection. `take` saves a picture by the name of what it shows.
void takeOptionsPictures(WindowFixture& f,
                         const std::function<void(QWidget&, const char* what)>& take);

} // namespace framescope::test
