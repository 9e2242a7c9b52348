// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::connection {

/// What has been read of a pasted text so far.
struct PastedRequest
{
    ConnectionOptions options;
    std::string url;
    std::string proxy;     ///< [SCHEME://]HOST[:PORT]; empty: none was said
    std::string proxyUser; ///< USER[:PASSWORD]
    QStringList notTaken;  ///< see PastedConnection
};

/// Notes that something was not taken: "--resolve is not taken: names are looked up here.".
void leaveOut(PastedRequest& request, std::string_view what, std::string_view why);

/// Takes a header to where it belongs: Cookie, Origin, Sec-WebSocket-Protocol and the usual forms
/// of Authorization become options; lines that every handshake makes by itself are dropped.
void takeHeader(PastedRequest& request, std::string_view name, std::string_view value);

/// Takes "Name: value", also "Name:" and "Name;" (see addHeaderLine).
void takeHeaderLine(PastedRequest& request, std::string_view line);

/// Takes "a=1; b=2".
void takeCookies(PastedRequest& request, std::string_view text);

/// Takes "USER:PASSWORD" for basic authorisation.
void takeUser(PastedRequest& request, std::string_view text);

/// Sets the proxy of the options from `proxy` and `proxyUser`. A proxy without a port has
/// `usualPort`.
void finishProxy(PastedRequest& request, int usualPort);

/// A time in seconds, "1.5"; nullopt if it is no number or can't be used.
std::optional<std::chrono::milliseconds> secondsFrom(std::string_view text);

/// The address for a URL with any of the schemes ws, wss, http and https, or none: then it is ws.
QString addressFrom(std::string_view url);

} // namespace framescope::connection
