// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_stream.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::tap {

/// Turns what the server sent into frames that QWebSocket takes: data messages only, unmasked,
/// inflated, and without reserved bits. Small messages become one frame, large ones fragments
/// that are complete each. Messages that are damaged are left out; where a part of one has been
/// handed on already, it is ended, with U+FFFD for what is not UTF-8. Where nobody wants to have
/// the messages, none is handed on.
///
/// Control frames are not handed on but told to the tap, which answers them. After a Close frame
/// nothing is (RFC 6455 5.5.1).
class IncomingReframer final : public wire::FrameStreamHandler
{
public:
    static constexpr std::size_t FragmentSize = std::size_t{1} << 20;
    /// Of one message. A longer one is left out, or its rest where it came in fragments; a strict
    /// endpoint fails the connection with 1009.
    static constexpr std::uint64_t MaxMessage = std::uint64_t{256} << 20;

    /// `strict`: after a violation of severity error nothing is handed on or told any more
    /// (RFC 6455 7.1.7).
    explicit IncomingReframer(bool strict = false) : strict_(strict) {}

    /// Whether the messages that begin from now on have a receiver.
    void setWanted(bool wanted) { wanted_ = wanted; }

    /// A Ping or Close frame that came whole. `payload` has no more than 64 KiB.
    struct Control
    {
        wire::Opcode opcode = wire::Opcode::Ping;
        Bytes payload;
        std::uint64_t length = 0; ///< of the payload as it came
        /// The close code that fits what is wrong with the frame (RFC 6455 7.1.7).
        std::optional<std::uint16_t> failureCode;

        /// The payload of the Close that answers one (RFC 6455 5.5.1): its code, none for none.
        /// What is no legal Close is answered with what is wrong with it.
        Bytes closeReply() const;
    };

    /// Whole frames for the client since the last call of `taken`.
    ByteView output() const { return ByteView(output_).first(ready_); }
    void taken();

    /// Control frames to act on, in order; cleared by the caller.
    std::vector<Control>& controls() { return controls_; }

    /// What was not handed on because of its size, one sentence each; cleared by the caller.
    std::vector<std::string>& leftOut() { return leftOut_; }

    /// The close code with which a strict endpoint fails the connection, and why, as soon as
    /// a violation of severity error was seen, in a frame's header for example.
    struct Failure
    {
        std::uint16_t code = 1002;
        std::string text;
    };
    const std::optional<Failure>& failure() const { return failure_; }

    // FrameStreamHandler
    void frameBegin(const wire::FrameHeader& header, StreamOffset start,
                    const wire::Violations& violations) override;
    void data(ByteView piece) override;
    void frameEnd(const wire::FrameReport& frame) override;
    void messageEnd(const wire::MessageReport& message) override;

private:
    enum class Stream {
        Flows,
        Failed, ///< strictly: nothing is handed on, a Close frame is still told
        Closed
    };
    /// What becomes of the message that is open.
    enum class Message {
        None,
        InPlace,    ///< one small frame, written behind what is ready
        Collected,  ///< nothing has been handed on
        Fragmented, ///< fragments have been handed on
        LeftOut,    ///< nothing is handed on
        CutShort    ///< fragments have been handed on, the rest is not
    };

    void judge(const wire::Violations& violations);
    void judgeSize(const wire::FrameHeader& header);
    void tooLong();
    void leaveOut();
    void fail(std::uint16_t code, std::string text);
    void startInPlace(const wire::FrameHeader& header);
    void passFragment();
    void putText(bool fin, ByteView payload);
    void putFrame(bool fin, ByteView payload);

    Bytes output_;
    std::size_t ready_ = 0; ///< bytes of the output that may be taken
    Bytes pending_;         ///< of the current message, not handed on yet
    std::vector<Control> controls_;
    std::vector<std::string> leftOut_;
    std::optional<Failure> failure_;
    std::uint64_t announced_ = 0; ///< payload bytes that the message's headers told so far
    std::uint64_t length_ = 0;    ///< what came of its content
    wire::Opcode opcode_ = wire::Opcode::Text;
    Stream stream_ = Stream::Flows;
    Message message_ = Message::None;
    const bool strict_;
    bool wanted_ = true;
};

} // namespace framescope::tap
