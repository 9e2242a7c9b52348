// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QString>

namespace framescope::present {

enum class Controls { AsEscapes, AsSent };

/// Returns bytes as text without loss: valid UTF-8 unchanged, every other byte as `\xNN`, control
/// characters other than tab and line feed as escapes or unchanged.
QString decodedText(ByteView bytes, Controls controls = Controls::AsEscapes);

} // namespace framescope::present
