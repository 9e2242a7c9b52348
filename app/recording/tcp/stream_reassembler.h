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

/// Orders the segments of one direction of a TCP connection and passes them to the sink.
///
/// Delivered data is final: a retransmission is dropped, whatever its content. A segment after a
/// hole is kept as its place in the file until the hole is filled. The hole becomes a gap once the
/// peer has acknowledged it (so the capture lost it, not the network), once too much data waits
/// after it, or at the end of the capture. Data that waited for a hole that became a gap has its
/// own time, as no later packet completed it.
class StreamReassembler
{
public:
    static constexpr std::size_t MostWaiting = 4096;
    static constexpr std::uint64_t MostBytesWaiting = std::uint64_t{16} << 20;

    /// The receiver of the calls, and the packet's properties.
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
        FileOffset at;             ///< offset of the payload in the file
        std::uint32_t missing = 0; ///< bytes after the payload that the capture cut off
        bool fin = false;
    };

    bool started() const { return started_; }
    bool ended() const { return ended_; }
    /// Sets the sequence number of the stream's first byte. Once.
    void start(std::uint32_t sequence);
    std::uint32_t firstSequence() const { return first_; }

    /// Takes a segment. Precondition: started.
    void segment(const Piece& piece, const Context& to);
    /// Takes the acknowledgement of the peer, which has received all bytes before this number.
    void acknowledged(std::uint32_t sequence, const Context& to);
    /// Whether a reset with this number is acceptable: it is the next number, or one more as of a
    /// FIN that was not captured, or the peer has acknowledged everything before it.
    bool expects(std::uint32_t sequence) const;
    void reset(std::uint32_t sequence, const Context& to, StreamEnd how = StreamEnd::Reset);
    /// Takes a reset that TCP may have ignored: the later data of its side decides.
    void doubtfulReset(std::uint32_t sequence, Timestamp time);
    /// Ends the input.
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
        std::multimap<std::uint64_t, Waiting> pieces; ///< by offset in the stream
        std::uint64_t bytes = 0;
        Timestamp told = Timestamp::min(); ///< the latest time of delivered data that had waited
    };
    struct DoubtfulReset
    {
        std::uint32_t sequence = 0;
        Timestamp time;
        bool wentOn = false; ///< its side sent something afterwards
    };
    /// The outcome of a hole that segments wait for.
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
    bool finished_ = false;          ///< later input is ignored
    std::uint32_t first_ = 0;        ///< sequence number of the stream's first byte
    std::uint64_t next_ = 0;         ///< offset in the stream of the next byte
    std::uint64_t acknowledged_ = 0; ///< offset up to which the peer has received everything
    std::uint64_t behindEnd_ = 0;    ///< offset up to which data after the end was reported
    std::optional<DoubtfulReset> doubtful_;
    std::unique_ptr<Queue> queue_; ///< absent if no segment ever waited, as in most streams
};

} // namespace framescope::recording
