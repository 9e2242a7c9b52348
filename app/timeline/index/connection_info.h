// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/endpoints.h"
#include "base/ids.h"
#include "timeline/details/connection_details.h"
#include "wire/frames/close_payload.h"
#include "wire/http/handshake.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::timeline {

enum class ConnectionState : std::uint8_t { Connecting, Open, Closing, Closed };

/// How a connection ended, as a browser would tell it.
struct ConnectionEnding
{
    std::optional<std::uint16_t> code = 1006; ///< nothing if not known, see `unknown`
    std::string reason;
    bool clean = false;
    std::optional<Direction> by; ///< sender of the first Close frame
    /// Why a browser's report differs from the Close frames: "a browser reports 1006: …". Empty if
    /// it does not differ.
    std::string browser = {};
    /// Why it is not known whether it was clean and who closed first: "10 bytes that the server
    /// sent are missing from the recording". Empty if it is known.
    std::string unknown = {};
    std::string tcp = {}; ///< how TCP ended, in words: "the server ended TCP (FIN)"; may be empty
    std::uint64_t unsent = 0; ///< bytes to be sent that never left this machine
    bool closeUnsent = false; ///< our Close frame is among them
};

/// The first Close frame of a side, legal or not.
struct FirstClose : wire::ClosePayload
{
    Bytes payload; ///< as sent, unmasked; at most 64 KiB of it
    wire::Violations violations;
};

/// A snapshot of a connection's properties.
struct ConnectionInfo
{
    ConnectionId id;
    ConnectionState state = ConnectionState::Connecting;
    std::string url; ///< of `connecting`, else made from the request
    std::optional<Endpoints> endpoints;
    std::optional<wire::HttpHead> request;
    std::optional<wire::HttpHead> response;
    std::vector<wire::HttpHead> interim; ///< 1xx responses before it; the first MaxInterim
    std::string responseBody;            ///< body of a refusal, decoded, at most 64 KiB
    bool responseBodyTruncated = false;
    std::uint64_t responseBodyReceived = 0; ///< bytes on the wire
    wire::HandshakeOutcome handshake;
    std::optional<SecuredDetail> secured;
    std::optional<FirstClose> closeSent;     ///< first Close that went out
    std::optional<FirstClose> closeReceived; ///< first Close that came in
    std::optional<ConnectionEnding> closing;
    /// How many interim responses are told one by one; RFC 9110 15.2 has no limit.
    static constexpr std::size_t MaxInterim = 32;
    // The phases: when each was reached.
    std::optional<Timestamp> connectingAt, resolvedAt, connectedAt, securedAt, requestAt,
        responseAt, openAt, closedAt;
};

} // namespace framescope::timeline
