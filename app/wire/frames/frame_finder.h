// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/ids.h"
#include "wire/frames/frame_header.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace framescope::wire {

/// Finds frames in the bytes of one side when it is not known where a frame begins: after a gap, or
/// in a capture that began after the connection did.
///
/// Every byte may begin a chain of frames, each of which begins where the one before it ends.
/// A chain ends at the first frame that no peer would send: masked on the wrong side, with a
/// reserved bit or opcode, a length that is not minimal, a continuation without a message, text
/// that is not UTF-8, or a Close code that may not be sent. The evidence of a chain, in bits,
/// measures how unlikely random bytes would form it. Memory is bounded, and time is linear in the
/// bytes.
class FrameFinder
{
public:
    /// Evidence that is enough if the connection is known to be a WebSocket.
    static constexpr unsigned Enough = 20;

    struct Options
    {
        bool masked = false;    ///< the client's frames are
        bool compressed = true; ///< RSV1 may be set
        StreamOffset start;     ///< of the first byte that is fed
    };
    explicit FrameFinder(const Options& options);

    /// The next bytes, in one piece: frames often begin and end where a piece does.
    void feed(ByteView bytes);
    /// `count` bytes are missing here.
    void gap(std::uint64_t count);
    /// Ends the input. A chain that ends exactly here has that as evidence.
    void finish();

    struct Found
    {
        StreamOffset start; ///< of the first frame that is sure
        unsigned evidence;
        unsigned content; ///< the part of it that text and Close frames give
        unsigned frames;
    };
    /// The best chain so far.
    std::optional<Found> best() const;
    /// The best chain if it has enough evidence, and two frames (after `finish`: one).
    std::optional<Found> found() const;

    /// The bytes from `start` on, as far as they are still kept. All from `Found::start` on are
    /// kept.
    ByteView bytesFrom(StreamOffset start) const;
    StreamOffset keptFrom() const { return StreamOffset{bufferAt_}; }
    StreamOffset position() const { return end(); }

private:
    enum class Message { Unknown, Open, None };
    struct Chain
    {
        std::vector<StreamOffset> starts; ///< of its last frames
        bool firstIsSure = false;         ///< of these, is no accident that leads into the chain
        unsigned evidence = 0;
        unsigned content = 0;
        unsigned frames = 0;
        Message message = Message::Unknown;
        FrameHeader header; ///< of the last frame, which ends where the chain waits
    };

    StreamOffset end() const { return StreamOffset{bufferAt_ + buffer_.size()}; }
    ByteView kept(std::uint64_t from, std::uint64_t to) const;
    bool isBoundary(std::uint64_t at) const;
    void scan();
    bool takeFrame(Chain& chain, std::uint64_t at, const FrameHeader& header) const;
    bool endFrame(Chain& chain, std::uint64_t at) const;
    std::optional<unsigned> payloadEvidence(const Chain& chain, std::uint64_t end) const;
    void await(std::uint64_t next, Chain&& chain);
    void dropOld();
    StreamOffset startOf(std::uint64_t next, const Chain& chain) const;

    Options options_;
    Bytes buffer_;
    std::uint64_t bufferAt_;
    std::uint64_t scanned_;                 ///< everything before has been looked at
    std::vector<std::uint64_t> boundaries_; ///< of the pieces, ascending
    std::map<std::uint64_t, Chain> chains_; ///< by where their next frame begins
    bool finished_ = false;
};

} // namespace framescope::wire
