// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace framescope::cli {

/// Asks for a line on the terminal of the process, without showing what is typed. nullopt if there
/// is no terminal, or its user ends the input.
std::optional<std::string> promptForSecret(const std::string& question);

} // namespace framescope::cli
