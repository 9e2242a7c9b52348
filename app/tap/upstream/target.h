// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"

namespace framescope::tap {

using connection::Target;

} // namespace framescope::tap
