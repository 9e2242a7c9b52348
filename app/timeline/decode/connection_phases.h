// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/publisher.h"

#include <algorithm>
#include <optional>

namespace framescope::timeline {

/// Publishes the phases that a connection reaches, and keeps the latest time. If no comment reports
/// `connecting` and `connected`, they are derived from the packets.
class ConnectionPhases
{
public:
    ConnectionPhases(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher)
    {
    }

    void told(Timestamp time) { lastTime_ = std::max(lastTime_, time); }
    Timestamp lastTime() const { return lastTime_; }

    /// Takes the endpoints. A foreign capture has nothing else about the beginning.
    void endpointsKnown(Timestamp time, const Endpoints& endpoints);
    /// Publishes a `connecting` that was delayed until the roles were known.
    void publishConnecting();
    /// Must be called when bytes are received, as the connection is established then.
    void bytesSeen(Timestamp time);
    /// Publishes a phase that a comment reports or the packets show.
    void reached(Type type, Timestamp time, LifeCycle content);

private:
    ConnectionId conn_;
    Publisher& publisher_;
    std::optional<Timestamp> connectingAt_; ///< of a delayed `connecting`
    bool connectingSeen_ = false;
    bool connectedSeen_ = false;
    Timestamp lastTime_;
};

} // namespace framescope::timeline
