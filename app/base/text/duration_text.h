// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <string>

namespace framescope {

/// A duration as people read it, the same in every view and message: "12 µs", "0.4 ms", "31 ms",
/// "1.25 s", "2:05 min", "1:02:03 h".
std::string durationText(Duration duration);

} // namespace framescope
