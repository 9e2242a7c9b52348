// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/ids.h"
#include "wire/frames/frame_header.h"

#include <algorithm>
#include <array>

namespace framescope::wire {

/// Splits the bytes of one side into frames. The input may arrive in pieces of any size. Payloads
/// are passed on, not stored.
///
/// A handler has:
///   void frameBegin(const FrameHeader&, StreamOffset start);   // start of the header
///   void framePayload(ByteView chunk, std::uint64_t offset);   // as on the wire, never empty
///   void frameEnd();
class FrameDecoder
{
public:
    explicit FrameDecoder(StreamOffset start = {}) : position_(start) {}

    template <class Handler>
    void feed(ByteView bytes, Handler& handler)
    {
        while (!bytes.empty()) {
            if (!inPayload_ && !takeHeader(bytes, handler)) {
                return;
            }
            takePayload(bytes, handler);
        }
    }

    /// Whether a frame, or a part of its header, has begun and not ended.
    bool midFrame() const { return inPayload_ || headerBytes_ > 0; }

    /// The current frame's header; null while it is incomplete or between frames.
    const FrameHeader* currentHeader() const { return inPayload_ ? &header_ : nullptr; }
    /// The header of the current or the last frame.
    const FrameHeader& lastHeader() const { return header_; }
    /// The bytes so far of an incomplete header.
    ByteView partialHeader() const { return {headerBuffer_.data(), headerBytes_}; }
    /// Payload bytes of the current or the last frame, including skipped ones.
    std::uint64_t payloadReceived() const { return received_; }

    /// Offset of the current frame; between frames, that of the next one.
    StreamOffset frameStart() const { return midFrame() ? frameStart_ : position_; }

    /// Offset of the next byte of input.
    StreamOffset position() const { return position_; }

    /// Skips `count` bytes that are missing from a capture. Returns true if all of them are payload
    /// of the current frame, so that frame boundaries are still known. A frame whose last bytes are
    /// missing ends at the next `feed`.
    bool skip(std::uint64_t count)
    {
        if (count == 0) {
            return true;
        }
        if (!inPayload_ || count > header_.payloadLength - received_) {
            return false;
        }
        received_ += count;
        position_ = position_ + count;
        return true;
    }

private:
    /// Returns false if all of `bytes` belong to a header that is still incomplete.
    template <class Handler>
    bool takeHeader(ByteView& bytes, Handler& handler)
    {
        if (headerBytes_ == 0) {
            frameStart_ = position_;
            if (readFrameHeader(bytes, header_)) {
                consume(bytes, header_.size);
                begin(handler);
                return true;
            }
        }
        while (!bytes.empty()) {
            headerBuffer_[headerBytes_++] = bytes.front();
            consume(bytes, 1);
            if (readFrameHeader({headerBuffer_.data(), headerBytes_}, header_)) {
                headerBytes_ = 0;
                begin(handler);
                return true;
            }
        }
        return false;
    }

    template <class Handler>
    void begin(Handler& handler)
    {
        received_ = 0;
        inPayload_ = true;
        handler.frameBegin(header_, frameStart_);
    }

    template <class Handler>
    void takePayload(ByteView& bytes, Handler& handler)
    {
        const std::uint64_t wanted = header_.payloadLength - received_;
        const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, bytes.size()));
        if (taken > 0) {
            const std::uint64_t offset = received_;
            const ByteView chunk = bytes.first(taken);
            received_ += taken;
            consume(bytes, taken);
            handler.framePayload(chunk, offset);
        }
        if (received_ == header_.payloadLength) {
            inPayload_ = false;
            handler.frameEnd();
        }
    }

    void consume(ByteView& bytes, std::size_t count)
    {
        bytes = bytes.subspan(count);
        position_ = position_ + count;
    }

    FrameHeader header_;
    std::array<std::uint8_t, FrameHeader::MaxSize> headerBuffer_{};
    std::size_t headerBytes_ = 0;
    StreamOffset position_;
    StreamOffset frameStart_;
    std::uint64_t received_ = 0;
    bool inPayload_ = false;
};

} // namespace framescope::wire
