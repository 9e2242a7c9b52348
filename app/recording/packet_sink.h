// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/direction.h"
#include "base/endpoints.h"
#include "base/ids.h"

#include <string_view>

namespace framescope::recording {

/// The way in which one side's stream ended.
enum class StreamEnd {
    Fin,
    Reset,
    Refused ///< by a reset in answer to the SYN: there was no connection
};

/// Receives the content of a recording in order, from the recorder while it writes or from the
/// reader while it reads; the calls are the same. Views are valid during the call only.
class PacketSink
{
public:
    virtual ~PacketSink() = default;

    /// Called when a connection is first seen, in a comment, a SYN or its first segment.
    virtual void connectionSeen(ConnectionId conn, Timestamp time) = 0;
    /// Called at the SYN, or at the first segment of a connection whose SYN was not captured.
    virtual void endpointsKnown(ConnectionId conn, Timestamp time, const Endpoints& endpoints) = 0;
    /// Called with payload in stream order, without retransmissions. `at`: offset of its first byte
    /// in the file, where the rest follows without a gap. `time`: when it could be read in order.
    /// That is the time of the packet that filled a hole if the segment waited for it, and
    /// otherwise its own, also after a gap.
    virtual void data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
                      FileOffset at) = 0;
    /// Called when `count` bytes of the stream are missing from the capture.
    virtual void gap(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count) = 0;
    /// Called at most once per direction; after it, the direction only gets `behindEnd`.
    virtual void streamEnded(ConnectionId conn, Direction dir, Timestamp time, StreamEnd how) = 0;
    /// Called when `count` more bytes have sequence numbers after the end of their stream.
    virtual void behindEnd(ConnectionId /*conn*/, Direction /*dir*/, Timestamp /*time*/,
                           std::uint64_t /*count*/)
    {
    }
    /// Called when that side continues after a reset that TCP does not accept (RFC 9293 3.10.7).
    virtual void resetIgnored(ConnectionId /*conn*/, Direction /*dir*/, Timestamp /*time*/) {}
    /// Called at the end of the capture, before its other calls, if there is no packet of that side
    /// but the other one acknowledged `count` bytes of it, at least one.
    virtual void sideMissing(ConnectionId /*conn*/, Direction /*dir*/, Timestamp /*time*/,
                             std::uint64_t /*count*/)
    {
    }
    /// Called at the end with a sentence about the capture: data that could not be read as it is.
    virtual void captureNote(Timestamp /*time*/, std::string_view /*text*/) {}
    /// Called with a packet comment and its prefix. `conn` is 0 if it belongs to none. It precedes
    /// the other calls for the same packet, except endpointsKnown.
    ///
    /// A comment belongs to the connection of its TCP packet. On a packet without TCP, it names the
    /// connection: it begins with `framescope {"conn":N,`, literally, where N is the recorder's
    /// number of the connection. A comment that is only `framescope {"conn":N}` is added by the
    /// recorder (to a SYN, and before a comment that names no connection) and is not passed on.
    virtual void comment(ConnectionId conn, Timestamp time, std::string_view text) = 0;
};

} // namespace framescope::recording
