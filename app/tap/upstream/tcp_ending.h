// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/sink.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace framescope::tap {

/// How a connection to a server ended, as events to report.
struct TcpEnding
{
    std::optional<Failure> failure;   ///< of TLS; reported first
    std::vector<StreamEnded> streams; ///< in the order to report them
    std::string tls;                  ///< as in Closed
};

/// The state of a connection that the server has ended.
struct ServerEnded
{
    TcpEnd how = TcpEnd::Fin;   ///< by the server; if it left TCP open, by our side
    bool secure = false;        ///< whether the connection uses TLS
    bool leftOpen = false;      ///< the server has ended TLS, but not TCP
    bool closeNotified = false; ///< TLS ended in order
    QString tlsError = {};      ///< the error of TLS; empty if there was none
};
TcpEnding endingOf(const ServerEnded& end);

/// The state of an established connection that our side gives up.
struct GivenUp
{
    bool wasReset = false;
    bool serverEnded = false; ///< by a FIN
    bool unread = false;      ///< received bytes are unread: closing sends a reset
};
TcpEnding endingOf(const GivenUp& end);

} // namespace framescope::tap
