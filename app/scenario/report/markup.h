// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace framescope::scenario::report {

/// Text for an element or a quoted attribute of XML and HTML. What XML can't hold and what can't be
/// seen becomes an escape such as \x1b; line breaks stay.
std::string markup(std::string_view text);

/// A path for a href: percent-encoded (RFC 3986), and relative, so that it is never a scheme.
std::string hrefOf(std::string_view path);

} // namespace framescope::scenario::report
