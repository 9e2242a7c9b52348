// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"
#include "timeline/details/life_cycle.h"

namespace framescope::session {

/// The URL and the options, as they are recorded: without secrets. Of headers such as Authorization
/// (redaction/secrets.h) and of cookies it has only the names, of a proxy neither user nor
/// password, of a client certificate its subject.
timeline::ConnectingDetail detailOf(const connection::Target& target);

} // namespace framescope::session
