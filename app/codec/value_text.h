// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"

#include <cstddef>
#include <string>
#include <string_view>

// What a value, its key and its type are as text. All of it is valid UTF-8.
namespace framescope::codec {

/// A value on one line: scalars as in diagnostic notation (RFC 8949 8), of JSON as they were
/// sent; containers by how many members they have; times with what they mean. At most about
/// `limit` bytes of the value's own are shown, then "…".
std::string valueText(const ValueTree& tree, ValueTree::NodeId id, std::size_t limit);

/// A member's key; names without quotes. Of what is no member its position; of the root "$".
std::string keyText(const ValueTree& tree, ValueTree::NodeId id);

/// The type as the encoding calls it, "fixstr" for instance.
std::string typeText(const ValueTree& tree, ValueTree::NodeId id);

/// One step of a JSONPath: .name, or [quotedKey] where `name` is no identifier.
std::string memberStep(std::string_view name, std::string_view quotedKey);

/// Where a value is, as JSONPath: $.items[0]["a b"].
std::string pathText(const ValueTree& tree, ValueTree::NodeId id);

/// A whole value in diagnostic notation, which is JSON where JSON has the types, indented; of
/// JSON as it stands in the text. Cut with "…" once it is longer than `limit`.
std::string diagnosticText(const ValueTree& tree, ValueTree::NodeId id, std::size_t limit);

/// What a text or byte string holds: JSON's without quotes and escapes, CBOR's chunks joined.
/// Empty for any other value.
Bytes stringContent(const ValueTree& tree, ValueTree::NodeId id);

/// In quotes, with the escapes of JSON; what is not UTF-8 as \xNN.
std::string quoted(ByteView text);

} // namespace framescope::codec
