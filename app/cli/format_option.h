// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/event_printer.h"

#include <set>
#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace framescope::cli {

/// Adds --format, with these names of formats. `format` must outlive the parsing; its value is the
/// default.
CLI::Option* addFormatOption(CLI::App& command, PrintFormat& format,
                             const std::set<std::string>& names);

} // namespace framescope::cli
