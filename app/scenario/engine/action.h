// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "connection/behaviours.h"
#include "connection/connection_options.h"
#include "message/draft.h"
#include "message/outgoing.h"
#include "message/templates.h"
#include "scenario/model/step.h"
#include "wire/http/http_head.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>

namespace framescope::scenario {

/// Something to do for a scenario, with all templates expanded. What can't be done is told by
/// Stepper::failed.
namespace action {

/// Connect; the connection before has ended.
struct Connect
{
    connection::ConnectionOptions options;
};

/// Answered by one Sent when it is on its way.
struct Send
{
    message::Outgoing outgoing;
    const message::Draft* draft = nullptr; ///< what it was made of; null: a message sent back
};

/// Close with 1000, in order to connect again: an Ended follows.
struct Close
{
};

struct Behave
{
    connection::Behaviours behaviours; ///< all of them, not only those that change
};

/// Behind what was sent before.
struct Misdeed
{
    connection::Misdeed misdeed;
};

/// Run these connections beside each other, each with a Stepper of its own; then call
/// Stepper::joined.
struct Parallel
{
    const scenario::Parallel* parallel = nullptr;
    std::map<QString, QString> variables;
};

// In a server. Accept, Refuse and Respond need no Sent; an Open follows if the answer opens the
// connection.

struct Accept
{
    int status = 101;
    wire::HeaderFields headers;
    std::optional<std::string> subprotocol; ///< none: the first that is offered; empty: none at all
    bool deflate = true;
};
struct Refuse
{
    int status = 403;
    wire::HeaderFields headers;
    std::string body;
};
struct Respond
{
    Bytes bytes;
};
/// Send `first` bytes of what `outgoing` is on the wire, then the rest in pieces. Answered by one
/// Sent at the end of it. Nothing else is sent meanwhile.
struct SendPart
{
    message::Outgoing outgoing;
    std::uint64_t first = 0;  ///< 0: half
    std::uint64_t pieces = 0; ///< bytes of each; 0: the rest is never sent
    std::chrono::milliseconds pause{0};
};
/// End TCP behind what was sent; an Ended follows.
struct End
{
    scenario::End::How how = scenario::End::How::Fin;
};

} // namespace action

using Action = std::variant<action::Connect, action::Send, action::Close, action::Behave,
                            action::Misdeed, action::Parallel, action::Accept, action::Refuse,
                            action::Respond, action::SendPart, action::End>;

} // namespace framescope::scenario
