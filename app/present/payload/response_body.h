// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"

#include <QString>

namespace framescope::present {

/// The body of the response that refused an upgrade, as a person reads it.
struct ResponseBody
{
    enum class Kind { Text, Json, Html };
    static constexpr qsizetype MostShown = 64 * 1024; ///< characters of each text

    Kind kind = Kind::Text;
    QString type;     ///< the Content-Type, with the charset; may be empty
    QString encoding; ///< the Content-Encoding that was undone; may be empty
    QString readable; ///< JSON indented, the text of HTML; otherwise as `text`
    QString text;     ///< in its charset; bytes that are invalid there as \xNN
    bool cut = false; ///< `text` or `readable` lacks its end
};

/// Empty texts if there is no body. May take a while: not for the GUI thread.
ResponseBody responseBody(const timeline::ConnectionInfo& connection);

} // namespace framescope::present
