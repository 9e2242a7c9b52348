// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QWidget;

namespace framescope::ui::style {

/// A monospaced font for payloads, hex and columns of numbers, with a size that fits the
/// application's font.
QFont payloadFont();

/// Sets that font for a widget. Its size follows the font of the application.
void usePayloadFont(QWidget& widget);

/// Sets the font size of the application in points; 0 is the desktop's.
void setFontSize(int points);

} // namespace framescope::ui::style
