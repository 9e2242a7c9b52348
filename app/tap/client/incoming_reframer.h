// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_stream.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::tap {

/// Converts the server's data into frames that QWebSocket accepts: data messages only, unmasked,
/// inflated, without reserved bits. A small message becomes one frame, a large one complete
/// fragments. A damaged message is left out; if a part of it has been passed on already, it is
/// ended, with U+FFFD in place of invalid UTF-8. No messages are passed on if nobody wants them
/// (setWanted).
///
/// Control frames are not passed on: the tap answers them (controls). After a Close frame nothing
/// is passed on (RFC 6455 5.5.1).
class IncomingReframer final : public wire::FrameStreamHandler
{
public:
    static constexpr std::size_t FragmentSize = std::size_t{1} << 20;
    /// Longest message, in bytes. A longer one is left out, or the rest of it if a part has been
    /// passed on; a strict endpoint fails the connection with 1009.
    static constexpr std::uint64_t MaxMessage = std::uint64_t{256} << 20;

    /// `strict`: after a violation of severity error, data and Pings are ignored (RFC 6455 7.1.7).
    explicit IncomingReframer(bool strict = false) : strict_(strict) {}
    void setStrict(bool strict) { strict_ = strict; }

    /// After a message of more than so many bytes, or of far more frames, the connection has failed
    /// with 1009, strict or not. 0: no limit.
    void setLargest(std::uint64_t bytes) { largest_ = bytes; }

    /// Whether messages that begin from now on are passed on.
    void setWanted(bool wanted) { wanted_ = wanted; }

    /// A complete Ping or Close frame. `payload` is cut at 64 KiB.
    struct Control
    {
        wire::Opcode opcode = wire::Opcode::Ping;
        Bytes payload;
        std::uint64_t length = 0; ///< of the payload as received
        /// The close code for the violation in the frame (RFC 6455 7.1.7); nullopt if it is valid.
        std::optional<std::uint16_t> failureCode;

        /// The payload of the Close frame that answers this one (RFC 6455 5.5.1): the same code, or
        /// none if it has none; `failureCode` if it is not valid.
        Bytes closeReply() const;
    };

    /// Whole frames for the client since the last call of `taken`.
    ByteView output() const { return ByteView(output_).first(ready_); }
    void taken();

    /// Control frames to handle, in order. The caller clears the list.
    std::vector<Control>& controls() { return controls_; }

    /// A sentence for each message left out because of its size. The caller clears the list.
    std::vector<std::string>& leftOut() { return leftOut_; }

    /// Close code and reason with which the connection fails: because of a violation if it is
    /// strict, or of a message that is too large. Set as soon as that is seen, for example in a
    /// frame header.
    struct Failure
    {
        std::uint16_t code = 1002;
        std::string text;
    };
    const std::optional<Failure>& failure() const { return failure_; }

    /// Whether a message that has too many frames goes on all the same.
    bool isFlooded() const { return failure_ && frames_ > 2 * mostFrames(); }

    // FrameStreamHandler
    void frameBegin(const wire::FrameHeader& header, StreamOffset start,
                    const wire::Violations& violations) override;
    void data(ByteView piece) override;
    void frameEnd(const wire::FrameReport& frame) override;
    void messageEnd(const wire::MessageReport& message) override;

private:
    enum class Stream {
        Flows,
        Failed, ///< the connection fails: passes nothing on, but still reports a Close frame
        Closed
    };
    /// How the current message is handled.
    enum class Message {
        None,
        InPlace,    ///< one small frame, written directly to the output
        Collected,  ///< collected; nothing has been passed on
        Fragmented, ///< fragments have been passed on
        LeftOut,    ///< nothing is passed on
        CutShort    ///< fragments have been passed on, the rest is left out
    };

    void judge(const wire::Violations& violations);
    void judgeSize(const wire::FrameHeader& header);
    void judgeLargest(std::uint64_t length);
    void judgeFrames();
    /// A message has at least a few, however short it has to be.
    std::uint64_t mostFrames() const { return std::max<std::uint64_t>(largest_, 1024); }
    void tooLong();
    void leaveOut();
    void fail(std::uint16_t code, std::string text);
    void startInPlace(const wire::FrameHeader& header);
    void passFragment();
    void putText(bool fin, ByteView payload);
    void putFrame(bool fin, ByteView payload);

    Bytes output_;
    std::size_t ready_ = 0; ///< size of the complete frames in the output
    Bytes pending_;         ///< content of the current message that was not passed on yet
    std::vector<Control> controls_;
    std::vector<std::string> leftOut_;
    std::optional<Failure> failure_;
    std::uint64_t announced_ = 0; ///< sum of the payload lengths in the message's headers
    std::uint64_t length_ = 0;    ///< content received so far, inflated
    std::uint64_t frames_ = 0;    ///< of the message so far
    std::uint64_t largest_ = 0;   ///< longest message; 0: no limit
    wire::Opcode opcode_ = wire::Opcode::Text;
    Stream stream_ = Stream::Flows;
    Message message_ = Message::None;
    bool compressed_ = false; ///< the lengths in the headers are those of compressed content
    bool strict_;
    bool wanted_ = true;
};

} // namespace framescope::tap
