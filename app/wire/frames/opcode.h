// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace framescope::wire {

/// The opcode of a frame (RFC 6455 5.2), of four bits. Values without a name are reserved.
enum class Opcode : std::uint8_t {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
};

constexpr bool isControl(Opcode opcode)
{
    return (static_cast<unsigned>(opcode) & 0x8) != 0;
}

constexpr bool isReserved(Opcode opcode)
{
    const auto value = static_cast<unsigned>(opcode);
    return (value > 0x2 && value < 0x8) || value > 0xA;
}

/// Whether the frame is continuation, text or binary.
constexpr bool isData(Opcode opcode)
{
    return static_cast<unsigned>(opcode) <= 0x2;
}

/// The opcode's name: "continuation", "text", "binary", "close", "ping", "pong" or "reserved".
std::string_view opcodeName(Opcode opcode);

} // namespace framescope::wire
