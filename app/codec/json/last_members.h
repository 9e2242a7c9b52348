// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::codec {

/// A JSON text as programs get it: of members of one object that have the same name, only the last
/// is left, as in JavaScript's JSON.parse. The names are compared without their escapes. Anything
/// else is as it was, and so is what is no JSON.
std::string withLastMembers(std::string_view json);

} // namespace framescope::codec
