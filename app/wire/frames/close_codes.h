// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace framescope::wire {

/// One row of the table of close codes (RFC 6455 7.4 and the IANA registry).
struct CloseCode
{
    std::uint16_t first;
    std::uint16_t last; ///< equal to `first` where the row is one code
    std::string_view name;
    std::string_view meaning;
    bool validOnWire; ///< may stand in a Close frame
    bool fromBrowser; ///< a page's `WebSocket.close()` may send it
};

/// The whole table, ascending, without gaps from 0 to 65535.
std::span<const CloseCode> closeCodes();

/// The row whose range contains `code`.
const CloseCode& closeCode(std::uint16_t code);

inline constexpr std::uint16_t CloseNoStatus = 1005; ///< a Close frame without a code
inline constexpr std::uint16_t CloseAbnormal = 1006; ///< the connection ended without a Close frame
inline constexpr std::uint16_t CloseTlsFailure = 1015; ///< the TLS handshake failed

/// Codes that an endpoint reports to its application and no Close frame may carry (RFC 6455 7.4.1).
/// A browser fails the connection if a Close frame has one; it reports any other code unchanged.
constexpr bool isOnlyReported(std::uint16_t code)
{
    return code == CloseNoStatus || code == CloseAbnormal || code == CloseTlsFailure;
}

/// RFC 6455 5.5: a control frame's payload is at most 125 bytes, two of them the code.
inline constexpr std::size_t MaxCloseReason = 123;

} // namespace framescope::wire
