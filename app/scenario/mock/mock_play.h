// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/checking/checker.h"
#include "scenario/engine/payload_check.h"
#include "scenario/mock/mock.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A scenario that a Mock plays, and the values of its runs.
struct Mock::Play
{
    static Result<std::unique_ptr<Play>> of(std::shared_ptr<const Scenario> scenario,
                                            const Stepper::Options& options);

    /// Whether it is for a request of that target: with its query, or without.
    bool isFor(const std::string& target) const;
    const Values& nextRow() { return rows[next++ % rows.size()]; }
    static Stepper::Options options(Stepper::Options options, const Values& values);

    std::shared_ptr<const Scenario> scenario;
    std::vector<Values> rows; ///< at least one
    std::size_t next = 0;     ///< row of the next client
    Judges judges;            ///< none: a path has no schema and is no event
    std::optional<PayloadCheck> path;
    std::string target; ///< that `path` is equal to; "/": any; empty: it is a pattern
    std::optional<contract::Checker> checker; ///< of the scenario's contract
};

} // namespace framescope::scenario
