// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "tap/client/outbox.h"
#include "wire/deflate.h"
#include "wire/frames/frame_decoder.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace framescope::tap {

/// Merges the data for the server: the data messages that QWebSocket framed and masked, the
/// session's direct items in their places between these, and the tap's own answers (Pong, Close) at
/// the next frame boundary. QWebSocket's own control frames are left out. If permessage-deflate was
/// agreed, data messages are compressed and framed anew; each fragment becomes a fragment, and a
/// long one several, so that no message is held back as a whole.
///
/// After a Close frame nothing more is put out (RFC 6455 5.5.1).
class OutgoingMux
{
public:
    /// Size of the content at which a frame of a compressed message ends, in bytes.
    static constexpr std::size_t PartSize = std::size_t{1} << 20;

    /// Sets what the handshake agreed. Call it before the first message.
    void setDeflate(const wire::DeflateParameters& parameters);

    /// Takes QWebSocket's output after its request, split anywhere.
    void feed(ByteView bytes);
    void add(DirectItem item);
    /// Adds a frame that answers the server, a Pong or Close. It precedes everything that waits. A
    /// Pong replaces one that still waits just before it (RFC 6455 5.5.3).
    void answer(Bytes frame, bool isClose);

    /// QWebSocket sends no more: items that wait for its messages are put out now.
    void clientGone();

    /// Bytes for the server since the last call of `taken`.
    ByteView output() const { return output_; }
    void taken() { output_.clear(); }

    /// Whether a Close frame was put out.
    bool stopped() const { return stopped_; }
    /// Whether the output ends within a frame.
    bool midFrame() const { return midFrame_; }

    /// The data messages passed on or dropped, with the size of their payload before compression.
    const Outbox::Amount& messages() const { return messages_; }
    /// The direct items passed on or dropped.
    const Outbox::Amount& items() const { return items_; }
    /// How many of these were put out as a whole; those after a Close frame were not.
    const Outbox::Out& out() const { return out_; }

    // Callbacks of wire::FrameDecoder
    void frameBegin(const wire::FrameHeader& header, StreamOffset start);
    void framePayload(ByteView chunk, std::uint64_t offset);
    void frameEnd();

private:
    void put(ByteView frame, bool isClose);
    void releaseDue();
    void putCompressed(wire::Deflater::End end);

    wire::FrameDecoder decoder_;
    std::optional<wire::Deflater> deflater_;
    Bytes output_;
    Bytes message_; ///< content to compress, at most about PartSize
    std::deque<DirectItem> waiting_;
    std::deque<DirectItem> answers_;
    wire::Opcode opcode_ = wire::Opcode::Text;
    Outbox::Amount messages_;
    Outbox::Amount items_;
    Outbox::Out out_;
    bool begun_ = false; ///< whether a compressed fragment of the message was put out
    bool midFrame_ = false;
    bool stopped_ = false;
    bool clientGone_ = false;
};

} // namespace framescope::tap
