// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "message/outgoing.h"
#include "tap/client/mask_policy.h"
#include "wire/deflate.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace framescope::tap {

/// Frames a message whose content is read while it is sent. Without compression it is one frame, or
/// fragments of the size that is asked for; compressed, whose length is known only afterwards, it
/// is fragments of at most PartSize bytes before compression. Not much more than that is in memory
/// at any time.
class StreamWriter
{
public:
    static constexpr std::size_t PartSize = std::size_t{1} << 20;

    /// `deflater`: of the connection; null without permessage-deflate. Both must outlive it.
    StreamWriter(message::Stream stream, wire::Deflater* deflater, const MaskPolicy& mask);

    enum class Step {
        More,
        Done,   ///< the message is complete, or was ended early
        Unsent, ///< the content can't be read, and nothing of the message was put out
        Broken  ///< the content can't be read any further, within the message
    };
    /// Appends the next piece to `output`, some 64 KiB or less.
    Step put(Bytes& output);

    /// Whether what was put out ends within a frame.
    bool midFrame() const { return frameLeft_ > 0; }
    /// Whether anything was put out.
    bool begun() const { return begun_; }
    std::uint64_t size() const { return size_; }
    /// Bytes of the content that were taken so far.
    std::uint64_t done() const { return done_; }
    /// The reason for Unsent and Broken.
    const Error& error() const { return error_; }

    /// Whether it is put out as one frame, and that has begun: it can't end early.
    bool isOneFrame() const { return midFrame() && frameFin_ && fragments_ == 0; }
    /// Ends the message by an empty fragment, after the current one. False if that is impossible,
    /// as it is one frame.
    bool endEarly();
    bool endsEarly() const { return endsEarly_; }

private:
    bool fill();
    ByteView take(std::uint64_t most);
    Step putPlain(Bytes& output);
    Step putCompressed(Bytes& output);
    Step putLast(Bytes& output);
    void beginFrame(Bytes& output, bool fin, std::uint64_t length);
    Step endFrame(Bytes& output, bool fin);

    const message::Stream stream_;
    wire::Deflater* const deflater_;
    const MaskPolicy& mask_;
    const std::uint64_t size_;
    const std::uint64_t fragmentSize_;
    Bytes buffer_;                     ///< content that was read
    std::size_t bufferAt_ = 0;         ///< how much of it was taken
    std::uint64_t read_ = 0;           ///< bytes read from the content
    std::uint64_t done_ = 0;           ///< of these, taken
    std::uint64_t frameLeft_ = 0;      ///< payload of the current frame that was not put out yet
    std::uint64_t frameAt_ = 0;        ///< payload of the current frame that was put out
    std::optional<wire::MaskKey> key_; ///< of the current frame
    bool frameFin_ = false;
    Bytes compressed_;            ///< payload of the fragment that is being compressed
    std::uint64_t partLeft_ = 0;  ///< content of that fragment which was not compressed yet
    std::uint64_t fragments_ = 0; ///< number that were put out
    bool partBegun_ = false;
    bool begun_ = false;
    bool endsEarly_ = false;
    Error error_;
};

} // namespace framescope::tap
