// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"

#include <string>

namespace framescope::codec {

/// A tree as a JSON text without white space; one of JSON as it stands in its text. Numbers keep
/// all digits, and keys that come again stay. Byte strings become base64, what else JSON has no
/// type for becomes a string in diagnostic notation. CBOR's tags are left out. What is not UTF-8
/// in a string becomes \xNN. Precondition: the tree is not empty.
std::string jsonText(const ValueTree& tree);

} // namespace framescope::codec
