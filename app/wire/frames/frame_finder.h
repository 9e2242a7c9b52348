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

/// Finds frames in the bytes of one side if their boundaries are unknown: after a gap, or in a
/// capture that began after the connection did.
///
/// Any byte may be the start of a chain of frames, each of which begins at the end of the one
/// before. A chain ends at the first frame that no peer would send: masked on the wrong side, with
/// a reserved bit or opcode, a length that is not minimal, a continuation without a message, text
/// that is not UTF-8, or a forbidden Close code. The evidence of a chain, in bits, measures how
/// unlikely it is that random bytes form it. Memory is bounded; time is linear in the input.
class FrameFinder
{
public:
    /// The evidence that is enough if the connection is known to be a WebSocket.
    static constexpr unsigned Enough = 20;

    struct Options
    {
        bool masked = false;    ///< frames are masked, as the client's are
        bool compressed = true; ///< RSV1 may be set
        StreamOffset start;     ///< offset of the first byte of input
    };
    explicit FrameFinder(const Options& options);

    /// Takes the next bytes as one piece: frames often begin and end where a piece does.
    void feed(ByteView bytes);
    /// Skips `count` bytes that are missing from the capture.
    void gap(std::uint64_t count);
    /// Ends the input. A chain that ends exactly there gains evidence.
    void finish();

    struct Found
    {
        StreamOffset start; ///< of the first frame that is not a coincidence
        unsigned evidence;
        unsigned content; ///< the part of the evidence that is from text and Close frames
        unsigned frames;
    };
    /// The best chain so far.
    std::optional<Found> best() const;
    /// The best chain if it has enough evidence and two frames (after `finish`: one).
    std::optional<Found> found() const;

    /// The bytes from `start` on that are still kept, which are all if `start` is a `Found::start`.
    ByteView bytesFrom(StreamOffset start) const;
    StreamOffset keptFrom() const { return StreamOffset{bufferAt_}; }
    StreamOffset position() const { return end(); }

private:
    enum class Message { Unknown, Open, None };
    struct Chain
    {
        std::vector<StreamOffset> starts; ///< offsets of the last frames
        bool firstIsSure = false;         ///< the first of `starts` is not a coincidence
        unsigned evidence = 0;
        unsigned content = 0;
        unsigned frames = 0;
        Message message = Message::Unknown;
        FrameHeader header; ///< of the last frame, whose end the chain waits for
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
    std::uint64_t scanned_;                 ///< all bytes before this offset have been examined
    std::vector<std::uint64_t> boundaries_; ///< offsets of the pieces, ascending
    std::map<std::uint64_t, Chain> chains_; ///< by the offset of their next frame
    bool finished_ = false;
};

} // namespace framescope::wire
