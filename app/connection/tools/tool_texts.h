// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "connection/tools/unsaid.h"

#include <string>

// A connection as one tool takes it. Each text comes with what the tool can say.
namespace framescope::connection {

/// The parts of a connection in the form that texts need.
struct SaidRequest
{
    const ConnectionOptions& options;
    std::string url;            ///< with the resource as it is sent
    wire::HeaderFields headers; ///< with Authorization and Cookie

    bool isSecure() const { return options.url.scheme() == QLatin1String("wss"); }
};
SaidRequest saidRequest(const ConnectionOptions& options);

/// The request target of a URL.
std::string resourceOf(const QUrl& url);

std::string curlText(const SaidRequest& request);
std::string wscatText(const SaidRequest& request);
std::string websocatText(const SaidRequest& request);
std::string browserText(const SaidRequest& request);
std::string nodeText(const SaidRequest& request);
std::string pythonText(const SaidRequest& request);

extern const Sayable CurlSays;
extern const Sayable WscatSays;
extern const Sayable WebsocatSays;
extern const Sayable BrowserSays;
extern const Sayable NodeSays;
extern const Sayable PythonSays;

/// Whether a client certificate is a PKCS#12 file: it has its key within, and its usual name.
bool isPkcs12(const TlsOptions& tls);

/// The value of Authorization; empty if there is none.
std::string authorizationValue(const Authorization& authorization);

/// "a=1; b=2"
std::string cookieValue(const std::vector<Cookie>& cookies);

/// The scheme, host and port of the proxy, and its user info as "USER:PASSWORD".
std::string proxyAddress(const ProxyOptions& proxy);
std::string proxyUser(const ProxyOptions& proxy);

/// A word of a command line, quoted for bash where it must be.
std::string bashWord(std::string_view text);

/// A number of seconds, "1.5".
std::string secondsText(std::chrono::milliseconds time);

} // namespace framescope::connection
