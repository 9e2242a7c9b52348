// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"
#include "scenario/model/verdict.h"

namespace framescope::scenario {

/// Puts redaction::SecretMarker in place of these values, wherever the result shows them: as they
/// are, in JSON, in hex or base64, and as the beginning of a text that is cut.
void hideSecrets(Values& values, const collection::SecretValues& secrets);
void hideSecrets(RunResult& result, const collection::SecretValues& secrets);

} // namespace framescope::scenario
