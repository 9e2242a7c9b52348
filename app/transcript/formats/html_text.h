// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::transcript {

/// Appends UTF-8 as the text of an HTML page that shows all of it: characters of markup are
/// escaped, and those that would not be seen, or would steer what is seen (control characters but
/// line feed and tab, what changes the direction of text, what takes no place), are named, as
/// <b class="c">U+202E</b>. May be cut where a character ends.
void appendHtml(std::string& to, std::string_view text);

/// The same for bytes that may be anything: what is not UTF-8 becomes U+FFFD.
void appendHtmlReplacing(std::string& to, std::string_view text);

} // namespace framescope::transcript
