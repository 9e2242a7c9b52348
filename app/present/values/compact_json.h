// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>

namespace framescope::present {

/// JSON without the blanks between its tokens: keys, strings and numbers are the bytes that were
/// there. Precondition: valid JSON.
std::string compactJson(ByteView json);

} // namespace framescope::present
