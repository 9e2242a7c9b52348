// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/upstream/target.h"

#include <nlohmann/json_fwd.hpp>

namespace framescope::session {

/// Detail of `connecting`: the URL and what was asked for, without secrets. Of headers such as
/// Authorization (redaction/secrets.h) the names alone are told, of a proxy neither user nor
/// password, of a client certificate its subject.
nlohmann::json connectingDetail(const tap::Target& target);

} // namespace framescope::session
