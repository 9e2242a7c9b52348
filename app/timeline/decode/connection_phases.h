// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/publisher.h"

#include <algorithm>
#include <optional>

namespace framescope::timeline {

/// Publishes the phases that a connection reaches, and remembers the time of what was told last.
/// Where no comment tells of `connecting` and `connected`, the packets do.
class ConnectionPhases
{
public:
    ConnectionPhases(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher)
    {
    }

    void told(Timestamp time) { lastTime_ = std::max(lastTime_, time); }
    Timestamp lastTime() const { return lastTime_; }

    /// A foreign capture says nothing of the connection's beginning but the addresses.
    void endpointsKnown(Timestamp time, const Endpoints& endpoints);
    /// Publishes a `connecting` that waits until the roles are known.
    void publishConnecting();
    /// Bytes came, so the connection is up.
    void bytesSeen(Timestamp time);
    /// A comment tells it, or the packets.
    void reached(Type type, Timestamp time, const LifeCycle& content);

private:
    ConnectionId conn_;
    Publisher& publisher_;
    std::optional<Timestamp> connectingAt_; ///< of one that waits
    bool connectingSeen_ = false;
    bool connectedSeen_ = false;
    Timestamp lastTime_;
};

} // namespace framescope::timeline
