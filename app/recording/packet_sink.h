// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/direction.h"
#include "base/endpoints.h"
#include "base/ids.h"

#include <string_view>

namespace framescope::recording {

/// How one side's stream ended.
enum class StreamEnd {
    Fin,
    Reset,
    Refused ///< its reset answered the SYN: there was no connection
};

/// What a recording says, in order. The recorder tells it while it writes, the reader while it
/// reads: the sink cannot tell which. Views live for the call only.
class PacketSink
{
public:
    virtual ~PacketSink() = default;

    /// A connection was seen for the first time, by a comment, a SYN or its first segment.
    virtual void connectionSeen(ConnectionId conn, Timestamp time) = 0;
    /// Its endpoints are known (SYN seen, or the first segment of a capture that began later).
    virtual void endpointsKnown(ConnectionId conn, Timestamp time, const Endpoints& endpoints) = 0;
    /// Payload in stream order, without repetitions. `at`: where its first byte stands in the
    /// file; the rest follows it there without a break. `time` is when it could be read in
    /// order: that of the packet that closed the hole where a segment had to wait, or its own
    /// where none did and the hole is told as a gap.
    virtual void data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
                      FileOffset at) = 0;
    /// `count` bytes of the stream are missing from the capture.
    virtual void gap(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count) = 0;
    /// At most once for each direction; of what comes after it there only `behindEnd` is told.
    virtual void streamEnded(ConnectionId conn, Direction dir, Timestamp time, StreamEnd how) = 0;
    /// `count` more bytes have numbers behind the end of their stream.
    virtual void behindEnd(ConnectionId /*conn*/, Direction /*dir*/, Timestamp /*time*/,
                           std::uint64_t /*count*/)
    {
    }
    /// That side went on after a reset with a number that TCP does not take (RFC 9293 3.10.7).
    virtual void resetIgnored(ConnectionId /*conn*/, Direction /*dir*/, Timestamp /*time*/) {}
    /// The capture has no packet of that side. The other one has acknowledged `count` bytes of it,
    /// more than none. Told at the end, before what the end of the capture makes of the connection.
    virtual void sideMissing(ConnectionId /*conn*/, Direction /*dir*/, Timestamp /*time*/,
                             std::uint64_t /*count*/)
    {
    }
    /// A sentence about the capture as a whole, at its end: what of it could not be read as it is.
    virtual void captureNote(Timestamp /*time*/, std::string_view /*text*/) {}
    /// A packet comment, prefix included. `conn` is 0 where it belongs to none. Comes before
    /// what the same packet says otherwise, but after endpointsKnown.
    ///
    /// A comment belongs to the connection of its TCP packet. On a packet without TCP it names
    /// it: it starts with `framescope {"conn":N,`, literally, where N is the recorder's number
    /// of the connection. A comment that is `framescope {"conn":N}` and nothing else is the
    /// recorder's own (on a SYN, and before a comment that names no connection): not told.
    virtual void comment(ConnectionId conn, Timestamp time, std::string_view text) = 0;
};

} // namespace framescope::recording
