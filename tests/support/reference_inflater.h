// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <optional>

namespace framescope::test {

// Inflates compressed messages as RFC 1951 and RFC 7692 7.2.2 are written, without zlib: slow,
// short, and another opinion. Also sees how far back a stream reaches.
class ReferenceInflater
{
public:
    explicit ReferenceInflater(std::size_t window = 32768) : window_(window) {}

    // Nothing where the message is not what a compressor may send; the object is of no use then.
    std::optional<Bytes> message(ByteView payload);

    // The greatest distance of all matches so far; 0 where there were none.
    std::size_t farthest() const { return farthest_; }

private:
    std::size_t window_;
    std::size_t farthest_ = 0;
    Bytes history_; // since the last block with BFINAL
};

} // namespace framescope::test
