// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"

#include <string>
#include <vector>

namespace framescope::tap {

/// A sentence for each behaviour that changes every frame from now on: mask and pieces. The others
/// are told when they change something.
std::vector<std::string> changesToTell(const connection::Behaviours& before,
                                       const connection::Behaviours& now);

} // namespace framescope::tap
