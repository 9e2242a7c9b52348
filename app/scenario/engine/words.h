// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "scenario/engine/happening.h"
#include "scenario/engine/hidden_secrets.h"

#include <string>
#include <string_view>

// What a report says. All texts are visible on one line, without the secrets of the scenario.
namespace framescope::scenario {

inline constexpr std::size_t LongestShown = 200; ///< of a text, in bytes

/// A text from a byte on, cut after `most` bytes.
std::string shownText(std::string_view text, const HiddenSecrets& hidden, std::size_t from = 0,
                      std::size_t most = LongestShown);
/// The same in quotation marks.
std::string quotedText(std::string_view text, const HiddenSecrets& hidden, std::size_t from = 0,
                       std::size_t most = LongestShown);
/// A payload: the text in quotation marks, or the bytes in hex; cut if it is long.
std::string payloadText(ByteView payload, std::uint64_t length, bool isBinary,
                        const HiddenSecrets& hidden);
/// "1006 abnormal closure, not clean, by nobody: the server ended TCP (RST)".
std::string endingText(const Happening& ended, const HiddenSecrets& hidden);
/// "the text message "hello"", "a ping", "the end of the connection: 1000 …".
std::string happeningText(const Happening& happening, const HiddenSecrets& hidden);
/// The same as a line of a list: `0.120 s  in   text "hello"`.
std::string happeningLine(const Happening& happening, Timestamp start, const HiddenSecrets& hidden);
/// "0.120 s".
std::string secondsText(Duration duration);

} // namespace framescope::scenario
