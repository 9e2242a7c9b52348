// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "connection/behaviours.h"
#include "message/outgoing.h"

#include <cstdint>
#include <variant>

namespace framescope::tap {

/// What the session sends past QWebSocket: a control frame or raw bytes, frames of any kind, a
/// message that is read while it is sent, or something that it does wrong at that place.
struct DirectItem
{
    std::variant<Bytes, message::Frames, message::Stream, connection::Misdeed> content;
    std::uint64_t after = 0; ///< number of data messages sent through QWebSocket before it
    bool isClose = false;
    bool masked = false;      ///< the bytes are one frame, masked as the behaviours want it
    std::uint64_t number = 0; ///< among the items of a connection, from 1; set by the outbox
};

/// The size that counts for the outbox: the bytes, the payloads, the content.
std::uint64_t sizeOf(const DirectItem& item);

} // namespace framescope::tap
