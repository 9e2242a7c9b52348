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

/// Puts what goes to the server in order: the data messages QWebSocket frames and masks, the
/// session's direct items at their place between those, and the tap's own answers (pong, Close)
/// at the next frame boundary. QWebSocket's own control frames are left out. With
/// permessage-deflate agreed on, data messages are compressed and framed anew, each
/// fragment of its own and long ones in fragments, so that none is held here.
///
/// After a Close frame nothing goes out any more (RFC 6455 5.5.1).
class OutgoingMux
{
public:
    /// Of a message that is compressed, at most this goes into one frame.
    static constexpr std::size_t PartSize = std::size_t{1} << 20;

    /// As the handshake agreed; before the first message.
    void setDeflate(const wire::DeflateParameters& parameters);

    /// What QWebSocket wrote after its request, at any split.
    void feed(ByteView bytes);
    void add(DirectItem item);
    /// A frame that answers the server, a pong or Close; goes out before everything that waits.
    /// Of pongs the latest may stand for those that wait with it (RFC 6455 5.5.3).
    void answer(Bytes frame, bool isClose);

    /// QWebSocket sends no more: what waits for its messages goes out now.
    void clientGone();

    /// Bytes for the server since the last call of `taken`.
    ByteView output() const { return output_; }
    void taken() { output_.clear(); }

    /// A Close frame has gone out.
    bool stopped() const { return stopped_; }
    /// A frame has been passed in part only.
    bool midFrame() const { return midFrame_; }

    /// What was passed on or dropped: data messages, with their payload as QWebSocket got it, ...
    const Outbox::Amount& messages() const { return messages_; }
    /// ... and direct items.
    const Outbox::Amount& items() const { return items_; }
    /// How many of them are whole in what was put out; what comes behind a Close frame is not.
    const Outbox::Out& out() const { return out_; }

    // What wire::FrameDecoder tells
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
    Bytes message_; ///< being collected to be compressed, at most about PartSize
    std::deque<DirectItem> waiting_;
    std::deque<DirectItem> answers_;
    wire::Opcode opcode_ = wire::Opcode::Text;
    Outbox::Amount messages_;
    Outbox::Amount items_;
    Outbox::Out out_;
    bool begun_ = false; ///< a fragment of the message has been put out compressed
    bool midFrame_ = false;
    bool stopped_ = false;
    bool clientGone_ = false;
};

} // namespace framescope::tap
