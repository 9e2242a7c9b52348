// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packet_sink.h"
#include "timeline/decode/handshake_events.h"
#include "wire/http/handshake.h"
#include "wire/http/http_body.h"
#include "wire/http/http_head.h"

#include <array>
#include <deque>
#include <optional>

namespace framescope::timeline {

/// Reads the HTTP that precedes the frames: requests and responses, until one switches protocols.
/// Publishes `request`, `response`, `open` and `error`.
///
/// A refusal need not be the end: further bytes of the client begin another exchange (a proxy's
/// CONNECT, a second attempt with credentials, ordinary HTTP before the upgrade). Interim responses
/// (1xx except 101) precede the final one (RFC 9110 15.2).
class HandshakeTracker
{
public:
    /// Bytes that can't be read yet. Bytes that the client sends before the response are frames if
    /// the response is a 101, and otherwise the next request. Bytes of the server may precede the
    /// request if the capture has the packets in another order.
    struct EarlyChunk
    {
        Direction direction = Direction::Out;
        Timestamp time;
        Bytes bytes;
        std::uint64_t missing = 0; ///< if not 0, this many bytes are missing here
    };
    static constexpr std::size_t MaxEarly = 16 * 1024 * 1024;
    static constexpr std::size_t MaxEarlyResponse = 64 * 1024;

    HandshakeTracker(ConnectionId conn, Publisher& publisher) : events_(conn, publisher) {}

    /// Takes the bytes that are not frames and returns their number: all bytes until `switched()`.
    std::size_t feed(Direction direction, Timestamp time, ByteView bytes);
    /// Takes note of `count` missing bytes. A head that lacks bytes can't be read.
    void gap(Direction direction, Timestamp time, std::uint64_t count);
    void ended(Direction direction, Timestamp time, recording::StreamEnd how);
    /// Ends the connection. Publishes an `error` if it never opened and no other event gives the
    /// reason.
    void connectionOver(Timestamp time);
    /// Must be called if a connection continues that seemed to have ended.
    void goesOn() { failed_ = false; }
    /// Must be called if another `error` says why the connection did not open.
    void explained() { explained_ = true; }
    bool isExplained() const { return explained_; }
    /// Must be called if the recording is our own: bytes that it lacks were not sent.
    void isWhole() { whole_ = !lacksBytes_; }
    /// A hint if the connection ended without any answer to a request without TLS; otherwise empty.
    std::string hintOfTls() const;

    /// Whether the response is 101: frames follow in both directions.
    bool switched() const { return outcome_ && outcome_->switched; }
    /// Whether it is unknown where the frames of that side begin.
    bool isLost(Direction direction) const { return lost_[indexOf(direction)]; }
    /// Whether the request is complete, and no byte of the response is missing so far.
    bool isKnown() const;
    /// Whether a request asked for a WebSocket, or asked a proxy for a tunnel (CONNECT).
    bool isWebSocket() const { return asked_; }
    /// Must be called if both sides send WebSocket frames, although the handshake is missing.
    void recognised(Timestamp time);
    std::deque<EarlyChunk> takeEarly();
    /// Null before the response is complete.
    const wire::HandshakeOutcome* outcome() const { return outcome_ ? &*outcome_ : nullptr; }

private:
    bool answersTooEarly(ByteView bytes) const;
    std::size_t feedRequest(Timestamp time, ByteView bytes);
    std::size_t feedResponse(Timestamp time, ByteView bytes);
    void keepEarly(Direction direction, Timestamp time, ByteView bytes, std::uint64_t missing = 0);
    void readEarlyResponse();
    void readEarlyRequest();
    void lose(Direction direction, Timestamp time);
    void switchHalfKnown(Timestamp time);
    void responseComplete(Timestamp time);
    void switchProtocols(Timestamp time);
    void refused(Timestamp time);
    void nextExchange();
    bool isPlainHttp() const;
    void fail(Timestamp time, std::string text, std::string_view content = {},
              bool truncated = false);
    std::size_t failHead(Timestamp time, Direction direction, ByteView rest);

    HandshakeEvents events_;
    wire::HttpHeadReader request_{wire::HttpHeadReader::Expect::Request};
    wire::HttpHeadReader response_{wire::HttpHeadReader::Expect::Response};
    std::optional<wire::HttpBodyReader> requestBody_;
    std::optional<wire::HttpBodyReader> body_;
    std::optional<wire::HandshakeOutcome> outcome_;
    std::deque<EarlyChunk> early_;
    std::size_t earlyTaken_ = 0; ///< bytes of the first chunk that were taken by a request
    std::size_t earlySize_ = 0;  ///< remaining bytes
    std::array<bool, 2> lost_{};
    bool asked_ = false;       ///< a WebSocket or a tunnel was requested
    bool anyExchange_ = false; ///< an exchange was completed
    int lastStatus_ = 0;       ///< of the last completed exchange
    bool failed_ = false;      ///< no further input can be read
    bool badRequest_ = false;  ///< the last bytes were no request; a response may follow even so
    bool whole_ = false;
    bool lacksBytes_ = false;
    bool explained_ = false; ///< an `error` was published
};

} // namespace framescope::timeline
