// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QWidget;

namespace framescope::ui::style {

/// Monospaced, for payloads, hex and numbers that stand under each other; sized to go with
/// the application's font.
QFont payloadFont();

/// A widget in that font, whose size follows the application's.
void usePayloadFont(QWidget& widget);

/// Of everything, in points; 0: the desktop's.
void setFontSize(int points);

} // namespace framescope::ui::style
