// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "tap/client/mask_policy.h"
#include "tap/client/outbox.h"
#include "tap/client/stream_writer.h"
#include "wire/deflate.h"
#include "wire/frames/frame_decoder.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace framescope::tap {

/// Merges the data for the server: the data messages that QWebSocket framed and masked, the
/// session's direct items in their places between these, and the tap's own frames (Pong, Close,
/// Ping) at the next frame boundary. QWebSocket's own control frames are left out. If
/// permessage-deflate was agreed, data messages are compressed and framed anew; each fragment
/// becomes a fragment, and a long one several, so that no message is held back as a whole.
///
/// A message that is read while it is sent (message::Stream) is put out by `fill`; until it is
/// over, everything else but the tap's own frames waits.
///
/// After a Close frame nothing more is put out (RFC 6455 5.5.1), unless the behaviours go on.
class OutgoingMux
{
public:
    /// Size of the content at which a frame of a compressed message ends, in bytes.
    static constexpr std::size_t PartSize = StreamWriter::PartSize;

    /// Sets what the handshake agreed. Call it before the first message.
    void setDeflate(const wire::DeflateParameters& parameters);
    /// Sets how frames are masked from now on, and what follows a Close frame.
    void setBehaviours(const connection::Behaviours& behaviours);

    /// Takes QWebSocket's output after its request, split anywhere.
    void feed(ByteView bytes);
    void add(DirectItem item);

    enum class Answer { Pong, Close, Ping };
    /// Adds a masked frame of the tap's own. It precedes everything that waits. A Pong or Ping
    /// replaces one of its kind that still waits just before it (RFC 6455 5.5.3).
    void answer(Bytes frame, Answer kind);

    /// QWebSocket sends no more: items that wait for its messages are put out now.
    void clientGone();

    /// The stream that is being put out; null if there is none.
    const StreamWriter* stream() const { return stream_ ? &*stream_ : nullptr; }
    /// Puts out about so many bytes of the stream.
    void fill(std::size_t size);

    enum class Cancelled {
        Ending,  ///< nothing more is put out, but what ends the message
        Over,    ///< there is no such stream
        OneFrame ///< the stream is a frame that was begun, so that it can't end early
    };
    /// Ends the stream with that number early, or does not begin it.
    Cancelled cancel(std::uint64_t number);

    /// Puts out nothing more if that ends TCP; before that the first half of a frame, if the cut is
    /// to be within one and is not yet.
    void cutBy(connection::Misdeed::Kind kind);

    /// Bytes for the server since the last call of `taken`.
    ByteView output() const { return output_; }
    void taken() { output_.clear(); }

    /// What the caller has to do once the output is sent. It clears the lists.
    struct Due
    {
        std::vector<connection::Misdeed> misdeeds;
        std::vector<std::string> told;     ///< sentences about messages that were not sent as asked
        std::optional<std::string> broken; ///< why a message can't go on that was begun
        std::optional<Outbox::Streamed> cancelled; ///< the stream that was not sent as a whole
    };
    Due& due() { return due_; }

    /// Whether a Close frame or the last thing before a cut was put out.
    bool stopped() const { return stopped_; }
    /// Whether the output ends within a frame.
    bool midFrame() const { return clientMidFrame_ || (stream_ && stream_->midFrame()); }
    /// Whether it ends within a frame of QWebSocket's.
    bool clientMidFrame() const { return clientMidFrame_; }

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
    struct Waiting
    {
        Bytes frame;
        Answer kind;
    };

    void put(ByteView frame, bool isClose);
    void putFrames(const message::Frames& frames);
    void putCompressed(wire::Deflater::End end);
    void putAnswers();
    void release(DirectItem item);
    void releaseDue();
    void cutFrame();
    void begin(message::Stream stream);
    void endStream(bool whole);
    ByteView upToTheFrameEnd(ByteView bytes) const;

    wire::FrameDecoder decoder_;
    std::optional<wire::Deflater> deflater_;
    MaskPolicy mask_;
    Bytes output_;
    Bytes message_; ///< content to compress, at most about PartSize
    Bytes held_;    ///< QWebSocket's output behind the stream
    std::deque<DirectItem> waiting_;
    std::deque<Waiting> answers_;
    std::optional<StreamWriter> stream_;
    std::size_t streamsWaiting_ = 0;
    std::optional<std::uint64_t> cancelled_; ///< number of the last stream that must not begin
    Due due_;
    wire::Opcode opcode_ = wire::Opcode::Text;
    wire::MaskKey remask_{}; ///< what changes the mask of QWebSocket's frame
    Outbox::Amount messages_;
    Outbox::Amount items_;
    Outbox::Out out_;
    bool begun_ = false; ///< whether a compressed fragment of the message was put out
    bool clientMidFrame_ = false;
    bool stopped_ = false;
    bool goesOn_ = false; ///< after a Close frame
    bool clientGone_ = false;
};

} // namespace framescope::tap
