// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace framescope::present {

/// Bytes as text that can be shown without lying about them: valid UTF-8 as it is, every other
/// byte as `\xNN`, control characters other than tab and line feed by their escapes.
struct DecodedText
{
    /// Positions in `text`, in UTF-16 units.
    struct Range
    {
        qsizetype start = 0;
        qsizetype length = 0;
        friend bool operator==(const Range&, const Range&) = default;
    };

    QString text;
    std::vector<Range> invalid; ///< bytes that are not UTF-8
    std::size_t bytes = 0;      ///< how many bytes `text` shows
};

enum class Controls { AsEscapes, AsSent };

/// Shows at most `limit` bytes, cut before a sequence that does not fit.
DecodedText decodeText(ByteView bytes, std::size_t limit, Controls controls = Controls::AsEscapes);

} // namespace framescope::present
