// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "scenario/engine/happening.h"

#include <string>
#include <string_view>

// What a report says. All texts are visible on one line.
namespace framescope::scenario {

/// A text in quotation marks, cut if it is long.
std::string quotedText(std::string_view text);
/// A payload: the text in quotation marks, or the bytes in hex; cut if it is long.
std::string payloadText(ByteView payload, std::uint64_t length, bool isBinary);
/// "1006 abnormal closure, not clean, by nobody: the server ended TCP (RST)".
std::string endingText(const Happening& ended);
/// "the text message "hello"", "a ping", "the end of the connection: 1000 …".
std::string happeningText(const Happening& happening);
/// The same as a line of a list: `0.120 s  in   text "hello"`.
std::string happeningLine(const Happening& happening, Timestamp start);
/// "0.120 s".
std::string secondsText(Duration duration);

} // namespace framescope::scenario
