// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/json/json_value.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// A JSON text but for its strings (keys apart), numbers and words. A text that has the same is
/// JSON too, and what is at a path stands in the same places. Messages of a stream are mostly of
/// one kind, and to know it again takes half the time of reading it. Where they are of many kinds,
/// nothing is compared for a while.
class JsonShape
{
public:
    struct Scalar
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool isResult = false; ///< it is at the path
    };

    /// Whether `text` has this shape; then `results` are its values at the path.
    bool fits(std::string_view text, std::vector<JsonValue>& results);
    /// Whether the shape of a text that does not fit is worth learning.
    bool wantsAnother() const { return rest_ == 0; }
    /// Precondition: the text is JSON, and these are all of its scalars.
    void learn(std::string_view text, const std::vector<Scalar>& scalars);

private:
    bool compare(std::string_view text, std::vector<JsonValue>& results) const;

    struct Gap
    {
        std::string before; ///< what stands between the scalar before it and this one
        bool isResult = false;
    };

    std::vector<Gap> gaps_;
    std::string end_; ///< behind the last scalar
    int misses_ = 0;  ///< less what did fit
    int rest_ = 0;    ///< texts that are not compared
};

} // namespace framescope::filter
