// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/decode_failure.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace framescope {

/// The container of deflated data: gzip (RFC 1952), zlib (RFC 1950), or none (RFC 1951).
enum class DeflateWrapper : std::uint8_t { Gzip, Zlib, None };

/// The result of inflating: the bytes up to the end, the limit or the first error.
struct Inflated
{
    Bytes bytes;
    bool cut = false;                     ///< there are more bytes than the limit
    std::optional<DecodeFailure> failure; ///< its offset is in the compressed bytes
};

/// Inflates at most `limit` bytes. The contents of several gzip members are joined (RFC 1952 2.2).
Inflated inflateWhole(ByteView compressed, DeflateWrapper wrapper, std::size_t limit,
                      const std::stop_token& stop = {});

/// Whether the first bytes are a gzip or zlib header.
bool beginsLikeGzip(ByteView bytes);
bool beginsLikeZlib(ByteView bytes);

} // namespace framescope
