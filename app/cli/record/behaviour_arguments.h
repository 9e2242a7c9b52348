// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/behaviours.h"

namespace CLI {
class App;
}

namespace framescope::cli {

inline constexpr const char* BehaviourOption = "--behaviour";

/// Adds --behaviour, which may be given several times.
void addBehaviourOption(CLI::App& command);

/// Sets the behaviours that a command line asks for. Misdeeds are actions: see ActionArguments.
Result<void> setBehaviours(const CLI::App& command, connection::Behaviours& behaviours);

} // namespace framescope::cli
