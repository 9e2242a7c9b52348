// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "timeline/index/connection_info.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <string_view>

namespace framescope::scenario {

/// Something that happened on the connection of a scenario. It is a view: what it points to is
/// valid during the call that takes it. Directions are those of the client, also in a server.
struct Happening
{
    enum class Kind : std::uint8_t {
        Connecting, ///< an attempt begins, from which on an expected `open` counts its time
        Request,    ///< of a client
        Open,
        Message, ///< a whole one, from the other side
        Ping,    ///< from the other side, as the next two
        Pong,
        Close, ///< a Close frame
        Error,
        Ended, ///< the truth of the end is known: the event `closed`; a server: the other side has
               ///< sent Close, or TCP has ended
        Sent   ///< what the oldest action::Send or SendPart asked for is on its way; one for each
    };

    Kind kind = Kind::Message;
    Timestamp time;
    std::uint64_t event = 0; ///< number in the recording, from 1; 0: there is none
    ByteView payload = {};   ///< of Message, Ping, Pong, Close; unmasked and inflated
    /// Of the payload, of Ended that of the body; larger if that is only its beginning.
    std::uint64_t length = 0;
    bool isBinary = false;                ///< of Message
    const wire::HttpHead* head = nullptr; ///< of Request; of Open and Ended the answer's; or null
    std::string_view layer = {};          ///< of Error
    std::string_view text = {};           ///< of Error; of Ended the body of the answer
    const timeline::ConnectionEnding* ending = nullptr;  ///< of Ended; never null there
    const timeline::FirstClose* closeSent = nullptr;     ///< of Ended, the client's; or null
    const timeline::FirstClose* closeReceived = nullptr; ///< of Ended, the server's; or null

    static Happening at(Kind kind, Timestamp time, std::uint64_t event = 0)
    {
        return {.kind = kind, .time = time, .event = event};
    }
    static Happening message(Timestamp time, bool isBinary, ByteView payload)
    {
        return {.kind = Kind::Message,
                .time = time,
                .payload = payload,
                .length = payload.size(),
                .isBinary = isBinary};
    }
    /// A Ping, Pong or Close.
    static Happening control(Kind kind, Timestamp time, ByteView payload)
    {
        return {.kind = kind, .time = time, .payload = payload, .length = payload.size()};
    }
    static Happening request(Timestamp time, const wire::HttpHead& head)
    {
        return {.kind = Kind::Request, .time = time, .head = &head};
    }
    static Happening ended(Timestamp time, const timeline::ConnectionEnding& ending)
    {
        return {.kind = Kind::Ended, .time = time, .ending = &ending};
    }
};

} // namespace framescope::scenario
