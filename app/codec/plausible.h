// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/value_tree.h"

#include <string_view>

// Checks whether bytes that can be decoded in some way are likely to be meant so.
namespace framescope::codec {

/// Whether `bytes` are valid UTF-8 without control characters except white space.
bool isReadableText(ByteView bytes);

/// Whether a tree of MessagePack or CBOR has no failure and is a map or array with names for keys
/// and readable strings. `strict`: it must also contain a text, as more could match by chance.
bool isPlausible(const ValueTree& tree, bool strict);

/// The type of a file by its first bytes, such as "PNG image"; empty if unknown.
std::string_view fileType(ByteView bytes);

} // namespace framescope::codec
