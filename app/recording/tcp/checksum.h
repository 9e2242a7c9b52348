// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace framescope::recording {

/// The Internet checksum (RFC 1071) over several parts, all of even length except the last.
class Checksum
{
public:
    void add(ByteView bytes);
    /// Adds a number of the pseudo-header.
    void add(std::uint16_t number);
    /// The checksum, to be stored as it is: in network byte order.
    std::uint16_t value() const;

private:
    std::uint64_t sum_ = 0; ///< of 16-bit words in memory order
};

} // namespace framescope::recording
