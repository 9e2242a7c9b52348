// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/json/json_search.h"
#include "filter/json/json_shape.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// What the texts looked like that came last. Messages of a stream are mostly of a few kinds;
/// where they are not, nothing is compared nor learned for a while. One per thread and path.
class JsonShapes
{
public:
    /// Whether the text looks like one that was learned: then it is JSON, and `results` are what
    /// stands at the path.
    bool fit(std::string_view text);
    const std::vector<JsonValue>& results() const { return results_; }

    /// A shape to learn from a text that did not fit; null: not worth it now.
    JsonShape* toLearn();

private:
    static constexpr int Most = 4;
    static constexpr int FullCredit = 64;
    static constexpr int PriceOfLearning = 4; ///< in texts that fit
    static constexpr int Rest = 4096;         ///< texts

    std::array<JsonShape, Most> shapes_;
    std::array<std::uint8_t, Most> recent_{0, 1, 2, 3}; ///< the last used first
    int credit_ = FullCredit;
    int resting_ = 0;
    std::vector<JsonValue> results_;
};

} // namespace framescope::filter
