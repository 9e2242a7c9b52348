// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"

#include <string>

namespace framescope::codec {

/// A tree as JSON text without white space; a tree of JSON as it was sent. Numbers keep all digits,
/// and duplicate keys stay. Byte strings become base64; other values that JSON lacks become strings
/// in diagnostic notation. CBOR's tags are omitted. Bytes in a string that are not UTF-8 become
/// \xNN. Precondition: the tree is not empty.
std::string jsonText(const ValueTree& tree);

} // namespace framescope::codec
