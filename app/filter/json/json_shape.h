// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

struct JsonValue;

/// What a JSON text looks like but for its strings, numbers and words. A text that looks the
/// same is JSON too, has the same keys, and what stands at a path stands in the same places.
/// Of short texts of ASCII letters.
class JsonShape
{
public:
    /// Looks like nothing, and can learn.
    void clear();
    /// The next string (a key is none), number or word of a text; `isResult`: at the path.
    void add(std::string_view raw, bool isResult) { raws_.push_back({raw, isResult}); }
    /// Learns the text that all that was added is of. Precondition: it is JSON.
    void keep(std::string_view text);

    /// Whether `text` looks like what was learned. `results` become what is at the path.
    bool fits(std::string_view text, std::vector<JsonValue>& results) const;

private:
    struct Raw
    {
        std::string_view text;
        bool isResult = false;
    };
    /// What stands before a scalar, or behind the last.
    struct Gap
    {
        std::uint32_t length = 0;
        bool isResult = false; ///< the scalar behind it
    };

    std::vector<Raw> raws_; ///< while learning
    std::string between_;   ///< all gaps, one behind the other
    std::vector<Gap> gaps_; ///< of each scalar
};

} // namespace framescope::filter
