// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <optional>

namespace framescope::test {

// A second, simple and slow implementation of RFC 1951 and RFC 7692 7.2.2, without zlib. Also finds
// how far back a stream refers.
class ReferenceInflater
{
public:
    explicit ReferenceInflater(std::size_t window = 32768) : window_(window) {}

    // Nothing if a compressor may not send the message; the object must not be used afterwards.
    std::optional<Bytes> message(ByteView payload);

    // The greatest distance of all matches so far; 0 if there were none.
    std::size_t farthest() const { return farthest_; }

private:
    std::size_t window_;
    std::size_t farthest_ = 0;
    Bytes history_; // since the last block with BFINAL
};

} // namespace framescope::test
