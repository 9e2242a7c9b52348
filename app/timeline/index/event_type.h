// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frames/opcode.h"

#include <cstdint>
#include <string_view>

namespace framescope::timeline {

enum class Kind : std::uint8_t { Event, Frame, Message };

std::string_view kindName(Kind kind); ///< "event", "frame", "message"

/// The types of life-cycle events and frames. Messages are Text or Binary.
enum class Type : std::uint8_t {
    Connecting,
    Resolved,
    Connected,
    Secured,
    Request,
    Response,
    Open,
    Error,
    Closed,
    Note,
    Behaviour,
    Continuation,
    Text,
    Binary,
    Ping,
    Pong,
    Close,
    Reserved,
};

constexpr bool isLifeCycle(Type type)
{
    return type <= Type::Behaviour;
}
constexpr bool isControl(Type type)
{
    return type >= Type::Ping && type <= Type::Close;
}

std::string_view typeName(Type type); ///< "connecting" … "reserved"
Type typeOf(wire::Opcode opcode);

} // namespace framescope::timeline
