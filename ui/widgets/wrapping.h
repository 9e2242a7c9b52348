// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>
#include <QTextOption>

namespace framescope::ui {

/// How a text is best wrapped: at words, or anywhere where it has a word so long that looking
/// for its end at each line would take the time of its length squared.
QTextOption::WrapMode wrapModeFor(QStringView text);

} // namespace framescope::ui
