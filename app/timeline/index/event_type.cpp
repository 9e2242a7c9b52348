// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/index/event_type.h"

#include <array>

namespace framescope::timeline {

std::string_view kindName(Kind kind)
{
    static constexpr auto Names = std::to_array<std::string_view>({"event", "frame", "message"});
    return Names[static_cast<std::size_t>(kind)];
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
    static constexpr std::array Data{Type::Continuation, Type::Text, Type::Binary};
    static constexpr std::array Control{Type::Close, Type::Ping, Type::Pong};
    const auto value = static_cast<std::size_t>(opcode);
    return wire::isReserved(opcode) ? Type::Reserved
           : wire::isControl(opcode)
               ? Control[value - static_cast<std::size_t>(wire::Opcode::Close)]
               : Data[value];
}

} // namespace framescope::timeline
