// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::present {

/// A text from outside on one line, for a row or a label: C0 controls and DEL by their pictures,
/// those that are common in text by arrows, which more fonts have, and what else can't be seen,
/// or would turn around what stands beside it, by its escape.
QString visibleLine(const QString& text);

/// The same of several lines: line breaks and tabs stay.
QString visibleLines(const QString& text);

} // namespace framescope::present
