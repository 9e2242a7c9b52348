// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"
#include "tap/client/incoming_reframer.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace framescope::tap {

/// Decides what a ping is answered with (connection::Behaviours::pong).
class PongPolicy
{
public:
    struct Answer
    {
        std::optional<Bytes> payload; ///< of the pong; nullopt: none is sent
        std::chrono::milliseconds delay{0};
        std::string told; ///< what is not as RFC 6455 5.5.3 wants it; may be empty
    };
    Answer answer(const IncomingReframer::Control& ping, const connection::Behaviours& behaviours);
    /// A late pong was sent or given up.
    void settled() { --pending_; }

private:
    Answer answered(const IncomingReframer::Control& ping,
                    const connection::Behaviours& behaviours);

    std::size_t told_ = 0;
    std::size_t pending_ = 0; ///< late pongs
    bool longPingTold_ = false;
};

} // namespace framescope::tap
