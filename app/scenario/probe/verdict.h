// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace framescope::scenario::probe {

/// What is said of a server in one case.
enum class Verdict : std::uint8_t {
    Ok,
    NonStrict,     ///< allowed, or less than the RFC recommends
    Informational, ///< the RFC leaves it open
    Failed,        ///< the RFC forbids it, or it endangers users
    Unimplemented, ///< the server has not the extension that the case is about
    NotTried,      ///< something that the case needs was missing
};

std::string_view verdictName(Verdict verdict); ///< "ok", "non-strict" … "not tried"

inline constexpr Verdict LastVerdict = Verdict::NotTried;

} // namespace framescope::scenario::probe
