// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::transcript {

/// Appends UTF-8 as text of an HTML page. Markup is escaped. Invisible characters, and those that
/// change the direction of text (control characters except line feed and tab, marks without width),
/// are named: <b class="c">U+202E</b>. The text may be cut between two characters.
void appendHtml(std::string& to, std::string_view text);

/// The same for any bytes: invalid UTF-8 becomes U+FFFD.
void appendHtmlReplacing(std::string& to, std::string_view text);

} // namespace framescope::transcript
