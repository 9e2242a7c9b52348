// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wrapping.h"

namespace framescope::ui {

QTextOption::WrapMode wrapModeFor(QStringView text)
{
    constexpr int longWord = 4096;
    int word = 0;
    for (const QChar character : text) {
        word = character.isSpace() ? 0 : word + 1;
        if (word > longWord) {
            return QTextOption::WrapAnywhere;
        }
    }
    return QTextOption::WrapAtWordBoundaryOrAnywhere;
}

} // namespace framescope::ui
