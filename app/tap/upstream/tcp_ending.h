// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/sink.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace framescope::tap {

/// How a connection to a server ended, as it is to be told.
struct TcpEnding
{
    std::optional<Failure> failure;   ///< of TLS, told first
    std::vector<StreamEnded> streams; ///< in this order
    std::string tls;                  ///< as in Closed
};

/// What is known of a connection that the server has ended.
struct ServerEnded
{
    TcpEnd how = TcpEnd::Fin;   ///< of the server; where it left TCP open, of our side
    bool secure = false;        ///< it is over TLS
    bool leftOpen = false;      ///< the server has ended TLS alone
    bool closeNotified = false; ///< TLS ended in order
    QString tlsError = {};      ///< what TLS failed with, where it did
};
TcpEnding endingOf(const ServerEnded& end);

/// What is known of a connection that came up and is given up.
struct GivenUp
{
    bool wasReset = false;
    bool serverEnded = false; ///< in order
    bool unread = false;      ///< received bytes are unread: closing sends a reset
};
TcpEnding endingOf(const GivenUp& end);

} // namespace framescope::tap
