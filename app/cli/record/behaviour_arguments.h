// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/behaviours.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace framescope::cli {

/// What the client does wrong once, behind the first `after` actions.
struct PlacedMisdeed
{
    std::size_t after = 0;
    connection::Misdeed misdeed;
};

/// Adds --behaviour, which may be given several times.
void addBehaviourOption(CLI::App& command);

/// Sets the behaviours that a command line asks for, and returns the misdeeds in their order.
/// `isAction` says which other options are actions.
Result<std::vector<PlacedMisdeed>>
behavioursFrom(const CLI::App& command, const std::function<bool(const CLI::Option*)>& isAction,
               connection::Behaviours& behaviours);

} // namespace framescope::cli
