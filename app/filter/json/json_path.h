// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/mistake.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace framescope::filter {

/// Where values stand in a JSON text: $.a.b[0], $..error, $["odd key"], $.items[*].id. Keys are
/// compared as they are, with their case.
class JsonPath
{
public:
    struct Step
    {
        enum class Kind : std::uint8_t { Key, Index, Any };

        Kind kind = Kind::Key;
        bool deep = false; ///< on any level below, not on the next alone
        std::string key;
        std::uint64_t index = 0;
    };
    static constexpr std::size_t MaxSteps = 31;

    /// The path at the start of `text`, which may go on with an operator. The leading $. may be
    /// left out. `length` is set to what belongs to the path, also where it is mistaken.
    /// Positions of a mistake are in `text`.
    static tl::expected<JsonPath, Mistake> parse(std::string_view text, std::size_t& length);

    const std::vector<Step>& steps() const { return steps_; }

private:
    std::vector<Step> steps_;
};

} // namespace framescope::filter
