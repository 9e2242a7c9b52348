// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QString>

#include <optional>

namespace framescope::present {

/// What the `error` event of a connection says that ended it.
struct ConnectionError
{
    EventId event;
    QString layer; ///< "dns", "tcp", "tls", "http", "websocket"; may be empty
    QString text;
    int status = 0; ///< of a refused upgrade; 0 is none
    QString body;   ///< of that response, where it is text
};

/// The first of its errors, which others follow from: a reset, say, after an alert of TLS. Looks
/// back over the last events only: an error is followed by little but `closed`.
std::optional<ConnectionError> connectionError(const timeline::Timeline& timeline,
                                               ConnectionId conn);

} // namespace framescope::present
