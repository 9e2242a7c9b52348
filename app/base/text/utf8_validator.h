// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>

namespace framescope {

/// Checks UTF-8 in pieces (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
class Utf8Validator
{
public:
    /// Checks the next bytes. Returns false once the input is invalid, also for later bytes.
    bool feed(ByteView bytes);

    /// Ends the input: an unfinished sequence is an error. Returns false after any error.
    bool finish();

    /// Whether the input so far is valid and does not end within a sequence.
    bool complete() const { return !error_ && pending_ == 0; }

    /// Offset of the first byte of the invalid sequence, counted over all calls of `feed`.
    std::optional<std::uint64_t> errorOffset() const { return error_; }

    void reset();

private:
    std::uint64_t consumed_ = 0;
    std::uint64_t sequenceStart_ = 0;
    std::optional<std::uint64_t> error_;
    std::uint8_t pending_ = 0;   ///< continuation bytes still expected
    std::uint8_t lowest_ = 0x80; ///< bounds of the next continuation byte
    std::uint8_t highest_ = 0xBF;
};

/// Whether the whole of `bytes` is valid UTF-8.
bool isUtf8(ByteView bytes);

} // namespace framescope
