// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"
#include "scenario/engine/stepper.h"

#include <QString>

#include <map>

namespace framescope::scenario {

/// What all runs of a `verify` have together.
struct RunOptions
{
    /// Values of variables that come before those of the files: of the environment, and of the
    /// command line before these.
    std::map<QString, QString> variables = {};
    collection::SecretValues secrets = {};
    Stepper::CheckSchema checkSchema = {};
};

} // namespace framescope::scenario
