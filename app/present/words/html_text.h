// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::present {

/// The text of an HTML page, without tags, scripts, styles and comments. Blocks begin a line, white
/// space is joined as in a browser, and the common character references are resolved. Takes linear
/// time, also for HTML that is damaged.
QString htmlText(const QString& html);

} // namespace framescope::present
