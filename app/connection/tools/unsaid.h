// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QStringList>

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace framescope::connection {

/// What a connection may have that not every tool can say.
enum class Detail {
    Headers,
    RepeatedHeaders,
    OtherThanAscii, ///< in the value of a header
    OwnLines,       ///< a header in place of Connection, Upgrade or Sec-WebSocket-…
    Host,           ///< a header in place of Host
    LeftOut,
    RawRequest,
    Subprotocols,
    Origin,
    Authorization,
    Cookies,
    Insecure,
    AcceptedCertificate,
    CaFile,
    PemCertificate,
    Pkcs12,
    ServerName,
    LowestTls,
    HighestTls,
    Alpn,
    HttpProxy,
    SocksProxy,
    SystemProxy,
    ProxyExceptions,
    NoCompression,
    CompressionParameters,
    ExtensionsLine,
    Strict,
    Behaviours,
    ConnectTimeout,
    UpgradeTimeout,
    CloseTimeout,
    KeepAlive,
    LargestMessage,
    Reconnecting,
    Redirects,
    Count
};

/// The details that a tool can say.
class Sayable
{
public:
    constexpr Sayable(std::initializer_list<Detail> details)
    {
        for (const Detail detail : details) {
            bits_ |= bitOf(detail);
        }
    }
    constexpr bool has(Detail detail) const { return (bits_ & bitOf(detail)) != 0; }

private:
    static constexpr std::uint64_t bitOf(Detail detail)
    {
        return std::uint64_t{1} << static_cast<unsigned>(detail);
    }

    std::uint64_t bits_ = 0;
};

/// Whether a text is ASCII.
bool isAscii(std::string_view text);

/// A sentence for each detail that the connection has and the tool can't say.
QStringList unsaid(const ConnectionOptions& options, const Sayable& sayable, const char* tool);

} // namespace framescope::connection
