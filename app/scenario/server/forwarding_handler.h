// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/server/client_handler.h"

#include <memory>

namespace framescope::scenario {

/// Leaves all that happens but the request to another handler, once there is one.
class ForwardingHandler : public ClientHandler
{
public:
    void notARequest(ServerConnection& client) override;
    void message(ServerConnection& client, wire::Opcode opcode, ByteView payload) override;
    void control(ServerConnection& client, const wire::FrameReport& frame) override;
    void failed(ServerConnection& client, wire::Rule rule,
                std::optional<std::uint16_t> code) override;
    void canSendAgain(ServerConnection& client) override;
    void givenUp(ServerConnection& client) override;
    void clientEnded(ServerConnection& client, TcpEnd end) override;

protected:
    std::unique_ptr<ClientHandler> inner_;
};

} // namespace framescope::scenario
