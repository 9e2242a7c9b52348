// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/inferring/inference.h"
#include "timeline/index/timeline.h"

#include <string>

namespace framescope::scenario {

/// What the first connection with a request tells of the server: names, no values. `title` is the
/// document's if nothing is known of the host.
contract::Inference::Handshake seenHandshake(const timeline::Timeline& timeline,
                                             const std::string& title);

} // namespace framescope::scenario
