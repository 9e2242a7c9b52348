// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/text/base64.h"
#include "base/text/hex.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace framescope::transcript {

/// Appends `text` as a JSON string, quotes included. Precondition: it is UTF-8. Invisible
/// characters (base/text/visible_text) are escaped too, since the output may go to a terminal.
void appendJsonString(std::string& to, std::string_view text);
/// The same without the quotes, for a part that is cut between two characters.
void appendJsonCharacters(std::string& to, std::string_view text);
/// Appends JSON on one line, with invisible characters escaped in the same way. Invalid UTF-8
/// becomes U+FFFD.
void appendVisibleJson(std::string& to, std::string_view json);
/// Appends any bytes as a JSON string: invalid UTF-8 becomes U+FFFD.
void appendJsonStringReplacing(std::string& to, std::string_view text);

/// `text` with every byte that is not part of a UTF-8 sequence replaced by U+FFFD.
std::string withoutInvalidUtf8(std::string_view text);

} // namespace framescope::transcript
