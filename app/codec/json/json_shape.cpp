// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/json_shape.h"

#include "codec/json/json_tokens.h"

#include <algorithm>

namespace framescope::codec {

bool JsonShape::fits(std::string_view text, std::vector<JsonValue>& results)
{
    constexpr int Enough = 8;
    constexpr int Rest = 4096;
    if (rest_ > 0) {
        --rest_;
        return false;
    }
    if (compare(text, results)) {
        misses_ = std::max(misses_ - 1, 0);
        return true;
    }
    if (++misses_ == Enough) {
        misses_ = 0;
        rest_ = Rest;
    }
    return false;
}

bool JsonShape::compare(std::string_view text, std::vector<JsonValue>& results) const
{
    results.clear();
    std::size_t at = 0;
    for (const Gap& gap : gaps_) {
        if (!text.substr(at).starts_with(gap.before)) {
            return false;
        }
        const std::size_t begin = at + gap.before.size();
        const JsonToken token = readJsonScalar(text, begin);
        if (token.mistake) {
            return false;
        }
        at = token.end;
        if (gap.isResult) {
            results.push_back(
                {token.kind, text.substr(begin, at - begin), token.hasEscapes, false});
        }
    }
    return !gaps_.empty() && text.substr(at) == end_;
}

void JsonShape::learn(std::string_view text, const std::vector<Scalar>& scalars)
{
    gaps_.clear();
    std::size_t at = 0;
    for (const Scalar& scalar : scalars) {
        gaps_.push_back({std::string(text.substr(at, scalar.begin - at)), scalar.isResult});
        at = scalar.end;
    }
    end_ = text.substr(at);
}

} // namespace framescope::codec
