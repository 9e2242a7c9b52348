// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/contract_watch.h"

#include <utility>

namespace framescope::scenario {

ContractWatch::ContractWatch(const Contract& contract)
    : document_(contract.document), result_{.place = contract.place,
                                            .text = "contract: " + contract.file,
                                            .outcome = Outcome::Passed},
      counts_(document_->messages().size())
{
}

void ContractWatch::take(const contract::Verdict& verdict,
                         const std::function<std::string()>& words, std::uint64_t event,
                         const HiddenSecrets& hidden)
{
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        counts_[i] += verdict.isMessage(i) ? 1 : 0;
    }
    if ((verdict.fits() && !verdict.skipped) || result_.outcome == Outcome::Failed) {
        return;
    }
    fail(words() + ", which " + hidden.in(verdictText(*document_, verdict)), event);
    if (verdict.violations.size() > 1) {
        for (const contract::Violation& violation : verdict.violations) {
            result_.difference +=
                (result_.difference.empty() ? "" : "\n") + hidden.in(violation.message());
        }
    }
}

void ContractWatch::takeUnchecked(std::string came, std::uint64_t event)
{
    if (result_.outcome != Outcome::Failed) {
        fail(std::move(came), event);
    }
}

void ContractWatch::fail(std::string came, std::uint64_t event)
{
    result_.outcome = Outcome::Failed;
    result_.expected = "each data message to fit the contract";
    result_.came = std::move(came);
    if (event > 0) {
        result_.events.push_back(event);
    }
}

StepResult ContractWatch::result() const
{
    StepResult result = result_;
    if (result.outcome == Outcome::Passed) {
        result.came = coverage();
    }
    return result;
}

/// "tick 3, order 1; never seen: bye"
std::string ContractWatch::coverage() const
{
    std::string seen;
    std::string others;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        const std::string& name = document_->messages()[i].name;
        if (counts_[i] > 0) {
            seen += (seen.empty() ? "" : ", ") + name + ' ' + std::to_string(counts_[i]);
        } else {
            others += (others.empty() ? "never seen: " : ", ") + name;
        }
    }
    return seen + (seen.empty() || others.empty() ? "" : "; ") + others;
}

} // namespace framescope::scenario
