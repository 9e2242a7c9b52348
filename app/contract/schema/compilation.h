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
    std::optional<Error> unusable; ///< see Compiler::unusable
};

/// How a value stands to a schema.
struct Held
{
    bool fits = false;
    std::optional<Violation> skipped = {}; ///< the first that was not checked, if it fits otherwise
};

/// What is wrong goes to `into`, unless that is null. If it takes too long to find out, the value
/// does not fit, and `into` says so.
Held holds(const Rules& rules, const JsonNodes& json, std::vector<Violation>* into);

/// The violation of a text that is no JSON, or more than what is read.
Violation noJson(const JsonNodes::Failure& failure);

} // namespace framescope::contract
