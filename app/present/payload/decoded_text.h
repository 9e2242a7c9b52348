// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QString>

namespace framescope::present {

enum class Controls { AsEscapes, AsSent };

/// Bytes as text that can be shown without lying about them: valid UTF-8 as it is, every other
/// byte as `\xNN`, control characters other than tab and line feed by their escapes or as sent.
QString decodedText(ByteView bytes, Controls controls = Controls::AsEscapes);

} // namespace framescope::present
