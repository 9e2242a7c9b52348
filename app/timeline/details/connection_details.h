// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::timeline {

// The details of the events that establish a connection; see life_cycle.h.

/// A capture that is not ours has only `client` and `server`.
struct ConnectingDetail
{
    std::optional<Members> options; ///< the settings of the connection, without secrets
    std::optional<std::string> url;
    std::optional<std::string> client;
    std::optional<std::string> server;
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("options", self.options);
        visit("url", self.url);
        visit("client", self.client);
        visit("server", self.server);
    }
};

struct ResolvedDetail
{
    std::optional<std::vector<std::string>> addresses;
    std::optional<std::string> host;
    std::optional<double> milliseconds;
    std::optional<std::string> proxy;
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("addresses", self.addresses);
        visit("host", self.host);
        visit("ms", self.milliseconds);
        visit("proxy", self.proxy);
    }
};

struct ConnectedDetail
{
    std::optional<List> attempts; ///< addresses that failed earlier
    std::optional<std::string> client;
    std::optional<double> milliseconds;
    std::optional<std::string> proxy;
    std::optional<std::string> server;
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("attempts", self.attempts);
        visit("client", self.client);
        visit("ms", self.milliseconds);
        visit("proxy", self.proxy);
        visit("server", self.server);
    }
};

struct SecuredDetail
{
    std::optional<std::string> accepted; ///< why, if the certificate was not verified
    std::optional<std::string> alpn;
    std::optional<std::vector<std::string>> chain; ///< PEM, the server's certificate first
    std::optional<std::string> cipher;
    std::optional<std::vector<std::string>> failures; ///< the reasons why it is not verified
    std::optional<double> milliseconds;
    std::optional<std::string> protocol;
    std::optional<bool> verified;
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("accepted", self.accepted);
        visit("alpn", self.alpn);
        visit("chain", self.chain);
        visit("cipher", self.cipher);
        visit("failures", self.failures);
        visit("ms", self.milliseconds);
        visit("protocol", self.protocol);
        visit("verified", self.verified);
    }
};

} // namespace framescope::timeline
