// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/decode_failure.h"

#include <optional>
#include <string>

namespace framescope {

/// With padding (RFC 4648 4).
void appendBase64(std::string& to, ByteView bytes);
std::string toBase64(ByteView bytes);

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

} // namespace framescope
