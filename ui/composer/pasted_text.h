// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QMimeData;

namespace framescope::ui {

/// The text of a clipboard from its bytes, including a byte order mark at the start, which
/// QMimeData::text drops.
QString pastedText(const QMimeData& pasted);

} // namespace framescope::ui
