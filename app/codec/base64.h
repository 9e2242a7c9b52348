// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/item.h"

#include <optional>

namespace framescope::codec {

/// What a base64 text (RFC 4648 4 and 5) holds, up to where something is wrong with it.
struct Base64
{
    Bytes bytes;
    bool urlSafe = false;      ///< '-' and '_' where the other alphabet has '+' and '/'
    bool lacksPadding = false; ///< some is due and there is none
    bool mixedCase = false;    ///< letters of both cases, and something that is no letter
    std::optional<DecodeFailure> failure;
};

/// White space is passed over; padding may be left out. One alphabet, not both.
Base64 decodeBase64(ByteView text);

} // namespace framescope::codec
