// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/sink.h"
#include "wire/http/handshake.h"
#include "wire/http/http_body.h"
#include "wire/http/http_head.h"

#include <array>
#include <optional>

namespace framescope::tap {

/// Passes the bytes of one WebSocket connection, in both directions, to the sink, and decodes them
/// once. It changes no bytes and knows no sockets; a caller that forwards the bytes is a
/// transparent tap. Pieces may have any size and arrive at any time.
class Pipe
{
public:
    explicit Pipe(Sink& sink) : sink_(sink) {}

    /// `observer` receives the frames of one direction, after the sink; it must outlive the pipe.
    void observe(Direction direction, wire::FrameStreamHandler& observer);

    /// Returns how many of the bytes, from the first, may be forwarded. If not all, the sink has
    /// failed, and nothing more may be forwarded.
    std::size_t pass(Direction direction, ByteView bytes);

    enum class Upgrade {
        Awaited,      ///< the response's head is not complete yet
        Opened,       ///< frames follow
        Refused,      ///< by a response whose body is incomplete
        RefusedWhole, ///< by a response whose body is complete or absent
        Failed        ///< the response is not HTTP, or its 101 not valid for a WebSocket
    };
    Upgrade upgrade() const { return upgrade_; }
    /// Whether the head of a request was sent to its end.
    bool isRequestWhole() const
    {
        return request_.state() == wire::HttpHeadReader::State::Complete;
    }
    /// Precondition: the upgrade is Opened.
    const wire::HandshakeOutcome& handshake() const { return *outcome_; }

private:
    /// The state of one direction.
    struct Lane
    {
        StreamOffset length;                       ///< number of bytes kept
        std::shared_ptr<wire::FrameStream> stream; ///< null until frames follow
        wire::FrameStreamHandler* kept = nullptr;  ///< the handler that the sink wants called
        wire::FrameStreamHandler* observer = nullptr;
    };

    std::size_t keep(Direction direction, ByteView bytes);
    std::size_t readResponse(ByteView bytes);
    void judge();
    void startFrames();

    Sink& sink_;
    std::array<Lane, 2> lanes_;
    wire::HttpHeadReader request_{wire::HttpHeadReader::Expect::Request};
    wire::HttpHeadReader response_{wire::HttpHeadReader::Expect::Response};
    Bytes early_; ///< bytes of the client behind its request, until frames follow
    std::optional<wire::HttpBodyReader> refusal_;
    std::optional<wire::HandshakeOutcome> outcome_;
    Upgrade upgrade_ = Upgrade::Awaited;
};

} // namespace framescope::tap
