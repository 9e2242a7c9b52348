// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/connection_options.h"
#include "connection/proxy.h"

#include <QList>
#include <QSslCertificate>
#include <QSslKey>

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::connection {

/// Checked options with the values derived from them.
struct Target : ConnectionOptions
{
    std::string shownUrl; ///< without user info
    bool secure = false;  ///< wss
    QString host;         ///< in ASCII form, no brackets around an IPv6 address
    std::uint16_t port = 80;
    std::string authorization;          ///< value of Authorization made from user info, or empty
    std::optional<Proxy> chosenProxy;   ///< for this server; nullopt: none
    QList<QSslCertificate> authorities; ///< in addition to the system's
    QList<QSslCertificate> certificateChain; ///< the client's, leaf first
    QSslKey key;
};

/// Checks the options (see `check`) and reads the files they name.
Result<Target> targetFrom(const ConnectionOptions& options);

} // namespace framescope::connection
