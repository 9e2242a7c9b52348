// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"
#include "recording/file.h"
#include "recording/packet_sink.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace framescope::recording {

/// Puts the segments of one direction of a TCP connection in order and tells the sink.
///
/// What has been told stays: a repetition is cut off, whatever it says. A segment behind a
/// hole is kept as its place in the file until the hole is filled. The hole becomes a gap
/// once the peer has acknowledged it (the capture lost it, not the network), once too much
/// waits behind it, or at the end of the capture. What waited behind a gap is told with the time
/// at which it came, for nothing that came later completed it.
class StreamReassembler
{
public:
    static constexpr std::size_t MostWaiting = 4096;
    static constexpr std::uint64_t MostBytesWaiting = std::uint64_t{16} << 20;

    /// Whom to tell, and for which packet.
    struct Context
    {
        PacketSink& sink;
        const File& file;
        ConnectionId conn;
        Direction dir;
        Timestamp time;

        Context at(Timestamp other) const { return {sink, file, conn, dir, other}; }
    };

    struct Piece
    {
        std::uint32_t sequence = 0;
        ByteView payload;
        FileOffset at;             ///< of the payload
        std::uint32_t missing = 0; ///< bytes behind it that the capture cut off
        bool fin = false;
    };

    bool started() const { return started_; }
    bool ended() const { return ended_; }
    /// The stream's first byte has this number. Once.
    void start(std::uint32_t sequence);
    std::uint32_t firstSequence() const { return first_; }

    /// Precondition: started.
    void segment(const Piece& piece, const Context& to);
    /// The peer has received everything before this number.
    void acknowledged(std::uint32_t sequence, const Context& to);
    /// The number is that of what comes next, or one more for a FIN that was not captured, or
    /// the peer has acknowledged what is before it.
    bool expects(std::uint32_t sequence) const;
    void reset(std::uint32_t sequence, const Context& to, StreamEnd how = StreamEnd::Reset);
    /// A reset that TCP may have ignored: what its side sends after it decides.
    void doubtfulReset(std::uint32_t sequence, Timestamp time);
    /// Nothing more will come.
    void finish(const Context& to);

private:
    struct Waiting
    {
        FileOffset at;
        std::uint32_t length = 0;
        std::uint32_t missing = 0;
        bool fin = false;
        Timestamp time;
    };
    struct Queue
    {
        std::multimap<std::uint64_t, Waiting> pieces; ///< by position in the stream
        std::uint64_t bytes = 0;
        Timestamp told = Timestamp::min(); ///< the latest time of what waited and was told
    };
    struct DoubtfulReset
    {
        std::uint32_t sequence = 0;
        Timestamp time;
        bool wentOn = false; ///< its side sent something after it
    };
    /// What became of the hole that pieces wait behind.
    enum class Hole { Filled, Passed };

    void settleReset(const Context& to);
    void ignoreReset(const Context& to);
    std::int32_t ahead(std::uint32_t sequence) const;
    void deliver(ByteView payload, FileOffset at, std::uint32_t missing, const Context& to);
    void deliverWaiting(const Waiting& piece, std::uint64_t skip, const Context& to);
    void wait(std::uint64_t position, const Piece& piece, const Context& to);
    void drain(const Context& to, Hole hole);
    void passHole(const Context& to);
    void passAcknowledgedHoles(const Context& to);
    void end(StreamEnd how, const Context& to);
    void tellBehindEnd(const Piece& piece, const Context& to);
    void tellBehindEnd(std::uint64_t first, std::uint64_t last, const Context& to);

    bool started_ = false;
    bool ended_ = false;
    bool finished_ = false;          ///< nothing that comes later is told
    std::uint32_t first_ = 0;        ///< sequence number of the stream's first byte
    std::uint64_t next_ = 0;         ///< position in the stream of what comes next
    std::uint64_t acknowledged_ = 0; ///< position up to which the peer has everything
    std::uint64_t behindEnd_ = 0;    ///< position up to which what stands behind the end is told
    std::optional<DoubtfulReset> doubtful_;
    std::unique_ptr<Queue> queue_; ///< most streams never need one
};

} // namespace framescope::recording
