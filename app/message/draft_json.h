// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/draft.h"

#include <string>
#include <string_view>

namespace framescope::message {

/// A draft as one line of JSON, in the words of a saved connection; what is as usual is left out:
/// {"kind":"binary","form":"hex","content":"ca fe"}.
std::string draftJson(const Draft& draft);

/// The draft of such a line. Unknown members are ignored; a member of another type or out of its
/// range is an error.
Result<Draft> draftFromJson(std::string_view json);

} // namespace framescope::message
