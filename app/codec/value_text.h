// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"

#include <cstddef>
#include <string>
#include <string_view>

// Values, their keys and their types, written as text. All results are valid UTF-8.
namespace framescope::codec {

/// A value on one line: scalars in diagnostic notation (RFC 8949 8), those of JSON as sent;
/// containers as the number of members; times also as a date. Longer than about `limit` bytes of
/// the value, it is cut with "…".
std::string valueText(const ValueTree& tree, ValueTree::NodeId id, std::size_t limit);

/// A member's key, without quotes if it is a name; the index of an element; "$" for the root.
std::string keyText(const ValueTree& tree, ValueTree::NodeId id);

/// The type's name in the encoding, such as "fixstr".
std::string typeText(const ValueTree& tree, ValueTree::NodeId id);

/// One step of a JSONPath: .name, or [quotedKey] if `name` is no identifier.
std::string memberStep(std::string_view name, std::string_view quotedKey);

/// The path of a value as JSONPath: $.items[0]["a b"].
std::string pathText(const ValueTree& tree, ValueTree::NodeId id);

/// A whole value, indented, in diagnostic notation, which is JSON if JSON has all its types; JSON
/// as it was sent. Cut with "…" if it is longer than `limit` bytes.
std::string diagnosticText(const ValueTree& tree, ValueTree::NodeId id, std::size_t limit);

/// The content of a text or byte string: of JSON without quotes and escapes, of CBOR with its
/// chunks joined. Empty for any other value.
Bytes stringContent(const ValueTree& tree, ValueTree::NodeId id);

/// The text in quotes with JSON's escapes; bytes that are not UTF-8 become \xNN.
std::string quoted(ByteView text);

} // namespace framescope::codec
