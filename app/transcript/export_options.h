// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "timeline/index/event_record.h"
#include "transcript/export_format.h"

#include <cstdint>
#include <functional>
#include <string>

namespace framescope::transcript {

struct ExportOptions
{
    ExportFormat format = ExportFormat::Jsonl;
    timeline::View view = timeline::View::Messages; ///< Har has messages only
    /// Selects rows of the view; empty selects all. Called in ascending order; by Har for one
    /// connection after another.
    std::function<bool(EventId)> wanted = {};
    bool keepSecrets = false;
    std::string title = {};  ///< the recording's name, for users
    std::string filter = {}; ///< the expression behind `wanted`, for users
};

/// Events handled so far, and in total. Returning false stops the export.
using ExportProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

} // namespace framescope::transcript
