// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/json/json_number.h"
#include "filter/json/json_search.h"

#include <string_view>

namespace framescope::filter {

/// Of true, false or null at the start of `text`; 0 where there is none.
inline std::size_t jsonWordLength(std::string_view text)
{
    for (const std::string_view word : {"true", "false", "null"}) {
        if (text.starts_with(word)) {
            return word.size();
        }
    }
    return 0;
}

/// Takes the string, number or word that comes. False where it is none.
template <class Cursor>
bool takeJsonScalar(Cursor& cursor, JsonValue& value)
{
    const char first = cursor.peek();
    if (first == '"') {
        value.kind = JsonValue::Kind::String;
        return cursor.takeString(value.raw);
    }
    const bool isWord = first == 't' || first == 'f' || first == 'n';
    value.kind = isWord ? JsonValue::Kind::Word : JsonValue::Kind::Number;
    const std::string_view rest = cursor.rest();
    value.raw = rest.substr(0, isWord ? jsonWordLength(rest) : numberLength(rest));
    return !value.raw.empty() && cursor.takeScalar(value.raw.size());
}

} // namespace framescope::filter
