// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/tcp_ending.h"

#include "tap/upstream/tls_failure.h"

namespace framescope::tap {

TcpEnding endingOf(const ServerEnded& end)
{
    TcpEnding ending;
    if (!end.tlsError.isEmpty()) {
        ending.failure =
            Failure{"tls", tlsFailure(end.tlsError, TlsPhase::Established).toStdString()};
    }
    if (end.leftOpen && end.closeNotified) {
        ending.tls = "ended by the server (close_notify), which left TCP open";
    } else if (end.secure && end.how == TcpEnd::Fin && !end.closeNotified) {
        ending.tls = "ended without close_notify";
    }
    ending.streams.push_back({end.leftOpen ? Direction::Out : Direction::In, end.how});
    if (!end.leftOpen && end.how == TcpEnd::Fin) {
        ending.streams.push_back({Direction::Out, TcpEnd::Fin});
    }
    return ending;
}

TcpEnding endingOf(const GivenUp& end)
{
    if (end.wasReset) {
        return {{}, {{Direction::In, TcpEnd::Reset}}, {}};
    }
    TcpEnding ending;
    if (end.serverEnded) {
        ending.streams.push_back({Direction::In, TcpEnd::Fin});
    }
    ending.streams.push_back({Direction::Out, end.unread ? TcpEnd::Reset : TcpEnd::Fin});
    return ending;
}

} // namespace framescope::tap
