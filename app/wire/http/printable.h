// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::wire {

/// `text` with each byte that is not part of a UTF-8 sequence written as `\xNN`, so that different
/// bytes stay distinct. Valid UTF-8 is unchanged.
std::string printable(std::string_view text);

} // namespace framescope::wire
