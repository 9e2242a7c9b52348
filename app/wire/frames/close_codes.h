// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace framescope::wire {

/// One row of the table of close codes (RFC 6455 7.4 and the IANA registry).
struct CloseCode
{
    std::uint16_t first;
    std::uint16_t last; ///< equal to `first` if the row is one code
    std::string_view name;
    std::string_view meaning;
    std::string_view registered; ///< where: "RFC 6455 7.4.1", "IANA, first come first served"
    bool validOnWire;            ///< may be sent in a Close frame
    bool fromApplication;        ///< for applications to send, not only for their WebSocket library
    bool fromBrowser;            ///< may be sent by a page's `WebSocket.close()`
};

/// The whole table in ascending order; it covers 0 to 65535 without gaps.
std::span<const CloseCode> closeCodes();

/// The row whose range contains `code`.
const CloseCode& closeCode(std::uint16_t code);

/// The code or the range of a row: "1000", "4000-4999".
std::string codeText(const CloseCode& row);
/// Whether a row has each word of `search`: a number that it contains or that its code begins with,
/// or a part of its texts in any case. An empty search has no words.
bool matches(const CloseCode& row, std::string_view search);

inline constexpr std::uint16_t CloseNoStatus = 1005; ///< a Close frame without a code
inline constexpr std::uint16_t CloseAbnormal = 1006; ///< the connection ended without a Close frame
inline constexpr std::uint16_t CloseTlsFailure = 1015; ///< the TLS handshake failed

/// Whether a code is only reported to applications and never sent (RFC 6455 7.4.1). A browser fails
/// the connection if a Close frame has such a code; it reports other codes unchanged.
constexpr bool isOnlyReported(std::uint16_t code)
{
    return code == CloseNoStatus || code == CloseAbnormal || code == CloseTlsFailure;
}

/// The most bytes of a Close reason: 125 in a control frame (RFC 6455 5.5), 2 of them the code.
inline constexpr std::size_t MaxCloseReason = 123;

} // namespace framescope::wire
