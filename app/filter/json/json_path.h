// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/mistake.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace framescope::filter {

/// A path to values in a JSON text: $.a.b[0], $..error, $["odd key"], $.items[*].id. Keys are
/// case-sensitive.
class JsonPath
{
public:
    struct Step
    {
        enum class Kind : std::uint8_t { Key, Index, Any };

        Kind kind = Kind::Key;
        bool deep = false; ///< matches at any level below, not only the next
        std::string key;
        std::uint64_t index = 0;
    };
    static constexpr std::size_t MaxSteps = 31;

    /// Reads the path at the start of `text`, which may continue with an operator. The leading $.
    /// may be left out. Sets `length` to the bytes that belong to the path, even if there is a
    /// mistake. A mistake's position is an offset in `text`.
    static tl::expected<JsonPath, Mistake> parse(std::string_view text, std::size_t& length);

    const std::vector<Step>& steps() const { return steps_; }

private:
    std::vector<Step> steps_;
};

} // namespace framescope::filter
