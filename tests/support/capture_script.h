// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/live_capture.h"
#include "wire/deflate.h"

#include <QTemporaryDir>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace framescope::test {

// Records what a script says, one step a line, a millisecond each; -> is what the client does.
//
//   connecting URL            the comment `connecting`; none: a foreign capture
//   tcp                       TCP is up; `tcp silently`: without a comment
//   event NAME {json}         any other comment of ours
//   comment TEXT              any comment at all
//   -> request [protocols=P]  a request for ws://example.com/chat; `deflate`: offers it
//   <- 101 [protocol=P]       the answer to it; `deflate[=PARAMETERS]`: agrees
//   <- http LINE|LINE||BODY   HTTP, | is the end of a line
//   -> text CONTENT           likewise binary, ping, pong, rest (the last continuation);
//                             the client's are masked. `more text`, `more rest`: FIN is not
//                             set; `deflated text`: as one side's compressor makes it
//   <- close [CODE [REASON]]
//   -> raw PICTURE            bytes as frame_script.h pictures them
//   <- fin, -> rst            the end of a stream
//   closed {json}             the comment `closed`
//   note [@N] TEXT            a note
//   change @N TEXT            another text for note N; none: it is removed
//   mark @N [off]             event N is marked, or not any more
//   wait MS
class CaptureScript
{
public:
    enum class Split { Whole, Bytewise }; // how bytes come: a step at once, or one at a time

    explicit CaptureScript(Split split = Split::Whole);

    // Precondition: the script is well-formed; a mistake ends the program.
    void play(std::string_view script);
    void step(std::string_view line);
    void send(Direction direction, ByteView bytes);
    void finish();

    const timeline::Timeline& timeline() const { return *live_->timeline(); }
    timeline::LiveCapture& live() { return *live_; }
    // The recording read anew.
    std::shared_ptr<const timeline::Timeline> reloaded() const;
    std::string path() const;

private:
    void stepOf(Direction direction, std::string_view what);
    void sendFrame(Direction direction, std::string_view what);

    Split split_;
    QTemporaryDir folder_;
    std::unique_ptr<timeline::LiveCapture> live_;
    ConnectionId conn_;
    Timestamp time_;
    std::array<std::unique_ptr<wire::Deflater>, 2> deflaters_;
};

// The opening handshake of the scripts above.
std::string requestHead(std::string_view extraLines = {});
std::string responseHead(std::string_view extraLines = {});

} // namespace framescope::test
