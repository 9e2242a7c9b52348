// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <stop_token>

namespace framescope::present {

/// What a recording is of, for a list of recordings.
struct RecordingSummary
{
    QString address; ///< of the first connection
    std::size_t connections = 0;
    std::uint64_t frames = 0;
    std::optional<Timestamp> began;
    QString ending; ///< of the newest connection, in a few words
};

/// Reads the whole file; nothing where that is no recording, or was stopped.
std::optional<RecordingSummary> summarise(const QString& file, const std::stop_token& stop);

} // namespace framescope::present
