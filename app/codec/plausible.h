// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/value_tree.h"

#include <string_view>

// Whether bytes that can be read in a certain way are likely to be meant so.
namespace framescope::codec {

/// Valid UTF-8 without control characters other than white space.
bool isReadableText(ByteView bytes);

/// MessagePack or CBOR without a failure, a map or an array, with names for keys and readable
/// strings. `strict`: in a place where chance has more to choose from, it has to have a text.
bool isPlausible(const ValueTree& tree, bool strict);

/// What a file is by its first bytes, "PNG image"; empty where they say nothing.
std::string_view fileType(ByteView bytes);

} // namespace framescope::codec
