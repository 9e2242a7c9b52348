// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace framescope::ui {

namespace style {
struct Colours;
}

/// How to begin, and every shortcut: those of the table of actions, and the keys that only the
/// views know. Its links are "open:filter" and "open:demo".
QString helpText(const style::Colours& colours);

} // namespace framescope::ui
