// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/checking/verdict.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/model/scenario.h"
#include "scenario/model/verdict.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// What becomes of the contract of a scenario: the first message that breaks it, or how often each
/// of its messages came.
class ContractWatch
{
public:
    explicit ContractWatch(const Contract& contract);

    /// Takes the verdict on a message. `words`: what the message is; `event`: its number in the
    /// recording, 0 without one.
    void take(const contract::Verdict& verdict, const std::function<std::string()>& words,
              std::uint64_t event, const HiddenSecrets& hidden);
    /// Takes a message that could not be checked; `came` says which and why.
    void takeUnchecked(std::string came, std::uint64_t event);
    StepResult result() const;

private:
    void fail(std::string came, std::uint64_t event);
    std::string coverage() const;

    contract::Document::Ptr document_;
    StepResult result_;
    std::vector<std::uint64_t> counts_; ///< of the document's messages
};

} // namespace framescope::scenario
