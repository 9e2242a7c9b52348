// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packet_sink.h"
#include "timeline/index/publisher.h"
#include "wire/http/handshake.h"
#include "wire/http/http_body.h"
#include "wire/http/http_head.h"

#include <array>
#include <deque>
#include <optional>

namespace framescope::timeline {

/// The HTTP before the frames: reads requests and responses of a connection until one of them
/// switches protocols, and tells what became of it (`request`, `response`, `open`, `error`).
///
/// A refusal need not be the end: the next bytes from the client start another exchange (a
/// proxy's CONNECT, a second try with credentials, ordinary HTTP before the upgrade). Interim
/// responses (1xx but 101) come before the one that counts (RFC 9110 15.2).
class HandshakeTracker
{
public:
    /// What came before it could be read. Of the client before the response had come: frames, if
    /// the response is a 101, the next request, if this one asked for something else. Of the
    /// server before the request had: a capture may hold the packets of both in another order.
    struct EarlyChunk
    {
        Direction direction = Direction::Out;
        Timestamp time;
        Bytes bytes;
        std::uint64_t missing = 0; ///< or that many bytes are missing here
    };
    static constexpr std::size_t MaxEarly = 16 * 1024 * 1024;
    static constexpr std::size_t MaxEarlyResponse = 64 * 1024;

    HandshakeTracker(ConnectionId conn, Publisher& publisher) : conn_(conn), publisher_(publisher)
    {
    }

    /// Takes what is not frames; returns how many bytes that were. Fewer than all only once
    /// `switched()`.
    std::size_t feed(Direction direction, Timestamp time, ByteView bytes);
    /// Without all of its bytes a head can't be read.
    void gap(Direction direction, Timestamp time, std::uint64_t count);
    void ended(Direction direction, Timestamp time, recording::StreamEnd how);
    /// The connection is over; says so where nothing else has told why it never opened.
    void connectionOver(Timestamp time);
    /// It was not over.
    void goesOn() { failed_ = false; }
    /// An `error` from elsewhere told why.
    void explained() { explained_ = true; }
    bool isExplained() const { return explained_; }
    /// The recording is ours and lacks nothing: what is not there was not sent.
    void isWhole() { whole_ = !lacksBytes_; }
    /// What may be said of a plain request that the connection ended on without a word of the
    /// server; empty otherwise.
    std::string hintOfTls() const;

    /// 101 came: frames follow in both directions, from `framesStart`.
    bool switched() const { return outcome_ && outcome_->switched; }
    /// Where it is not known at which byte the frames of that side begin.
    bool isLost(Direction direction) const { return lost_[indexOf(direction)]; }
    /// The request is there and whole, and the response to it as far as it came.
    bool isKnown() const { return (requestIsComplete() || anyExchange_) && !lost_[0] && !lost_[1]; }
    /// A request asked for a WebSocket, or a proxy for the way to one.
    bool isWebSocket() const { return asked_; }
    /// What both sides send are frames of a WebSocket, though there is no handshake.
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
    void requestComplete(Timestamp time);
    void responseComplete(Timestamp time);
    void interimComplete(Timestamp time);
    void switchProtocols(Timestamp time);
    void refused(Timestamp time);
    void nextExchange();
    bool isPlainHttp() const;
    void fail(Timestamp time, std::string text, std::string_view content = {},
              bool truncated = false);
    void failGap(Direction direction, Timestamp time);
    std::size_t failHead(Timestamp time, Direction direction, ByteView rest);
    bool requestIsComplete() const
    {
        return request_.state() == wire::HttpHeadReader::State::Complete;
    }

    ConnectionId conn_;
    Publisher& publisher_;
    wire::HttpHeadReader request_{wire::HttpHeadReader::Expect::Request};
    wire::HttpHeadReader response_{wire::HttpHeadReader::Expect::Response};
    std::optional<wire::HttpBodyReader> requestBody_;
    std::optional<wire::HttpBodyReader> body_;
    std::size_t interimCount_ = 0;
    std::optional<wire::HandshakeOutcome> outcome_;
    std::deque<EarlyChunk> early_;
    std::size_t earlyTaken_ = 0; ///< of the first of them, by a request that was read
    std::size_t earlySize_ = 0;  ///< of what is left of them
    std::array<bool, 2> lost_{};
    bool asked_ = false;       ///< for a WebSocket, or a proxy for a tunnel
    bool anyExchange_ = false; ///< one was finished
    int lastStatus_ = 0;       ///< of the exchange that was finished last
    bool failed_ = false;      ///< nothing can be read any more
    bool whole_ = false;
    bool lacksBytes_ = false;
    bool explained_ = false; ///< an `error` was published
};

} // namespace framescope::timeline
