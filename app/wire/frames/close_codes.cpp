// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/close_codes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>
#include <sstream>

namespace framescope::wire {

namespace {

/// Who may send a code.
enum class Senders { Nobody, Libraries, Applications, Pages };

constexpr std::string_view Protocol = "RFC 6455 7.4.1";
constexpr std::string_view Ranges = "nobody (RFC 6455 7.4.2)";
constexpr std::string_view Registry = "IANA, first come first served";

constexpr CloseCode row(std::uint16_t first, std::uint16_t last, std::string_view name,
                        std::string_view meaning, std::string_view registered, Senders senders)
{
    return {first,
            last,
            name,
            meaning,
            registered,
            senders != Senders::Nobody,
            senders == Senders::Applications || senders == Senders::Pages,
            senders == Senders::Pages};
}

constexpr CloseCode row(std::uint16_t code, std::string_view name, std::string_view meaning,
                        std::string_view registered, Senders senders)
{
    return row(code, code, name, meaning, registered, senders);
}

using enum Senders;

constexpr auto Table = std::to_array<CloseCode>({
    row(0, 999, "unused", "not used by the protocol", Ranges, Nobody),
    row(1000, "normal closure", "the purpose of the connection is fulfilled", Protocol, Pages),
    row(1001, "going away", "a server goes down, or a page is left", Protocol, Applications),
    row(1002, "protocol error", "the other side broke the protocol", Protocol, Libraries),
    row(1003, "unsupported data", "the type of the data can't be accepted", Protocol, Applications),
    row(1004, "reserved", "a meaning may be defined in the future", Protocol, Nobody),
    row(1005, "no status", "a Close frame without a code came", Protocol, Nobody),
    row(1006, "abnormal closure", "the connection ended without a Close frame", Protocol, Nobody),
    row(1007, "invalid payload", "data does not fit its type, such as text that is not UTF-8",
        Protocol, Libraries),
    row(1008, "policy violation", "a message violates the policy of the receiver", Protocol,
        Applications),
    row(1009, "message too big", "a message is too big to be processed", Protocol, Applications),
    row(1010, "mandatory extension",
        "the server did not agree to an extension that the client needs", Protocol, Libraries),
    row(1011, "internal error", "the server met an unexpected condition", Protocol, Applications),
    row(1012, "service restart", "the service is restarted", "IANA, hybi list, message 09670",
        Applications),
    row(1013, "try again later", "the service is overloaded for now",
        "IANA, hybi list, message 09670", Applications),
    row(1014, "bad gateway", "a gateway got an invalid response from its server",
        "IANA, hybi list, message 10748", Applications),
    row(1015, "TLS failure", "the TLS handshake failed", Protocol, Nobody),
    row(1016, 2999, "reserved", "reserved for the protocol and its extensions", Ranges, Nobody),
    row(3000, "unauthorized", "the client is not authorized, like status 401 of HTTP", Registry,
        Pages),
    row(3001, 3002, "registered use", "for libraries and frameworks that register it", Registry,
        Pages),
    row(3003, "forbidden", "the client may not do this, like status 403 of HTTP", Registry, Pages),
    row(3004, 3007, "registered use", "for libraries and frameworks that register it", Registry,
        Pages),
    row(3008, "timeout", "the other side took too long, like status 408 of HTTP", Registry, Pages),
    row(3009, 3999, "registered use", "for libraries and frameworks that register it", Registry,
        Pages),
    row(4000, 4999, "private use", "agreed on between the applications", "nobody: private use",
        Pages),
    row(5000, 65535, "undefined", "beyond what the protocol defines", "nobody", Nobody),
});

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return lower;
}

/// Whether the row has a code of that number, or one whose digits begin with it.
bool hasNumber(const CloseCode& row, std::string_view digits)
{
    unsigned number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    return whole && ((row.first <= number && number <= row.last) ||
                     std::to_string(row.first).starts_with(digits));
}

} // namespace

std::span<const CloseCode> closeCodes()
{
    return Table;
}

const CloseCode& closeCode(std::uint16_t code)
{
    return *std::ranges::lower_bound(Table, code, {}, &CloseCode::last);
}

std::string codeText(const CloseCode& row)
{
    const std::string first = std::to_string(row.first);
    return row.first == row.last ? first : first + '-' + std::to_string(row.last);
}

bool matches(const CloseCode& row, std::string_view search)
{
    const std::string text = lowered(codeText(row) + ' ' + std::string(row.name) + ' ' +
                                     std::string(row.meaning) + ' ' + std::string(row.registered));
    std::istringstream words(lowered(search));
    return std::all_of(std::istream_iterator<std::string>(words), {}, [&](const std::string& word) {
        return text.find(word) != std::string::npos || hasNumber(row, word);
    });
}

} // namespace framescope::wire
