// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>

namespace framescope::cli {

/// Whether the text is not the secret, but says where to read it.
bool isPlaceOfSecret(const std::string& text);

/// Reads a secret from a command line, where other users of the machine could see it: the text
/// itself, @FILE (without the line end that a file ends with), or env:NAME. An error names the
/// option, never the text.
Result<std::string> secretArgument(const std::string& text, const std::string& option);

} // namespace framescope::cli
