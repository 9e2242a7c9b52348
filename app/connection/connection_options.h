// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <string>

namespace framescope::connection {

/// What a connection is to be like. The defaults are those of DESIGN 1.
struct ConnectionOptions
{
    QUrl url; ///< ws or wss; user info becomes an Authorization header
    /// What the request line asks for, byte for byte (see Address); empty: what the URL has.
    std::string resource;
    wire::HeaderFields headers; ///< in this order; those of ours of the same name are replaced
    QStringList subprotocols;
    QString origin;                 ///< empty: no Origin is sent
    bool insecure = false;          ///< certificates are not verified; shown in the recording
    QByteArray acceptedCertificate; ///< SHA-256 of a leaf to accept despite its failures
    QString caFile;                 ///< PEM, in addition to the system's
    QString certFile;               ///< client certificate, PEM
    QString keyFile;                ///< its key, PEM
    QUrl proxy;                     ///< http:// or socks5://; empty: none
    bool deflate = true;
    bool strict = false;
    bool automaticPong = true;
    std::chrono::milliseconds connectTimeout{30'000};
    std::chrono::milliseconds upgradeTimeout{15'000};
    std::chrono::milliseconds closeTimeout{5'000};
};

} // namespace framescope::connection
