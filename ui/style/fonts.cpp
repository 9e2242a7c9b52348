// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QWidget>

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

void usePayloadFont(QWidget& widget)
{
    QFont font = payloadFont();
    font.setResolveMask(font.resolveMask() & ~static_cast<uint>(QFont::SizeResolved));
    widget.setFont(font);
}

void setFontSize(int points)
{
    static const QFont desktop = QApplication::font();
    QFont font = desktop;
    if (points > 0) {
        font.setPointSize(points);
    }
    if (font != QApplication::font()) {
        QApplication::setFont(font);
    }
}

} // namespace framescope::ui::style
