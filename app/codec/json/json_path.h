// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace framescope::codec {

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

    /// A mistake in a path and its position.
    struct Mistake : Error
    {
        std::size_t position = 0; ///< in bytes
        std::size_t length = 0;
    };

    /// Reads the path at the start of `text`, which may continue with an operator. The leading $.
    /// may be left out. Sets `length` to the bytes that belong to the path, even if there is a
    /// mistake.
    static tl::expected<JsonPath, Mistake> parse(std::string_view text, std::size_t& length);

    const std::vector<Step>& steps() const { return steps_; }

private:
    std::vector<Step> steps_;
};

} // namespace framescope::codec
