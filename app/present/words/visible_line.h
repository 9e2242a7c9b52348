// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::present {

/// A text from outside on one line, for a row or a label: controls and what else can't be seen, or
/// would turn around what stands beside it, as the escapes that a terminal gets
/// (`framescope::visibleText`). The pictures of controls (U+2400) are empty boxes in most fonts.
QString visibleLine(const QString& text);

/// The same of several lines: line breaks and tabs stay.
QString visibleLines(const QString& text);

} // namespace framescope::present
