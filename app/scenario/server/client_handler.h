// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "scenario/server/socket.h"
#include "wire/frames/frame_stream.h"
#include "wire/http/http_head.h"

#include <functional>
#include <memory>
#include <optional>

namespace framescope::scenario {

class ServerConnection;

/// Decides what a server does with one client. Each call is an event of that client, in their
/// order; `client` outlives the handler.
class ClientHandler
{
public:
    virtual ~ClientHandler() = default;
    /// The head of the request has come. To be answered, now or later, by
    /// ServerConnection::sendRaw, and then `open` or `end`.
    virtual void requested(ServerConnection& client, const wire::HttpHead& request) = 0;
    /// What came is no request; it was refused.
    virtual void notARequest(ServerConnection& /*client*/) {}
    virtual void message(ServerConnection& /*client*/, wire::Opcode, ByteView /*payload*/) {}
    /// A ping, pong or Close; what ServerConnection::Manners say is done after this.
    virtual void control(ServerConnection& /*client*/, const wire::FrameReport&) {}
    /// The client broke the protocol, so that the connection was failed with a Close of that code;
    /// nullopt if a Close was sent before. Of what it still sends, only Close comes here.
    virtual void failed(ServerConnection& /*client*/, wire::Rule,
                        std::optional<std::uint16_t> /*code*/)
    {
    }
    /// There may be room again (ServerConnection::hasRoom) after there was none.
    virtual void canSendAgain(ServerConnection& /*client*/) {}
    /// The client does not end the connection in time, or does not answer our Close: it is reset.
    virtual void givenUp(ServerConnection& /*client*/) {}
    /// The client has ended its side, or reset the connection.
    virtual void clientEnded(ServerConnection& /*client*/, TcpEnd) {}
};

using MakeHandler = std::function<std::unique_ptr<ClientHandler>(ServerConnection&)>;

} // namespace framescope::scenario
