// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/opcode.h"

#include <functional>

namespace framescope::scenario {

class ServerConnection;

/// What one path of the demo server does on one connection; an empty function does nothing.
struct DemoBehaviour
{
    std::function<void(ServerConnection&)> opened = {};
    std::function<void(ServerConnection&, wire::Opcode, ByteView payload)> message = {};
    /// Called when there is room again after there was none.
    std::function<void(ServerConnection&)> canSendAgain = {};
    bool answersClose = true;
};

} // namespace framescope::scenario
