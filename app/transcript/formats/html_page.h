// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"

#include <string>
#include <string_view>

namespace framescope::transcript {

/// The content of a page's title.
struct HtmlHeading
{
    std::string_view recording;
    std::string_view filter; ///< empty: all events
    bool frames = false;     ///< the rows are frames, not messages
    bool secretsKept = false;
    std::string_view started; ///< RFC 3339
};

/// Appends the page from the doctype to the head of the table.
void appendPageStart(std::string& to, const HtmlHeading& heading);
/// Appends a summary of a connection, across the columns of the table.
void appendConnectionCard(std::string& to, const timeline::ConnectionInfo& connection);
void appendPageEnd(std::string& to);

} // namespace framescope::transcript
