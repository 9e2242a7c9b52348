// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/fonts.h"

#include <QApplication>
#include <QFontDatabase>

namespace framescope::ui::style {

QFont payloadFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    const QFont around = QApplication::font();
    if (around.pointSizeF() > 0) {
        font.setPointSizeF(around.pointSizeF());
    } else {
        font.setPixelSize(around.pixelSize());
    }
    return font;
}

} // namespace framescope::ui::style
