// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/connection_details.h"

#include <string>
#include <vector>

namespace framescope::wire {
struct HttpHead;
}

namespace framescope::transcript {

/// The values of secrets that only the client knew as such. The recorded options of the connection
/// have redaction::SecretMarker in their places, and the request has them. Where the two do not
/// fit, the whole value of the header counts as a secret, and so does the whole target.
///
/// Without a request, `request` has only what was sent in `raw`.
std::vector<std::string> hiddenValues(const timeline::ConnectingDetail& connecting,
                                      const wire::HttpHead& request);

} // namespace framescope::transcript
