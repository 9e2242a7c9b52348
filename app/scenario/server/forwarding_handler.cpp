// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/forwarding_handler.h"

namespace framescope::scenario {

void ForwardingHandler::notARequest(ServerConnection& client)
{
    if (inner_) {
        inner_->notARequest(client);
    }
}

void ForwardingHandler::message(ServerConnection& client, wire::Opcode opcode, ByteView payload)
{
    if (inner_) {
        inner_->message(client, opcode, payload);
    }
}

void ForwardingHandler::control(ServerConnection& client, const wire::FrameReport& frame)
{
    if (inner_) {
        inner_->control(client, frame);
    }
}

void ForwardingHandler::failed(ServerConnection& client, wire::Rule rule,
                               std::optional<std::uint16_t> code)
{
    if (inner_) {
        inner_->failed(client, rule, code);
    }
}

void ForwardingHandler::canSendAgain(ServerConnection& client)
{
    if (inner_) {
        inner_->canSendAgain(client);
    }
}

void ForwardingHandler::givenUp(ServerConnection& client)
{
    if (inner_) {
        inner_->givenUp(client);
    }
}

void ForwardingHandler::clientEnded(ServerConnection& client, TcpEnd end)
{
    if (inner_) {
        inner_->clientEnded(client, end);
    }
}

} // namespace framescope::scenario
