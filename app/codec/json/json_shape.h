// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/json_value.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::codec {

/// The structure of a JSON text: everything except its scalars (numbers, words, and strings that
/// are not keys). A text with the same structure is also JSON, and has its values at the path in
/// the same places. Most messages of a stream have the same structure, and comparing takes half the
/// time of parsing. After repeated mismatches, comparing pauses for a while.
class JsonShape
{
public:
    struct Scalar
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool isResult = false; ///< whether it is at the path
    };

    /// Whether `text` has this shape; if so, `results` are its values at the path.
    bool fits(std::string_view text, std::vector<JsonValue>& results);
    /// Whether to learn the shape of a text that does not fit.
    bool wantsAnother() const { return rest_ == 0; }
    /// Precondition: `text` is JSON, and `scalars` are all of its scalars.
    void learn(std::string_view text, const std::vector<Scalar>& scalars);

private:
    bool compare(std::string_view text, std::vector<JsonValue>& results) const;

    struct Gap
    {
        std::string before; ///< text between the previous scalar and this one
        bool isResult = false;
    };

    std::vector<Gap> gaps_;
    std::string end_; ///< text after the last scalar
    int misses_ = 0;  ///< mismatches minus matches, not below 0
    int rest_ = 0;    ///< number of texts still to skip without comparing
};

} // namespace framescope::codec
