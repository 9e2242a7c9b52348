// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/endpoints.h"

#include <arpa/inet.h>

namespace framescope {

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    const std::string copy(text);
    IpAddress address;
    if (inet_pton(AF_INET, copy.c_str(), address.bytes.data()) == 1) {
        return address;
    }
    address.v6 = true;
    if (inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) == 1) {
        return address;
    }
    return std::nullopt;
}

std::string IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data(), text.data(), text.size());
    return text.data();
}

std::string Endpoint::toString() const
{
    const std::string host = address.toString();
    return (address.v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

} // namespace framescope
