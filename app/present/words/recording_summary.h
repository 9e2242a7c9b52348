// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <stop_token>

namespace framescope::present {

/// What a recording contains, for a list of recordings.
struct RecordingSummary
{
    QString address; ///< of the first connection
    std::size_t connections = 0;
    std::uint64_t frames = 0;
    std::optional<Timestamp> began;
    QString ending; ///< how the newest connection ended, in a few words
};

/// Reads the whole file. Returns nullopt if it is no recording, or if stopped.
std::optional<RecordingSummary> summarise(const QString& file, const std::stop_token& stop);

} // namespace framescope::present
