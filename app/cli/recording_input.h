// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "filter/language/filter.h"
#include "filter/match/too_long.h"
#include "timeline/decode/load.h"

#include <optional>
#include <string>

namespace framescope::cli {

/// Opens a recording. Shows progress on standard error, and reports a damaged or incomplete end
/// that is left out. Stops at a signal that a SignalWatcher catches.
Result<timeline::Loaded> openRecording(const std::string& file);

/// Reports on standard error the events that were too long for a filter to test completely.
void reportTooLong(const std::string& file, const filter::TooLong& tooLong);

/// The filter of --filter; nullopt if it has a mistake, which was reported.
std::optional<filter::Filter> filterOption(const std::string& expression,
                                           const filter::ContractPtr& contract = {});

} // namespace framescope::cli
