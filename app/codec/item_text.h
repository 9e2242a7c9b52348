// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"

#include <cstddef>
#include <string>
#include <string_view>

// Single values of binary encodings as text.
namespace framescope::codec {

/// Behind a text that is cut.
inline constexpr std::string_view Ellipsis = "…";

/// The text as the content of a string, at most `limit` bytes of it; what is not UTF-8 as \xNN.
/// `quotes`: in quotes, so that quotes in it are escaped.
std::string escaped(ByteView text, std::size_t limit, bool quotes);
std::string quotedText(ByteView text, std::size_t limit);

/// What a text or byte string holds, the chunks of CBOR joined.
Bytes bytesOfString(ByteView bytes, const Item& item, ValueEncoding encoding);

/// A scalar in diagnostic notation (RFC 8949 8).
std::string itemText(const ValueTree& tree, const Item& item, std::size_t limit);

/// The time that a number of seconds with CBOR's tag for it means; empty for anything else.
std::string epochText(const Item& item);

} // namespace framescope::codec
