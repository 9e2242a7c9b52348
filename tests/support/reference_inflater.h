// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <optional>

namespace framescope::test {

// A simple, slow implementation of RFC 1951 and RFC 7692 7.2.2 without zlib. Also finds the
// greatest distance of a stream's matches.
class ReferenceInflater
{
public:
    explicit ReferenceInflater(std::size_t window = 32768) : window_(window) {}

    // The inflated message; nullopt if it is invalid or refers beyond the window. After that the
    // object must not be used.
    std::optional<Bytes> message(ByteView payload);

    // The greatest distance of all matches so far; 0 if there were none.
    std::size_t farthest() const { return farthest_; }

private:
    std::size_t window_;
    std::size_t farthest_ = 0;
    Bytes history_; // since the last block with BFINAL
};

} // namespace framescope::test
