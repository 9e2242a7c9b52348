// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_stream.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

// A notation for frames: input as hex and quoted text, output as lines with an arrow.
namespace framescope::test {

// The bytes of a picture: hex of whole bytes ("81 05", "cafe"), text in single quotes, and
// repetitions of both ("'a'*126", "00*4"), separated by white space. A mistake in a picture ends
// the program.
Bytes bytesOf(std::string_view picture);

// The picture of bytes: printable ones as text, others in hex, long runs as repetitions; '' for no
// bytes.
std::string pictureOf(ByteView bytes);

// Writes the reports of a FrameStream as lines. Each begins with <- for incoming or -> for
// outgoing, and continues with:
//   frame @OFFSET OPCODE [more] [rsv=N] [masked] [compressed] CONTENT [code=N] [reason='…'] …
//   message @OFFSET OPCODE [frames=N] [compressed] CONTENT [incomplete] …
// Both end with a !rule(detail) for each violation, and with `wire=N` if the number of payload
// bytes on the wire differs from that of the content.
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

// The lines joined to one text, so that a failed comparison shows the difference.
QString joined(const std::vector<std::string>& lines);

// The lines of a FrameStream that gets the bytes in pieces ending at `cuts` (ascending positions),
// and then the end of the connection.
std::vector<std::string> playFrames(const wire::FrameStream::Options& options, ByteView bytes,
                                    const std::vector<std::size_t>& cuts = {});

} // namespace framescope::test
