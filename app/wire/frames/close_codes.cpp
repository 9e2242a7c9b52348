// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/close_codes.h"

#include <algorithm>
#include <array>

namespace framescope::wire {

namespace {

constexpr bool OnWire = true;
constexpr bool NeverOnWire = false;
constexpr bool Browser = true;
constexpr bool NotBrowser = false;

constexpr auto Table = std::to_array<CloseCode>({
    {0, 999, "unused", "not used by the protocol", NeverOnWire, NotBrowser},
    {1000, 1000, "normal closure", "the purpose of the connection is fulfilled", OnWire, Browser},
    {1001, 1001, "going away", "a server goes down, or a page is left", OnWire, NotBrowser},
    {1002, 1002, "protocol error", "the other side broke the protocol", OnWire, NotBrowser},
    {1003, 1003, "unsupported data", "the type of the data can't be accepted", OnWire, NotBrowser},
    {1004, 1004, "reserved", "a meaning may be defined in the future", NeverOnWire, NotBrowser},
    {1005, 1005, "no status", "a Close frame without a code came", NeverOnWire, NotBrowser},
    {1006, 1006, "abnormal closure", "the connection ended without a Close frame", NeverOnWire,
     NotBrowser},
    {1007, 1007, "invalid payload", "data does not fit its type, such as text that is not UTF-8",
     OnWire, NotBrowser},
    {1008, 1008, "policy violation", "a message violates the policy of the receiver", OnWire,
     NotBrowser},
    {1009, 1009, "message too big", "a message is too big to be processed", OnWire, NotBrowser},
    {1010, 1010, "mandatory extension",
     "the server did not agree to an extension that the client needs", OnWire, NotBrowser},
    {1011, 1011, "internal error", "the server met an unexpected condition", OnWire, NotBrowser},
    {1012, 1012, "service restart", "the service is restarted", OnWire, NotBrowser},
    {1013, 1013, "try again later", "the service is overloaded for now", OnWire, NotBrowser},
    {1014, 1014, "bad gateway", "a gateway got an invalid response from its server", OnWire,
     NotBrowser},
    {1015, 1015, "TLS failure", "the TLS handshake failed", NeverOnWire, NotBrowser},
    {1016, 2999, "reserved", "reserved for the protocol and its extensions", NeverOnWire,
     NotBrowser},
    {3000, 3000, "unauthorized", "registered with IANA: the client is not authorized", OnWire,
     Browser},
    {3001, 3002, "registered use", "registered with IANA by libraries and frameworks", OnWire,
     Browser},
    {3003, 3003, "forbidden", "registered with IANA: the client may not do this", OnWire, Browser},
    {3004, 3007, "registered use", "registered with IANA by libraries and frameworks", OnWire,
     Browser},
    {3008, 3008, "timeout", "registered with IANA: the other side took too long", OnWire, Browser},
    {3009, 3999, "registered use", "registered with IANA by libraries and frameworks", OnWire,
     Browser},
    {4000, 4999, "private use", "agreed on between the applications", OnWire, Browser},
    {5000, 65535, "undefined", "beyond what the protocol defines", NeverOnWire, NotBrowser},
});

} // namespace

std::span<const CloseCode> closeCodes()
{
    return Table;
}

const CloseCode& closeCode(std::uint16_t code)
{
    return *std::ranges::lower_bound(Table, code, {}, &CloseCode::last);
}

} // namespace framescope::wire
