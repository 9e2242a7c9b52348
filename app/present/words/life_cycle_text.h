// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <string_view>

namespace framescope::present {

/// "1000 normal closure  ·  Bye!"; the reason may be invalid UTF-8.
QString closeText(std::uint16_t code, std::string_view reason);

} // namespace framescope::present
