// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::filter {

/// Of what stands between the quotes of a JSON string (RFC 8259 section 7).
bool jsonEscapesAreValid(std::string_view content);

/// What the string says, as UTF-8; a surrogate without its partner stays an escape.
/// Precondition: `jsonEscapesAreValid(content)`. What was in `to` is replaced.
void unescapeJson(std::string_view content, std::string& to);

} // namespace framescope::filter
