// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"
#include "tap/client/incoming_reframer.h"

#include <chrono>
#include <optional>
#include <string>

namespace framescope::tap {

/// What the server's Close frame is answered with (connection::Behaviours::closeReply).
struct CloseReply
{
    std::optional<Bytes> payload; ///< of our Close; nullopt: none is sent
    std::chrono::milliseconds delay{0};
    std::string told; ///< what is not as RFC 6455 5.5.1 wants it; may be empty
};
CloseReply closeReplyTo(const IncomingReframer::Control& close,
                        const connection::Behaviours& behaviours);

} // namespace framescope::tap
