// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"
#include "base/ids.h"
#include "wire/close_payload.h"
#include "wire/deflate.h"
#include "wire/frame_decoder.h"
#include "wire/rules.h"
#include "wire/utf8_validator.h"

#include <cstdint>
#include <optional>

namespace framescope::wire {

/// A frame that has ended (or was cut off), as told to a FrameStreamHandler.
struct FrameReport
{
    const FrameHeader& header;
    StreamOffset start;            ///< of the header
    std::uint64_t received;        ///< payload bytes that came; less than announced if cut off
    bool complete;
    bool compressed;               ///< RSV1 under permessage-deflate, or a later fragment of such
    std::uint64_t length;          ///< payload bytes after inflating
    ByteView controlPayload;       ///< unmasked, of control frames; at most 64 KiB are kept
    std::optional<ClosePayload> close; ///< of Close frames
    const Violations& violations;
};

/// A message that has ended. Control frames and orphaned continuations are not messages.
struct MessageReport
{
    Opcode opcode;             ///< Text or Binary
    StreamOffset start;        ///< of the first frame's header
    std::uint32_t frames;
    std::uint64_t wireLength;  ///< payload bytes of all its frames
    std::uint64_t length;      ///< after inflating
    bool compressed;
    bool complete;             ///< false where the connection ended or a new message cut in
    const Violations& violations; ///< utf8-invalid, deflate-invalid; not those of its frames
};

/// Told what one side sent. All views live for the call only.
class FrameStreamHandler
{
public:
    virtual ~FrameStreamHandler() = default;
    virtual void frameBegin(const FrameHeader&, StreamOffset) {}
    /// Payload of data frames, unmasked and inflated, in pieces.
    virtual void data(ByteView) {}
    virtual void frameEnd(const FrameReport&) = 0;
    /// After the frameEnd of the last frame.
    virtual void messageEnd(const MessageReport&) = 0;
};

/// Everything that can be said of the frames one side sends, without knowing the other side:
/// decoding, checks, unmasking, inflating, assembly of messages, UTF-8.
class FrameStream
{
public:
    struct Options
    {
        Direction direction = Direction::In;
        StreamOffset start;                       ///< of the first byte after the HTTP head
        std::optional<DeflateParameters> deflate; ///< as agreed on
        std::uint64_t inflateLimit = Inflater::DefaultLimit;
    };
    explicit FrameStream(const Options& options);

    void feed(ByteView bytes, FrameStreamHandler& handler);

    /// The capture lacks `count` bytes here. False where frame boundaries are lost: nothing
    /// can be read from this direction any more.
    bool skip(std::uint64_t count);

    /// The connection ended: reports a frame that was cut off (frame-truncated) and an
    /// unfinished message.
    void end(FrameStreamHandler& handler);

    bool midFrame() const { return decoder_.midFrame(); }
    bool midMessage() const { return messageOpen_; }

    /// The state of decompression between two messages; null where nothing is compressed.
    const Inflater* inflater() const { return inflater_ ? &*inflater_ : nullptr; }

private:
    class Sink; ///< the decoder's handler
    friend class Sink;

    Options options_;
    FrameDecoder decoder_;
    std::optional<Inflater> inflater_;
    Utf8Validator utf8_;
    Violations frameViolations_;
    Violations messageViolations_;
    Bytes scratch_;        ///< unmasked piece
    Bytes controlPayload_;
    StreamOffset frameStart_;
    StreamOffset messageStart_;
    Opcode messageOpcode_ = Opcode::Text;
    std::uint32_t messageFrames_ = 0;
    std::uint64_t messageWireLength_ = 0;
    std::uint64_t messageLength_ = 0;
    std::uint64_t frameLength_ = 0;
    bool messageOpen_ = false;
    bool messageCompressed_ = false;
    bool frameOfMessage_ = false; ///< the current frame belongs to the open message
    bool closeSeen_ = false;
    bool damaged_ = false; ///< the message can't be inflated any further
};

} // namespace framescope::wire
