// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/proxy.h"
#include "connection/proxy_options.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::connection {

/// A server, as a proxy is chosen for it.
struct ProxiedServer
{
    bool secure = false; ///< wss
    QString host;        ///< in ASCII form, no brackets around an IPv6 address
    std::uint16_t port = 80;
};

/// Returns the value of an environment variable; empty if it is not set.
using Environment = std::function<std::string(const char* name)>;
std::string ofThisProcess(const char* name);

/// The proxy to use for a server; nullopt: none. ProxyOptions::Use::System follows the environment
/// as curl does: https_proxy for wss, http_proxy for ws, then all_proxy, each in lower case first,
/// and no_proxy, in whose place `exceptions` stand if there are any. HTTP_PROXY is ignored within
/// CGI (REQUEST_METHOD is set), where the client of a web server chooses it.
Result<std::optional<Proxy>> chooseProxy(const ProxyOptions& options, const ProxiedServer& server,
                                         const Environment& environment = &ofThisProcess);

/// Whether a list of exceptions as in NO_PROXY, separated by commas or blanks, names the server:
/// "*", a name (with all names below it, with or without a dot before it), an address, a network
/// ("10.0.0.0/8"); each with or without a port ("example.com:8443").
bool isExempt(std::string_view exceptions, const ProxiedServer& server);

} // namespace framescope::connection
