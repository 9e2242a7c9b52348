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
    /// Which rows of the view; where there is none, all. Asked in ascending order, but by Har
    /// connection by connection.
    std::function<bool(EventId)> wanted = {};
    bool keepSecrets = false;
    std::string title = {};  ///< what is exported, for people: the recording's name
    std::string filter = {}; ///< the expression that `wanted` stands for, for people
};

/// Events that were dealt with, and all of them. False stops the export.
using ExportProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

} // namespace framescope::transcript
