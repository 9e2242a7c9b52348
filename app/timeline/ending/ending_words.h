// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"

#include <optional>
#include <string>
#include <string_view>

// The parts of the sentences about an ending.
namespace framescope::timeline {

/// The text with a capital at its beginning.
std::string capital(std::string text);
std::string inQuotes(std::string_view reason);

/// "1000 normal closure"; of a frame without a code, what there is in its place.
std::string codeText(const FirstClose& close);
/// "1000 (normal closure)", "no code".
std::string codeInWords(const FirstClose& close);
/// "1000 (normal closure) and the reason \"Bye!\"".
std::string contentText(const FirstClose& close);
std::string withReason(const FirstClose& close); ///< " and the reason \"Bye!\"", or empty
std::string reasonText(const FirstClose& close);
std::string bytesText(const FirstClose& close);
/// Whether a Close frame was sent that breaks a rule.
bool isBroken(const std::optional<FirstClose>& close);

} // namespace framescope::timeline
