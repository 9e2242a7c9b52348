// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "filter/language/filter.h"
#include "filter/match/too_long.h"
#include "timeline/decode/load.h"

#include <functional>
#include <optional>
#include <string>

namespace framescope::cli {

/// Opens a recording and tells on standard error how far it has come, and what is left out of it
/// because it is damaged or cut off. It stops where `interrupted` says so.
Result<timeline::Loaded> openRecording(const std::string& file,
                                       const std::function<bool()>& interrupted = {});

/// Tells on standard error what a filter could not judge as a whole in a recording.
void reportTooLong(const std::string& file, const filter::TooLong& tooLong);

/// What --filter says; nothing where it is wrong, which has been told then.
std::optional<filter::Filter> filterOption(const std::string& expression);

} // namespace framescope::cli
