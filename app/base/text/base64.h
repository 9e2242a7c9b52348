// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/decode_failure.h"

#include <optional>
#include <string>

namespace framescope {

/// Appends `bytes` as base64 with padding (RFC 4648 4).
void appendBase64(std::string& to, ByteView bytes);
std::string toBase64(ByteView bytes);

/// The bytes of a base64 text (RFC 4648 4 and 5) up to its end or the first error.
struct Base64
{
    Bytes bytes;
    bool urlSafe = false;      ///< the text has '-' and '_' instead of '+' and '/'
    bool lacksPadding = false; ///< the text should end with padding and has none
    bool mixedCase = false; ///< the text has letters of both cases, and something that is no letter
    std::optional<DecodeFailure> failure;
};

/// White space is skipped; padding may be missing. Characters of both alphabets are an error.
Base64 decodeBase64(ByteView text);

} // namespace framescope
