// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/base64.h"
#include "base/bytes.h"
#include "base/hex.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace framescope::transcript {

/// Appends `text` as a JSON string, quotes included. Precondition: it is UTF-8. What can't be seen
/// (base/visible_text) is escaped too: a terminal may be what it is written to.
void appendJsonString(std::string& to, std::string_view text);
/// The same without the quotes, of a part that is cut between two characters.
void appendJsonCharacters(std::string& to, std::string_view text);
/// JSON on one line, where what can't be seen is escaped in the same way. What is no UTF-8
/// becomes U+FFFD.
void appendVisibleJson(std::string& to, std::string_view json);
/// As a JSON string bytes that may be anything: what is not UTF-8 becomes U+FFFD.
void appendJsonStringReplacing(std::string& to, std::string_view text);
void appendNumber(std::string& to, std::uint64_t number);
/// `count` with leading zeros up to `digits`.
void appendPadded(std::string& to, std::uint64_t number, std::size_t digits);

/// `text` where every byte that is not part of a UTF-8 sequence is U+FFFD.
std::string withoutInvalidUtf8(std::string_view text);

} // namespace framescope::transcript
