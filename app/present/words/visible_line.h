// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::present {

/// Returns a text from outside on one line, for a row or a label. Invisible characters, and those
/// that change the direction of text, become the same escapes as in a terminal
/// (`framescope::visibleText`). The pictures of controls (U+2400) are empty boxes in most fonts.
QString visibleLine(const QString& text);

/// The same for several lines: line breaks and tabs stay.
QString visibleLines(const QString& text);

} // namespace framescope::present
