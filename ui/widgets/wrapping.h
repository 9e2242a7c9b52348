// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>
#include <QTextOption>

namespace framescope::ui {

/// Wraps a text at words, or anywhere if it has a very long word: searching for the end of such a
/// word at each line takes quadratic time.
QTextOption::WrapMode wrapModeFor(QStringView text);

} // namespace framescope::ui
