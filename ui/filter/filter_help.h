// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QUrl;

namespace framescope::ui {

namespace style {
struct Colours;
}

/// Help on the filter language as HTML, with examples as links.
QString filterHelp(const style::Colours& colours);

/// The filter term of an example's link.
QString exampleOf(const QUrl& link);

} // namespace framescope::ui
