// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/endpoints.h"
#include "scenario/server/socket.h"
#include "timeline/decode/live_capture.h"

#include <array>
#include <memory>

namespace framescope::scenario {

/// Records what crosses between a server and one client. Directions are the client's: `In` is from
/// the server.
class ClientRecord
{
public:
    /// The client has connected.
    ClientRecord(std::shared_ptr<timeline::LiveCapture> live, const Endpoints& endpoints);
    /// The connection is over.
    ~ClientRecord();
    ClientRecord(const ClientRecord&) = delete;
    ClientRecord& operator=(const ClientRecord&) = delete;

    ConnectionId id() const { return conn_; }
    void secured(const Tls& tls);
    void failed(const std::string& tlsProblem);
    void data(Direction direction, ByteView bytes);
    /// That side has ended TCP. Only the first end of a side is recorded.
    void ended(Direction direction, TcpEnd how);

private:
    std::shared_ptr<timeline::LiveCapture> live_;
    ConnectionId conn_;
    std::array<bool, 2> ended_{};
};

} // namespace framescope::scenario
