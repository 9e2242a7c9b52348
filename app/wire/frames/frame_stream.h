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
    StreamOffset start;     ///< offset of the header
    std::uint64_t received; ///< payload bytes received; fewer than announced if cut off
    bool complete;          ///< false if cut off, or if a part is missing from the capture
    bool compressed;  ///< RSV1 is set under permessage-deflate, or was in the message's first frame
    bool notInflated; ///< a part could not be inflated, as bytes are missing from the capture
    std::uint64_t length;              ///< payload bytes after inflating
    ByteView controlPayload;           ///< of control frames, unmasked; at most 64 KiB, up to a gap
    std::optional<ClosePayload> close; ///< of Close frames
    const Violations& violations;
};

/// A message that has ended. Control frames and continuations without a message are not reported.
struct MessageReport
{
    Opcode opcode;      ///< Text or Binary
    StreamOffset start; ///< offset of the first frame's header
    std::uint32_t frames;
    std::uint64_t wireLength; ///< payload bytes of all its frames
    std::uint64_t length;     ///< after inflating
    bool compressed;
    bool notInflated; ///< at least one of its frames was not inflated
    bool complete;    ///< false if the connection ended, a new message interrupted it, or a part is
                      ///< missing from the capture
    const Violations& violations; ///< only utf8-invalid, deflate-invalid and inflate-limit, which
                                  ///< are reported for the frame as well
};

/// Receives the frames and messages of one side. All views are valid during the call only.
class FrameStreamHandler
{
public:
    virtual ~FrameStreamHandler() = default;
    /// Called once for every frame, even if its header was cut off, before its data and end. The
    /// violations are those found in the header.
    virtual void frameBegin(const FrameHeader&, StreamOffset, const Violations&) {}
    /// Passes the payload of data frames, unmasked and inflated, in pieces.
    virtual void data(ByteView) {}
    virtual void frameEnd(const FrameReport&) = 0;
    /// Called after `frameEnd` for the message's last frame.
    virtual void messageEnd(const MessageReport&) = 0;
};

/// Reads the frames of one side, independently of the other: decodes, checks, unmasks and inflates
/// frames, assembles messages and checks UTF-8.
class FrameStream
{
public:
    struct Options
    {
        Direction direction = Direction::In;
        StreamOffset start;                       ///< offset of the first byte after the HTTP head
        std::optional<DeflateParameters> deflate; ///< as negotiated
        std::uint64_t inflateLimit = Inflater::DefaultLimit;
    };
    /// `window`: the inflated bytes before `start` (at most 32 KiB), to begin at a checkpoint.
    explicit FrameStream(const Options& options, ByteView window = {});

    /// Takes the next bytes. `second`, if not null, receives each call after `handler`.
    void feed(ByteView bytes, FrameStreamHandler& handler, FrameStreamHandler* second = nullptr);

    /// Skips `count` bytes that are missing from the capture. Returns false if frame boundaries are
    /// lost: this direction can't be read any further, and `feed` ignores its input.
    bool skip(std::uint64_t count);

    /// Ends the stream: reports a frame that was cut off (frame-truncated) and an unfinished
    /// message.
    void end(FrameStreamHandler& handler);

    /// Starts again at `start`, in the middle of the stream, after `end` or before any input: it is
    /// unknown whether a message is open, and which data compressed messages refer back to.
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
    Bytes scratch_; ///< an unmasked piece of payload
    Bytes controlPayload_;
    StreamOffset frameStart_;
    StreamOffset messageStart_;
    Opcode messageOpcode_ = Opcode::Text;
    std::uint32_t messageFrames_ = 0;
    std::uint64_t messageWireLength_ = 0;
    std::uint64_t messageLength_ = 0;
    std::uint64_t frameLength_ = 0;
    std::uint64_t frameMissing_ = 0; ///< payload bytes missing from the capture
    bool messageOpen_ = false;
    bool messageCompressed_ = false;
    bool messageUnknown_ = false; ///< whether a message is open is unknown
    bool messageGap_ = false;     ///< parts are missing, so its content can't be checked
    bool frameOfMessage_ = false; ///< the current frame belongs to the open message
    bool closeSeen_ = false;
    bool textJudged_ = false;  ///< the message was found not to be UTF-8
    bool damaged_ = false;     ///< the message can't be inflated any further
    bool notInflated_ = false; ///< because bytes are missing from the capture
    bool contextLost_ = false; ///< the capture lacks data that later messages may refer to
    bool unreadable_ = false;  ///< frame boundaries are lost, or the connection has ended
};

} // namespace framescope::wire
