// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <QString>

#include <functional>

namespace framescope::test {

// A conversation of two connections with bursts, pings, a violation and a close.
void converseOverTime(WindowFixture& fixture);

// Pictures of the overview strip and the statistics, in the tab that is current.
void takeOverviewPictures(WindowFixture& fixture,
                          const std::function<void(QWidget&, const char*)>& take);

} // namespace framescope::test
