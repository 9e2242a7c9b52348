// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"
#include "timeline/details/connection_details.h"

namespace framescope::session {

/// Detail of `connecting`: the URL and what was asked for, without secrets. Of headers such as
/// Authorization (redaction/secrets.h) the names alone are told, of a proxy neither user nor
/// password, of a client certificate its subject.
timeline::ConnectingDetail connectingDetail(const connection::Target& target);

} // namespace framescope::session
