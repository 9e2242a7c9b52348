// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A frame that the server sent.
struct ReplayFrame
{
    EventId frame;
    Duration after{}; ///< since what caused it
};

/// What a client said, and what the server sent until it said something else.
struct ReplayCause
{
    EventId message; ///< not of the first one of a conversation: that is the opening
    bool isBinary = false;
    std::size_t exact = 0; ///< hash of the payload
    std::size_t alike = 0; ///< hash of what is the same in each run, of JSON; else as `exact`
    std::vector<ReplayFrame> frames;
};

/// What a server did on one connection of a recording, ordered by what the client said.
struct ReplayScript
{
    enum class End {
        Stays, ///< the client ended TCP, or the recording has no end
        Fin,
        Reset
    };

    timeline::ConnectionInfo connection;
    std::vector<ReplayCause> causes;   ///< at least one
    std::optional<EventId> closeReply; ///< of the server, to the client's Close
    bool clientClosedFirst = false;
    bool serverClosed = false; ///< before the client did
    End end = End::Stays;
    /// Since the last cause; since the client's Close where that was first, and since its request
    /// where the connection did not open.
    Duration endAfter{};
    std::size_t requests = 0; ///< that the client sent

    /// The target of the request without its query; empty if the recording has no request.
    std::string path() const;
    bool wasAccepted() const;
    /// Whether the server ended TCP, or its answer says that it would have: by "Connection: close",
    /// or because nothing else ends the body (RFC 9112 6.3).
    bool endsAnswer() const;
};

/// A payload that is compared: of a longer one, only its beginning is.
inline constexpr std::uint64_t MostCompared = 1 << 20;
std::size_t exactHash(ByteView payload);
std::size_t alikeHash(ByteView payload);

/// The connections of a recording in their order, without those of which nothing can be replayed.
Result<std::vector<ReplayScript>> replayScripts(const timeline::Timeline& timeline);

} // namespace framescope::scenario
