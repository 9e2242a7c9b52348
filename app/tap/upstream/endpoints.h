// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/endpoints.h"

class QAbstractSocket;

namespace framescope::tap {

/// Both ends of a connected socket, ours as the client.
Endpoints endpointsOf(const QAbstractSocket& socket);

} // namespace framescope::tap
