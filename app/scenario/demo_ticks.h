// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace framescope::scenario {

/// Makes JSON ticks, {"type":"tick","seq":1,"price":101.25}, numbered from 1, at a cost well
/// below that of sending them.
class TickMaker
{
public:
    /// `size`: what each tick is padded to, in bytes; one that is longer anyway stays so.
    explicit TickMaker(std::size_t size);

    /// The next tick; valid until the next call.
    ByteView next();

    std::uint64_t made() const { return sequence_; }

private:
    std::size_t size_;
    std::uint64_t sequence_ = 0;
    std::vector<std::string> prices_;
    Bytes tick_;
};

} // namespace framescope::scenario
