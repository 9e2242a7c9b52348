// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"

#include <cstddef>
#include <string>
#include <string_view>

// Single values of binary encodings, written as text.
namespace framescope::codec {

/// Follows a text that was cut off.
inline constexpr std::string_view Ellipsis = "…";

/// At most `limit` bytes of a string with its escapes; bytes that are not UTF-8 become \xNN.
/// `quotes`: puts it in quotes and escapes the quotes in it.
std::string escaped(ByteView text, std::size_t limit, bool quotes);
std::string quotedText(ByteView text, std::size_t limit);

/// The content of a text or byte string; the chunks of a CBOR string are joined.
Bytes bytesOfString(ByteView bytes, const Item& item, ValueEncoding encoding);

/// A scalar in diagnostic notation (RFC 8949 8).
std::string itemText(const ValueTree& tree, const Item& item, std::size_t limit);

/// The time of a CBOR value tagged as epoch time (RFC 8949 3.4.2); empty for any other value.
std::string epochText(const Item& item);

} // namespace framescope::codec
