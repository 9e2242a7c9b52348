// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/opcode.h"

namespace framescope::wire {

std::string_view opcodeName(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
        return "continuation";
    case Opcode::Text:
        return "text";
    case Opcode::Binary:
        return "binary";
    case Opcode::Close:
        return "close";
    case Opcode::Ping:
        return "ping";
    case Opcode::Pong:
        return "pong";
    }
    return "reserved";
}

} // namespace framescope::wire
