// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"
#include "tap/client/outbox.h"

#include <memory>
#include <string>

namespace framescope::session {

/// A connection to make.
struct Opening
{
    connection::Target target;
    std::shared_ptr<tap::Outbox> outbox = {};
    std::string why = {};    ///< what it follows from, for the recording; empty: it was asked for
    bool isRedirect = false; ///< the last response sent us there
};

} // namespace framescope::session
