// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/checking/handshake_check.h"
#include "wire/http/http_head.h"

namespace framescope::scenario {

/// What a request says that a contract may be about.
contract::HandshakeFields handshakeFields(const wire::HttpHead& request);

} // namespace framescope::scenario
