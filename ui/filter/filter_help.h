// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QUrl;

namespace framescope::ui {

namespace style {
struct Colours;
}

/// What a filter can say, with examples that can be clicked.
QString filterHelp(const style::Colours& colours);

/// The term of the example with this link.
QString exampleOf(const QUrl& link);

} // namespace framescope::ui
