// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>

namespace framescope::codec {

/// A packet of a protocol that carries JSON or base64 in a text message.
struct Envelope
{
    std::string name; ///< "Socket.IO"
    std::string note; ///< the packet's other fields: "event, namespace /admin, acknowledgement 12"
    ByteView content; ///< the part of the text that is the content
    Bytes joined;     ///< the content if it is not one part of the text
    bool base64 = false; ///< the content is base64, not JSON
};

/// Finds Engine.IO and Socket.IO packets, SockJS frames, SignalR records, lines of JSON and data
/// URLs by their beginning; nullopt if the text is none of them. The content is not checked.
std::optional<Envelope> findEnvelope(ByteView text);

} // namespace framescope::codec
