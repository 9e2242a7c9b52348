// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "filter/json/json_path.h"
#include "filter/json/json_shape.h"
#include "filter/json/json_value.h"

#include <functional>
#include <map>
#include <vector>

namespace framescope::filter {

/// Looks for values in JSON texts. Numbers keep any size, and keys that come again are found each
/// time. One per thread.
class JsonWalk
{
public:
    /// Deeper is not taken for JSON.
    static constexpr std::size_t MaxDepth = 1'000'000;

    using Visitor = std::function<void(const JsonValue&)>;

    /// Whether `text` is JSON as a whole (RFC 8259), be it behind a byte order mark. The visitor is
    /// told of the values at the path, perhaps before it turns out that the text is not JSON.
    /// `path` may be null: then it is told of nothing. A path must stay as long as this does.
    bool run(ByteView text, const JsonPath* path, const Visitor& visitor);

private:
    class Sink;

    /// An object or array that is open.
    struct Level
    {
        std::uint32_t waiting = 0; ///< a bit for each step that a child may take
        std::uint32_t index = 0;   ///< of the next child of an array
        std::size_t begin = 0;
        bool isObject = false;
        bool isResult = false;
    };

    std::vector<Level> levels_;
    std::map<const JsonPath*, JsonShape> shapes_; ///< of what came last
    std::vector<JsonShape::Scalar> scalars_;
    std::vector<JsonValue> results_;
};

} // namespace framescope::filter
