// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"
#include "collection/saved_connection.h"
#include "scenario/making/proposals.h"
#include "scenario/model/scenario.h"

#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A scenario that was made of rows.
struct MadeScenario
{
    Scenario scenario;
    collection::SecretValues secrets; ///< values that it names {{secret.NAME}} in their place
};

/// The rows as sends and expectations, with what is chosen of the proposals. `written`: the first
/// connection as its tab has it; without, it is made of what was requested. Fails if a row can't be
/// written, such as a message that is too large to be sent from a file.
Result<MadeScenario> scenarioOf(const Recorded& recorded, const std::vector<Proposal>& proposals,
                                const std::optional<collection::SavedConnection>& written = {});

/// The connection as it was requested: its URL, headers, subprotocols and compression.
collection::SavedConnection connectionAsRequested(const timeline::ConnectionInfo& info);

} // namespace framescope::scenario
