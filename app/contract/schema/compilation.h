// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/schema/resources.h"
#include "contract/schema/rules.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace framescope::contract {

/// The documents of a contract and the rules that were made of their schemas, which point into
/// them.
struct Compilation
{
    Resources resources;
    std::deque<Rules> rules;
    std::vector<std::string> remarks;
};

/// Whether a value fits; with what is wrong in `into`, unless that is null. If it takes too long to
/// find out, it does not fit, and `into` says so.
bool holds(const Rules& rules, const JsonNodes& json, std::vector<Violation>* into);

/// The violation of a text that is no JSON.
Violation noJson(const JsonNodes::Failure& failure);

} // namespace framescope::contract
