// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/control_frames.h"
#include "timeline/index/publisher.h"
#include "wire/frames/frame_finder.h"
#include "wire/frames/frame_stream.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::timeline {

/// "the server" or "the client".
std::string ownerOf(Direction direction);

/// "10 bytes that the server sent are missing from the recording".
std::string missingText(Direction direction, std::uint64_t count);

/// Turns what one side sends after the handshake into entries of frames and messages.
///
/// A plain frame costs its entry and nothing else. A message of one frame is published with
/// its frame, when both are known.
///
/// Where it is not known at which byte a frame begins (after a gap, or from the start in a
/// capture that began later), it looks for frames and goes on with the first that are sure.
class FrameTracker final : public wire::FrameStreamHandler
{
public:
    /// The stream's index says where frames start and how they are compressed.
    FrameTracker(ConnectionId conn, Direction direction, Publisher& publisher, StreamIndex& index,
                 ControlFrames& controls);

    /// Who has the bytes decodes them with `stream`, beginning with the next byte, and tells the
    /// frames here. `feed` says when the bytes came, and `end` ends the stream.
    void follow(std::shared_ptr<wire::FrameStream> stream);

    /// Where frames are told apart, how far; else null.
    const wire::FrameDecoder* decoder() const
    {
        return ended_ || finder_ ? nullptr : &stream_->decoder();
    }
    /// A frame that the end cut off: what of it came.
    struct Cut
    {
        std::optional<Type> type; ///< none: not even its header is whole
        std::uint64_t received = 0;
        std::uint64_t length = 0;
    };
    const std::optional<Cut>& cut() const { return cut_; }

    /// From here on it is not known where frames begin; `why` is a sentence about what is missing.
    void lose(std::string why, StreamOffset next);
    /// Where that is lost and nothing was fed since: frames begin at `start`.
    void startAt(StreamOffset start);
    void feed(Timestamp time, ByteView bytes);
    /// Bytes are missing from the capture; false where it is not known what follows them.
    bool skip(Timestamp time, std::uint64_t count);
    /// Nothing more will come, or be looked at. Further calls do nothing.
    void end(Timestamp time);
    /// After `end`: there is more all the same.
    void goOn();

    // FrameStreamHandler
    void frameBegin(const wire::FrameHeader& header, StreamOffset start,
                    const wire::Violations& violations) override;
    void frameEnd(const wire::FrameReport& report) override;
    void messageEnd(const wire::MessageReport& report) override;

private:
    /// When a piece of what the finder looks at came.
    struct Arrival
    {
        StreamOffset start;
        Timestamp time;
    };

    ByteView pass(ByteView bytes);
    void resumeAt(StreamOffset start);
    void resumeWhereFound();
    void tellResumed(std::uint64_t passed);
    Entry entryOf(const wire::FrameReport& report) const;
    bool awaitsMessage(const wire::FrameReport& report) const;
    void publishFrame(const Entry& entry, const wire::FrameReport& report);
    void publishControl(const Entry& entry, const wire::FrameReport& report);
    bool isPlain(const wire::FrameReport& report) const;
    Detail detailOf(const wire::FrameReport& report) const;
    void publishSingle(const wire::MessageReport& report);
    void publishAssembled(const wire::MessageReport& report);
    void rememberForMessage(EventId id, const wire::FrameReport& report);
    void checkpoint(const wire::MessageReport& report);

    ConnectionId conn_;
    Direction direction_;
    Publisher& publisher_;
    StreamIndex& index_;
    ControlFrames& controls_;
    Counters::PerDirection& counters_;
    std::shared_ptr<wire::FrameStream> stream_;
    bool follows_ = false; ///< the stream is fed elsewhere
    Timestamp time_;
    bool cutting_ = false; ///< what is not whole now never will be
    bool ended_ = false;
    std::optional<Cut> cut_;
    std::optional<wire::FrameFinder> finder_; ///< while it is not known where frames begin
    std::vector<Arrival> arrivals_;
    StreamOffset lostAt_;
    std::uint64_t toPass_ = 0; ///< bytes before the first frame, of one whose beginning is missing
    std::uint64_t passed_ = 0;

    std::optional<Entry> single_; ///< a frame that is published with its message
    std::uint64_t singleWireLength_ = 0;
    std::uint64_t singleLength_ = 0;
    std::optional<EventId> firstFrame_; ///< of the message in several frames
    bool firstFrameMasked_ = false;
    wire::Violations violations_; ///< of the frames of the message, one of each rule
    std::uint64_t missing_ = 0;   ///< payload bytes of the current frame that the capture lacks
    std::uint64_t messageMissing_ = 0; ///< of the frames of the message that have ended

    StreamOffset nextFrame_;            ///< end of the last frame
    std::uint64_t sinceCheckpoint_ = 0; ///< inflated bytes
    std::uint64_t messagesSinceCheckpoint_ = 0;
};

} // namespace framescope::timeline
