// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::wire {

/// Code and reason of a Close frame (RFC 6455 5.5.1).
struct ClosePayload
{
    std::optional<std::uint16_t> code; ///< absent if the payload has fewer than two bytes
    std::string reason;                ///< as sent; may be invalid UTF-8
};

/// Parses the unmasked payload of a Close frame, of any length.
ClosePayload parseClosePayload(ByteView payload);

} // namespace framescope::wire
