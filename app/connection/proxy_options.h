// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace framescope::connection {

/// Which proxy to connect through.
struct ProxyOptions
{
    enum class Use {
        None,
        System, ///< as the environment says: https_proxy, http_proxy, all_proxy, no_proxy
        Given   ///< `url`, unless `exceptions` names the server
    };
    static ProxyOptions through(const QUrl& url) { return {Use::Given, url, {}}; }

    Use use = Use::None;
    QUrl url;           ///< http:// or socks5://, with user and password where it wants them
    QString exceptions; ///< hosts to reach without the given proxy, as in NO_PROXY

    friend bool operator==(const ProxyOptions&, const ProxyOptions&) = default;
};

} // namespace framescope::connection
