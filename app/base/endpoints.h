// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope {

/// An IPv4 or IPv6 address in network order.
struct IpAddress
{
    bool v6 = false;
    std::array<std::uint8_t, 16> bytes{}; ///< only the first four are used if not v6

    static std::optional<IpAddress> parse(std::string_view text); ///< "192.0.2.1", "2001:db8::1"
    std::string toString() const;
    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

struct Endpoint
{
    IpAddress address;
    std::uint16_t port = 0;

    std::string toString() const; ///< "192.0.2.1:443", "[2001:db8::1]:443"
    friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

/// Both ends of a TCP connection; the client is the sender of the SYN.
struct Endpoints
{
    Endpoint client;
    Endpoint server;
    bool guessed = false; ///< guessed by port: the capture has no SYN or HTTP request
    friend auto operator<=>(const Endpoints&, const Endpoints&) = default;
};

} // namespace framescope
