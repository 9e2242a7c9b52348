// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/direction.h"
#include "base/endpoints.h"
#include "base/ids.h"
#include "timeline/details/life_cycle.h"
#include "wire/frames/close_payload.h"
#include "wire/http/handshake.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::timeline {

enum class ConnectionState : std::uint8_t { Connecting, Open, Closing, Closed };

/// The end of one direction of TCP.
struct TcpEnd
{
    bool reset = false; ///< RST, else FIN
    Timestamp time;
    bool thenReset = false; ///< an RST followed the FIN
};

/// The way a connection ended, as a browser would report it.
struct ConnectionEnding
{
    std::optional<std::uint16_t> code = 1006; ///< nullopt if unknown, see `unknown`
    std::string reason;
    bool clean = false;
    std::optional<Direction> by; ///< sender of the first Close frame
    /// The reason why a browser's report differs from the Close frames, "a browser reports 1006:
    /// …"; empty if it does not.
    std::string browser = {};
    /// The reason why it is unknown whether the end was clean and who began it: "10 bytes that the
    /// server sent are missing from the recording"; empty if it is known.
    std::string unknown = {};
    std::string tcp = {}; ///< the end of TCP in words, "the server ended TCP (FIN)"; may be empty
    std::array<std::optional<TcpEnd>, 2> tcpEnds = {}; ///< by the direction that ended
    Duration quiet{};         ///< without a byte of either side, before the first Close frame
    ClosedDetail detail = {}; ///< of the event `closed`
    /// What is wrong with the ending, in addition to the violations of the Close frames.
    wire::Violations violations = {};
    /// The first errors of each side's frames before its Close frame or the end, one of each rule;
    /// the detail begins with the place, "event 9 of the server".
    wire::Violations earlier = {};
};

/// The first Close frame of a side, valid or not.
struct FirstClose : wire::ClosePayload
{
    Bytes payload; ///< as sent, unmasked; only the first 64 KiB
    wire::Violations violations;
    Timestamp time;
};

/// A snapshot of a connection's properties.
struct ConnectionInfo
{
    ConnectionId id;
    ConnectionState state = ConnectionState::Connecting;
    std::string url; ///< from `connecting`, otherwise made from the request
    std::optional<Endpoints> endpoints;
    std::optional<wire::HttpHead> request;
    std::optional<wire::HttpHead> response;
    std::vector<wire::HttpHead> interim; ///< the first MaxInterim 1xx responses before `response`
    std::string responseBody;            ///< body of a refusal, decoded, at most 64 KiB
    bool responseBodyTruncated = false;
    std::uint64_t responseBodyReceived = 0; ///< bytes received
    wire::HandshakeOutcome handshake;
    std::optional<ResolvedDetail> resolved;
    std::optional<ConnectedDetail> connected;
    std::optional<SecuredDetail> secured;
    /// The first `error`, which later ones follow from: an ErrorDetail; null if there is none.
    std::shared_ptr<const LifeCycle> error;
    /// The last `error` of layer http, such as a redirect that was not followed; may be `error`.
    std::shared_ptr<const LifeCycle> lastHttpError;
    std::optional<FirstClose> closeSent;     ///< the first Close frame sent
    std::optional<FirstClose> closeReceived; ///< the first Close frame received
    std::optional<ConnectionEnding> closing;
    /// The most interim responses that are published; RFC 9110 15.2 sets no limit.
    static constexpr std::size_t MaxInterim = 32;
    // The time at which each phase was reached.
    std::optional<Timestamp> connectingAt, resolvedAt, connectedAt, securedAt, requestAt,
        responseAt, openAt, closedAt;
};

} // namespace framescope::timeline
