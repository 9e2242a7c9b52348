// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/json/json_shape.h"

#include "filter/json/json_byte_cursor.h"
#include "filter/json/json_scalar.h"

namespace framescope::filter {

void JsonShape::clear()
{
    raws_.clear();
    gaps_.clear();
    between_.clear();
}

void JsonShape::keep(std::string_view text)
{
    std::size_t end = 0;
    for (const Raw& raw : raws_) {
        const auto begin = static_cast<std::size_t>(raw.text.data() - text.data());
        between_ += text.substr(end, begin - end);
        gaps_.push_back({static_cast<std::uint32_t>(begin - end), raw.isResult});
        end = begin + raw.text.size();
    }
    between_ += text.substr(end);
    raws_.clear();
}

bool JsonShape::fits(std::string_view text, std::vector<JsonValue>& results) const
{
    results.clear();
    JsonByteCursor cursor(text);
    std::string_view between = between_;
    for (const Gap& gap : gaps_) {
        JsonValue value;
        if (!cursor.takeBytes(between.substr(0, gap.length)) || !takeJsonScalar(cursor, value)) {
            return false;
        }
        between.remove_prefix(gap.length);
        if (gap.isResult) {
            results.push_back(value);
        }
    }
    return !gaps_.empty() && cursor.takeBytes(between) && cursor.isAtEnd();
}

} // namespace framescope::filter
