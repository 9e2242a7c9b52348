// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>

namespace framescope::codec {

/// What some protocols put around JSON or base64 in a text message.
struct Envelope
{
    std::string name;    ///< "Socket.IO"
    std::string note;    ///< "event, namespace /admin, acknowledgement 12"
    ByteView content;    ///< of the text that was given, where it stands in it
    Bytes joined;        ///< instead, where it does not stand there in one piece
    bool base64 = false; ///< the content is base64, not JSON
};

/// Engine.IO and Socket.IO packets, SockJS frames, SignalR's records, lines of JSON, data URLs.
/// Whether the content is what it should be is not looked at; nothing where the text does not
/// begin like any of them.
std::optional<Envelope> findEnvelope(ByteView text);

} // namespace framescope::codec
