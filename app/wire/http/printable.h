// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::wire {

/// `text` where each byte that is not part of a UTF-8 sequence is written `\xNN`, so that a
/// text remains which tells the bytes apart. A text that is UTF-8 stays as it is.
std::string printable(std::string_view text);

} // namespace framescope::wire
