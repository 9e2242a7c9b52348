// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo/demo_behaviour.h"

#include <cstdint>
#include <string>
#include <vector>

namespace framescope::scenario {

class DemoArguments;

/// Makes JSON ticks, {"type":"tick","seq":1,"price":101.25}, numbered from 1. Making a tick costs
/// much less than sending it.
class TickMaker
{
public:
    /// `size`: each tick is padded to this many bytes; a longer one is not cut.
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

/// The behaviour of /ticks.
DemoBehaviour makeTicks(const DemoArguments& arguments);

} // namespace framescope::scenario
