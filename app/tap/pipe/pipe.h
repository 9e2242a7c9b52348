// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/sink.h"
#include "wire/http/handshake.h"
#include "wire/http/http_body.h"
#include "wire/http/http_head.h"

#include <array>
#include <optional>

namespace framescope::tap {

/// What the bytes of one WebSocket connection go through, in both directions: each is kept by the
/// sink and decoded once. It changes none of them and knows no sockets, so whoever sends on what it
/// lets through is a transparent tap. Pieces may have any size and wait for any time.
class Pipe
{
public:
    explicit Pipe(Sink& sink) : sink_(sink) {}

    /// Is told the frames of one side, after the sink; outlives the pipe.
    void observe(Direction direction, wire::FrameStreamHandler& observer);

    /// Returns how many of the bytes, the first ones, may be sent on. Fewer than all: the sink has
    /// failed, and nothing more may cross.
    std::size_t pass(Direction direction, ByteView bytes);

    enum class Upgrade {
        Awaited,      ///< the response has not come, or not all of its head
        Opened,       ///< frames cross
        Refused,      ///< with a response whose body is still coming
        RefusedWhole, ///< the body has come, or there is none
        Failed        ///< no HTTP, or a 101 that is none for a WebSocket
    };
    Upgrade upgrade() const { return upgrade_; }
    /// Once it has opened.
    const wire::HandshakeOutcome& handshake() const { return *outcome_; }

private:
    /// What crosses in one direction.
    struct Lane
    {
        StreamOffset length;                       ///< of what was kept
        std::shared_ptr<wire::FrameStream> stream; ///< once frames cross
        wire::FrameStreamHandler* kept = nullptr;  ///< the sink's
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
    std::optional<wire::HttpBodyReader> refusal_;
    std::optional<wire::HandshakeOutcome> outcome_;
    Upgrade upgrade_ = Upgrade::Awaited;
};

} // namespace framescope::tap
