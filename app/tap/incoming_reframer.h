// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frame_stream.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace framescope::tap {

/// Turns what the server sent into frames that QWebSocket takes: data messages only, unmasked,
/// inflated, and without reserved bits. Small messages become one frame, large ones fragments
/// that are complete each. Messages that are damaged are left out; where a part of one has been
/// handed on already, it is ended, with U+FFFD for what is not UTF-8.
///
/// Control frames are not handed on but told to the tap, which answers them. After a Close frame
/// nothing is (RFC 6455 5.5.1).
class IncomingReframer final : public wire::FrameStreamHandler
{
public:
    static constexpr std::size_t FragmentSize = std::size_t{1} << 20;
    /// Of one message; the rest of a longer one is left out.
    static constexpr std::uint64_t MaxMessage = std::uint64_t{256} << 20;

    /// `strict`: after a violation of severity error nothing is handed on or told any more
    /// (RFC 6455 7.1.7).
    explicit IncomingReframer(bool strict = false) : strict_(strict) {}

    /// A Ping or Close frame that came whole.
    struct Control
    {
        wire::Opcode opcode = wire::Opcode::Ping;
        Bytes payload;
    };

    /// Whole frames for the client since the last call of `taken`.
    ByteView output() const { return ByteView(output_).first(ready_); }
    void taken();

    /// Control frames to act on, in order; cleared by the caller.
    std::vector<Control>& controls() { return controls_; }

    /// The close code with which a strict endpoint fails the connection, and why, once a
    /// violation of severity error was seen.
    struct Failure
    {
        std::uint16_t code = 1002;
        wire::Violation violation;
    };
    const std::optional<Failure>& failure() const { return failure_; }

    // FrameStreamHandler
    void frameBegin(const wire::FrameHeader& header, StreamOffset start) override;
    void data(ByteView piece) override;
    void frameEnd(const wire::FrameReport& frame) override;
    void messageEnd(const wire::MessageReport& message) override;

private:
    void judge(const wire::Violations& violations, bool tooLarge);
    void startInPlace(const wire::FrameHeader& header);
    void endInPlace(bool passOn);
    void passFragment();
    void putFrame(bool fin, ByteView payload);

    Bytes output_;
    std::size_t ready_ = 0; ///< bytes of the output that may be taken
    Bytes pending_;         ///< of the current message, not handed on yet
    std::vector<Control> controls_;
    std::optional<Failure> failure_;
    std::uint64_t passed_ = 0; ///< payload bytes of the current message handed on
    wire::Opcode opcode_ = wire::Opcode::Text;
    bool strict_;
    bool over_ = false; ///< whatever comes is nobody's business any more
    bool open_ = false;
    bool inPlace_ = false;  ///< the current message is one frame, written after what is ready
    bool started_ = false;  ///< a fragment of the current message has been handed on
    bool unusable_ = false; ///< the current message's frames have what the client must not see
};

} // namespace framescope::tap
