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

/// A sentence like "10 bytes that the server sent are missing from the recording".
std::string missingText(Direction direction, std::uint64_t count);

/// Turns the bytes that one side sends after the handshake into entries of frames and messages.
///
/// A plain frame takes only its entry. A message of one frame is published together with the frame,
/// once both are complete.
///
/// If frame boundaries are unknown (after a gap, or in a capture that began after the connection),
/// it searches for frames and continues with the first certain one.
class FrameTracker final : public wire::FrameStreamHandler
{
public:
    /// `index` has the start of the frames, and their compression.
    FrameTracker(ConnectionId conn, Direction direction, Publisher& publisher, StreamIndex& index,
                 ControlFrames& controls);

    /// From the next byte on, the owner of `stream` decodes the bytes with it and passes the frames
    /// to this object. `feed` sets the time of the bytes, and `end` ends the stream.
    void follow(std::shared_ptr<wire::FrameStream> stream);

    /// The decoder; null while frame boundaries are unknown.
    const wire::FrameDecoder* decoder() const
    {
        return ended_ || finder_ ? nullptr : &stream_->decoder();
    }
    /// The present part of a frame that was cut off by the end, or of a message between two frames.
    struct Cut
    {
        std::optional<Type> type; ///< nullopt: its header is incomplete
        std::uint64_t received = 0;
        std::uint64_t length = 0; ///< of a frame
        bool ofMessage = false;
    };
    const std::optional<Cut>& cut() const { return cut_; }

    /// Must be called if frame boundaries are lost; `why` is a sentence about the missing bytes.
    void lose(std::string why, StreamOffset next);
    /// To be called after `lose`, before further input: frames begin at `start`.
    void startAt(StreamOffset start);
    void feed(Timestamp time, ByteView bytes);
    /// Skips missing bytes. Returns false if frame boundaries are lost.
    bool skip(Timestamp time, std::uint64_t count);
    /// Ends the stream; further input is ignored.
    void end(Timestamp time);
    /// Continues after `end`, since there is more input.
    void goOn();

    // FrameStreamHandler
    void frameBegin(const wire::FrameHeader& header, StreamOffset start,
                    const wire::Violations& violations) override;
    void frameEnd(const wire::FrameReport& report) override;
    void messageEnd(const wire::MessageReport& report) override;

private:
    /// The time of a piece that the finder searches.
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
    void publishMessage(Entry entry, Detail detail, const wire::MessageReport& report);
    void rememberForMessage(EventId id, const wire::FrameReport& report);
    void checkpoint(const wire::MessageReport& report);

    ConnectionId conn_;
    Direction direction_;
    Publisher& publisher_;
    StreamIndex& index_;
    ControlFrames& controls_;
    Counters::PerDirection& counters_;
    std::shared_ptr<wire::FrameStream> stream_;
    bool follows_ = false; ///< the stream is fed by its owner
    Timestamp time_;
    bool cutting_ = false; ///< incomplete frames will not be completed
    bool ended_ = false;
    std::optional<Cut> cut_;
    std::optional<wire::FrameFinder> finder_; ///< set while frame boundaries are unknown
    std::vector<Arrival> arrivals_;
    StreamOffset lostAt_;
    std::uint64_t toPass_ = 0; ///< bytes of an incomplete frame before the first one
    std::uint64_t passed_ = 0;

    std::optional<Entry> single_;       ///< a frame that will be published with its message
    std::optional<EventId> firstFrame_; ///< the first frame of a message of several frames
    bool firstFrameMasked_ = false;
    wire::Violations violations_; ///< of the message's frames, one per rule
    std::uint64_t missing_ = 0;   ///< payload bytes of the current frame missing from the capture
    std::uint64_t messageMissing_ = 0; ///< the same for the ended frames of the message

    StreamOffset nextFrame_;            ///< the end of the last frame
    std::uint64_t sinceCheckpoint_ = 0; ///< inflated bytes
    std::uint64_t messagesSinceCheckpoint_ = 0;
};

} // namespace framescope::timeline
