// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstdint>

namespace framescope::wire {

using MaskKey = std::array<std::uint8_t, 4>;

/// XORs `bytes`, which begin at `offset` in the payload, with `key` (RFC 6455 5.3). Masking and
/// unmasking are the same operation.
void applyMask(MutableByteView bytes, const MaskKey& key, std::uint64_t offset = 0);

/// The same, written to `to`, which has room for all bytes and does not overlap `from`.
void copyMasked(ByteView from, std::uint8_t* to, const MaskKey& key, std::uint64_t offset = 0);

} // namespace framescope::wire
