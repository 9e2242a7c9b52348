// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"
#include "base/ids.h"
#include "base/text/utf8_validator.h"
#include "wire/deflate.h"
#include "wire/frames/close_payload.h"
#include "wire/frames/frame_checks.h"
#include "wire/frames/frame_decoder.h"
#include "wire/rules.h"

#include <cstdint>
#include <optional>

namespace framescope::wire {

/// A frame that has ended or was cut off.
struct FrameReport
{
    const FrameHeader& header;
    StreamOffset start;      ///< of the header
    std::uint64_t received;  ///< payload bytes present; fewer than announced if cut off
    bool complete;           ///< false if cut off or if the capture lacks a part
    bool compressed;         ///< RSV1 under permessage-deflate, or a later fragment of such
    bool notInflated;        ///< not all could be inflated, as the capture lacks bytes
    std::uint64_t length;    ///< payload bytes after inflating
    ByteView controlPayload; ///< unmasked, of control frames; at most 64 KiB, up to a gap
    std::optional<ClosePayload> close; ///< of Close frames
    const Violations& violations;
};

/// A message that has ended. Control frames and orphaned continuations are not messages.
struct MessageReport
{
    Opcode opcode;      ///< Text or Binary
    StreamOffset start; ///< of the first frame's header
    std::uint32_t frames;
    std::uint64_t wireLength; ///< payload bytes of all its frames
    std::uint64_t length;     ///< after inflating
    bool compressed;
    bool notInflated;             ///< true for at least one of its frames
    bool complete;                ///< false where the connection ended, a new message cut in, or
                                  ///< the capture lacks a part
    const Violations& violations; ///< utf8-invalid, deflate-invalid, inflate-limit, which stand on
                                  ///< the frame where they showed as well; no others of its frames
};

/// Receives the frames and messages of one side. All views are valid during the call only.
class FrameStreamHandler
{
public:
    virtual ~FrameStreamHandler() = default;
    /// Called for every frame before its end, even if its header was cut off. The violations are
    /// those that the header shows.
    virtual void frameBegin(const FrameHeader&, StreamOffset, const Violations&) {}
    /// Payload of data frames, unmasked and inflated, in pieces.
    virtual void data(ByteView) {}
    virtual void frameEnd(const FrameReport&) = 0;
    /// After the frameEnd of the last frame.
    virtual void messageEnd(const MessageReport&) = 0;
};

/// Reads the frames of one side, without knowing the other: decoding, checks, unmasking, inflating,
/// assembly of messages, UTF-8.
class FrameStream
{
public:
    struct Options
    {
        Direction direction = Direction::In;
        StreamOffset start;                       ///< of the first byte after the HTTP head
        std::optional<DeflateParameters> deflate; ///< as negotiated
        std::uint64_t inflateLimit = Inflater::DefaultLimit;
    };
    /// `window`: the inflated bytes before `start` (at most 32 KiB), to continue from a checkpoint.
    explicit FrameStream(const Options& options, ByteView window = {});

    /// `second`, where there is one, is told each thing after `handler`.
    void feed(ByteView bytes, FrameStreamHandler& handler, FrameStreamHandler* second = nullptr);

    /// The capture lacks `count` bytes here. False if frame boundaries are lost: nothing more can
    /// be read from this direction, and `feed` ignores further input.
    bool skip(std::uint64_t count);

    /// The connection ended: reports a frame that was cut off (frame-truncated) and an
    /// unfinished message.
    void end(FrameStreamHandler& handler);

    /// Starts again at `start`, in the middle of the stream, after `end` or before any input: a
    /// message may be open, and the data that compressed messages refer back to is not known.
    void resume(StreamOffset start);

    const FrameDecoder& decoder() const { return decoder_; }
    bool midFrame() const { return decoder_.midFrame(); }
    bool midMessage() const { return messageOpen_; }

    /// The state of decompression between two messages; null without permessage-deflate.
    const Inflater* inflater() const { return inflater_ ? &*inflater_ : nullptr; }

private:
    class Sink; ///< the decoder's handler
    friend class Sink;

    FrameCheckContext checkContext(Opcode opcode) const;
    Inflater freshInflater() const;

    Options options_;
    FrameDecoder decoder_;
    std::optional<Inflater> inflater_;
    Utf8Validator utf8_;
    Violations frameViolations_;
    Violations messageViolations_;
    Bytes scratch_; ///< unmasked piece
    Bytes controlPayload_;
    StreamOffset frameStart_;
    StreamOffset messageStart_;
    Opcode messageOpcode_ = Opcode::Text;
    std::uint32_t messageFrames_ = 0;
    std::uint64_t messageWireLength_ = 0;
    std::uint64_t messageLength_ = 0;
    std::uint64_t frameLength_ = 0;
    std::uint64_t frameMissing_ = 0; ///< payload bytes that the capture lacks
    bool messageOpen_ = false;
    bool messageCompressed_ = false;
    bool messageUnknown_ = false; ///< it is not known whether one is open
    bool messageGap_ = false;     ///< parts are unknown, so its content can't be checked
    bool frameOfMessage_ = false; ///< the current frame belongs to the open message
    bool closeSeen_ = false;
    bool textJudged_ = false;  ///< the message is known not to be UTF-8
    bool damaged_ = false;     ///< the message can't be inflated any further
    bool notInflated_ = false; ///< because the capture lacks bytes
    bool contextLost_ = false; ///< the capture lacks data that later messages may refer to
    bool unreadable_ = false;  ///< frame boundaries are lost, or the connection has ended
};

} // namespace framescope::wire
