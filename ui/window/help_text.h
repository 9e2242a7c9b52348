// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::ui {

namespace style {
struct Colours;
}

/// The help as HTML: how to begin, and every shortcut, in the table of actions or handled only by a
/// view. Its links are "open:filter" and "open:demo".
QString helpText(const style::Colours& colours);

} // namespace framescope::ui
