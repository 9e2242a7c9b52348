// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/json_tokens.h"

#include <string_view>

namespace framescope::codec {

/// A value of a JSON text.
struct JsonValue
{
    JsonKind kind = JsonKind::Null;
    std::string_view raw; ///< as written in the text; a string has its quotes
    bool hasEscapes = false;
    bool isWithin = false; ///< an object or array inside another one that is also at the path
};

} // namespace framescope::codec
