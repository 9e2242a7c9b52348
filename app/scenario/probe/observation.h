// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "timeline/index/timeline.h"
#include "wire/rules.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario::probe {

/// A whole data message or a pong of the server.
struct Received
{
    enum class Kind : std::uint8_t { Text, Binary, Pong };
    Kind kind = Kind::Text;
    QByteArray payload;

    friend bool operator==(const Received&, const Received&) = default;
};

/// The way a connection of the probe ended.
enum class Ending : std::uint8_t {
    Unreachable, ///< there was no TCP or TLS connection
    NoResponse,  ///< the server did not answer the request within the time
    Cut,         ///< the server ended TCP instead of answering the request
    Refused,     ///< the response has another status than 101, or is not HTTP
    Answered,    ///< our Close came first, and the server answered it
    Unanswered,  ///< our Close came first, and no Close followed within the time
    Closed,      ///< the server sent the first Close
    Dropped,     ///< the server ended TCP without a Close, as it may have before ours
    Open,        ///< nothing ended it within the time
};

/// What the server did on one connection, read from the recording.
struct Observation
{
    Ending ending = Ending::Unreachable;
    bool opened = false;
    int status = 0; ///< of the response; 0: none
    bool tlsFailed = false;
    std::string error; ///< the first one of the connection
    std::vector<Received> received;
    std::uint64_t pings = 0;
    std::optional<Duration> firstPing;      ///< since the connection opened
    std::optional<Duration> openFor;        ///< from opened to closed
    std::optional<std::uint16_t> closeCode; ///< of the server's Close
    std::string closeReason;
    bool allSent = true; ///< the connection did not end before the last step
    bool tcpEndedByServer = false;
    bool tcpReset = false;
    bool deflate = false;         ///< permessage-deflate was agreed
    bool truncated = false;       ///< the server sent more than is looked at
    bool wentOn = false;          ///< it sent for as long as the probe waited
    std::string supportedVersion; ///< Sec-WebSocket-Version of the response
    std::uint64_t responses = 0;  ///< how many responses the server sent, in HTTP or not
    /// Errors in the server's frames and handshake that no server may make.
    wire::Violations violations;
};

/// Reads a connection that has ended.
Observation observe(const timeline::Timeline& timeline, ConnectionId connection);

/// The number of whole data messages and pongs that have come on the connection. `from` is where to
/// begin looking, and is set to where to go on. `only`: what is counted; null: all.
std::size_t countReceived(const timeline::Timeline& timeline, ConnectionId connection,
                          std::size_t& from, const std::vector<Received>* only);

/// The payloads of pings that have come since `from`, at most so many.
std::vector<QByteArray> pingsReceived(const timeline::Timeline& timeline, ConnectionId connection,
                                      std::size_t from, std::size_t most);

/// What the server did, in words: "sent 1 message back; answered Close with 1000".
std::string describe(const Observation& seen);

} // namespace framescope::scenario::probe
