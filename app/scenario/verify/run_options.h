// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"

#include <QString>

#include <map>

namespace framescope::scenario {

class SessionStore;

/// What all runs of a `verify` have together.
struct RunOptions
{
    /// Values of variables that come before those of the files: of the environment, and of the
    /// command line before these.
    std::map<QString, QString> variables = {};
    collection::SecretValues secrets = {};
    /// Where runs take their sessions from whose recordings are not kept; may be null.
    SessionStore* sessions = nullptr;
};

} // namespace framescope::scenario
