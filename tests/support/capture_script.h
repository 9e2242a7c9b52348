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

// Records a script with one step a line, a millisecond apart; -> is an action of the client.
//
//   connecting URL            comment `connecting`; a script without it is a foreign capture
//   tcp                       TCP is established, with a comment; `tcp silently`: without
//   event NAME {json}         another Framescope comment
//   comment TEXT              any comment
//   -> request [protocols=P]  a request for ws://example.com/chat; `deflate`: offers it
//   <- 101 [protocol=P]       its response; `deflate[=PARAMETERS]`: accepts it
//   <- http LINE|LINE||BODY   HTTP, | is a line end
//   -> text CONTENT           likewise binary, ping, pong, rest (the last continuation);
//                             the client's are masked. `more text`, `more rest`: FIN is not
//                             set; `deflated text`: compressed by this side
//   <- close [CODE [REASON]]
//   -> raw PICTURE            bytes in the notation of frame_script.h
//   <- fin, -> rst            the end of a stream
//   closed {json}             the comment `closed`
//   note [@N] TEXT            a note
//   change @N TEXT            changes the text of note N; no text: removes it
//   mark @N [off]             marks event N; `off`: unmarks it
//   wait MS
class CaptureScript
{
public:
    enum class Split { Whole, Bytewise }; // how steps are recorded: as a whole, or byte by byte

    explicit CaptureScript(Split split = Split::Whole);

    // Runs the steps. A mistake in the script ends the program.
    void play(std::string_view script);
    void step(std::string_view line);
    void send(Direction direction, ByteView bytes);
    void finish();

    const timeline::Timeline& timeline() const { return *live_->timeline(); }
    timeline::LiveCapture& live() { return *live_; }
    // The timeline read from the file of the recording.
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
