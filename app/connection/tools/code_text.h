// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/tools/code_value.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace framescope::connection {

/// Whether a quoted text begins at `at`: with ", ' or `, in Python also with r", b""" and the like.
bool textStartsAt(std::string_view text, std::size_t at, CodeLanguage language);

/// Appends the text that begins at `at`, and returns the offset behind it. ${…} of JavaScript stays
/// as it is written. Precondition: `textStartsAt`.
Result<std::size_t> takeText(std::string_view text, std::size_t at, CodeLanguage language,
                             std::string& to);

/// The text as JavaScript and Python write it, with quotes around it.
std::string quotedForCode(std::string_view utf8);

/// Bytes as a text of JavaScript whose characters are the bytes, as Node takes header values.
std::string bytesForCode(std::string_view bytes);

} // namespace framescope::connection
