// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/close_payload.h"

namespace framescope::wire {

ClosePayload parseClosePayload(ByteView payload)
{
    if (payload.size() < 2) {
        return {};
    }
    return {static_cast<std::uint16_t>(payload[0] << 8 | payload[1]),
            std::string(asText(payload.subspan(2)))};
}

} // namespace framescope::wire
