// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/ending/ending_cause.h"

#include <optional>
#include <string>
#include <vector>

namespace framescope::timeline {

/// What one side did for the ending, in words; a text is empty where there is nothing to say.
struct EndingHalf
{
    std::string close; ///< "first", "0.3 ms after the first", "none"
    std::string code;  ///< as it was sent: "1000 normal closure", "none: the Close frame is empty"
    std::string meaning;
    std::string registered;
    std::string reason; ///< as sent; bytes that are no UTF-8 are written as \xNN
    std::string bytes;  ///< the payload in hex
    std::string tcp;    ///< "FIN 0.2 ms after the last Close"
};

/// The `close` event of a page in a browser.
struct BrowserReport
{
    bool wasClean = false;
    std::uint16_t code = 1006;
    std::string reason;
    std::string why; ///< why these values, if they are not those of the Close frames
};

/// A broken rule, and the side that broke it if that is one side's Close frame.
struct EndingFault
{
    wire::Violation violation;
    std::optional<Direction> by;
};

/// How a connection ended, told for people who don't know the protocol. Window, `show` and checks
/// use the same words.
struct EndingStory
{
    std::string headline;               ///< one sentence
    std::vector<std::string> sentences; ///< what happened, in order
    std::optional<Direction> first;     ///< the sender of the first Close frame
    EndingHalf server, client;
    std::optional<BrowserReport> browser; ///< nullopt if it is unknown or the connection goes on
    std::vector<EndingFault> faults;
    std::string_view cause; ///< EndingWords::id; empty while the connection is closing
    std::string usually;    ///< what usually causes it, and what to do; may be empty
};

/// Nullopt while there is neither a Close frame nor an ending.
std::optional<EndingStory> endingStory(const ConnectionInfo& connection);

} // namespace framescope::timeline
