// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace framescope::ui::style {

/// Monospaced, for payloads, hex and numbers that stand under each other; sized to go with
/// the application's font.
QFont payloadFont();

} // namespace framescope::ui::style
