// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/json/json_path.h"
#include "codec/json/json_shape.h"
#include "codec/json/json_value.h"

#include <functional>
#include <map>
#include <vector>

namespace framescope::codec {

/// Finds the values at a path in JSON texts. Numbers may have any size; of repeated keys, every
/// value is found. Use one object per thread.
class JsonWalk
{
public:
    /// Greatest depth of nesting; a deeper text is not accepted as JSON.
    static constexpr std::size_t MaxDepth = 1'000'000;

    using Visitor = std::function<void(const JsonValue&)>;

    /// Whether all of `text` is JSON (RFC 8259), with or without a byte order mark. Calls the
    /// visitor for each value at the path, possibly before the text turns out not to be JSON; never
    /// if `path` is null. A path must outlive this object.
    bool run(ByteView text, const JsonPath* path, const Visitor& visitor);

private:
    class Sink;

    /// An open object or array.
    struct Level
    {
        std::uint32_t waiting = 0; ///< bit i: a child may match step i of the path
        std::uint32_t index = 0;   ///< index of an array's next child
        std::size_t begin = 0;
        bool isObject = false;
        bool isResult = false;
    };

    std::vector<Level> levels_;
    std::map<const JsonPath*, JsonShape> shapes_; ///< shape of the latest text, by path
    std::vector<JsonShape::Scalar> scalars_;
    std::vector<JsonValue> results_;
};

} // namespace framescope::codec
