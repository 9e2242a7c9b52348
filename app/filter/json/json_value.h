// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/json_tokens.h"

#include <string_view>

namespace framescope::filter {

/// A value of a JSON text.
struct JsonValue
{
    codec::JsonKind kind = codec::JsonKind::Null;
    std::string_view raw; ///< as it stands in the text; of a string, with its quotes
    bool hasEscapes = false;
    bool isWithin = false; ///< an object or array within another that is at the path too
};

} // namespace framescope::filter
