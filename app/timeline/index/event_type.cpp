// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/index/event_type.h"

#include <array>

namespace framescope::timeline {

std::string_view kindName(Kind kind)
{
    switch (kind) {
    case Kind::Event:
        return "event";
    case Kind::Frame:
        return "frame";
    case Kind::Message:
        return "message";
    }
    return {};
}

std::string_view typeName(Type type)
{
    static constexpr auto Names = std::to_array<std::string_view>(
        {"connecting", "resolved", "connected", "secured", "request", "response", "open", "error",
         "closed", "note", "behaviour", "continuation", "text", "binary", "ping", "pong", "close",
         "reserved"});
    static_assert(Names.size() == static_cast<std::size_t>(Type::Reserved) + 1);
    return Names[static_cast<std::size_t>(type)];
}

Type typeOf(wire::Opcode opcode)
{
    switch (opcode) {
    case wire::Opcode::Continuation:
        return Type::Continuation;
    case wire::Opcode::Text:
        return Type::Text;
    case wire::Opcode::Binary:
        return Type::Binary;
    case wire::Opcode::Close:
        return Type::Close;
    case wire::Opcode::Ping:
        return Type::Ping;
    case wire::Opcode::Pong:
        return Type::Pong;
    }
    return Type::Reserved;
}

} // namespace framescope::timeline
