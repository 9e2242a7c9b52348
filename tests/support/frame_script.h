// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_stream.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

// Frames as pictures: what goes in is written in hex and quoted text, what comes out is read
// as lines with an arrow.
namespace framescope::test {

// Bytes from a picture: hex of whole bytes ("81 05", "cafe"), text in single quotes, and
// either of them repeated ("'a'*126", "00*4"), separated by white space. A mistake in a picture
// ends the program.
Bytes bytesOf(std::string_view picture);

// The picture of some bytes: printable ones as text, others in hex, long runs as repetitions.
// Empty bytes are ''.
std::string pictureOf(ByteView bytes);

// Writes down what a FrameStream reports. The arrow is <- for what comes in, -> for what goes
// out. After it:
//   frame @OFFSET OPCODE [more] [rsv=N] [masked] [compressed] CONTENT [code=N] [reason='…'] …
//   message @OFFSET OPCODE [frames=N] [compressed] CONTENT [incomplete] …
// and at the end of both a !rule(detail) for each violation, as well as `wire=N` where the
// payload bytes on the wire are not as many as the content's.
class FrameTranscript : public wire::FrameStreamHandler
{
public:
    explicit FrameTranscript(Direction direction);

    void frameBegin(const wire::FrameHeader& header, StreamOffset start,
                    const wire::Violations& violations) override;
    void data(ByteView content) override;
    void frameEnd(const wire::FrameReport& report) override;
    void messageEnd(const wire::MessageReport& report) override;

    const std::vector<std::string>& lines() const { return lines_; }

private:
    std::string arrow_;
    std::vector<std::string> lines_;
    Bytes frameContent_;
    Bytes messageContent_;
    bool frameOpen_ = false;
    bool frameOfMessage_ = false;
    bool messageOpen_ = false;
};

// The lines as one text, for comparisons that show where two differ.
QString joined(const std::vector<std::string>& lines);

// The lines for bytes that come in pieces which end at `cuts` (ascending positions), then the
// end of the connection.
std::vector<std::string> playFrames(const wire::FrameStream::Options& options, ByteView bytes,
                                    const std::vector<std::size_t>& cuts = {});

} // namespace framescope::test
