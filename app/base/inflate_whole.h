// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/decode_failure.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace framescope {

/// The wrapper of deflated data: RFC 1952, RFC 1950, none (RFC 1951).
enum class DeflateWrapper : std::uint8_t { Gzip, Zlib, None };

/// What compressed data hold, up to where something is wrong with them.
struct Inflated
{
    Bytes bytes;
    bool cut = false;                     ///< there is more than the limit
    std::optional<DecodeFailure> failure; ///< offset: in what is compressed
};

/// Inflates at most `limit` bytes. Several gzip members are joined, as gzip does.
Inflated inflateWhole(ByteView compressed, DeflateWrapper wrapper, std::size_t limit,
                      const std::stop_token& stop = {});

/// Whether the first bytes are a gzip or zlib header.
bool beginsLikeGzip(ByteView bytes);
bool beginsLikeZlib(ByteView bytes);

} // namespace framescope
