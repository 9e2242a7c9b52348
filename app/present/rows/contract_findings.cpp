// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/contract_findings.h"

namespace framescope::present {

ContractFindings::ContractFindings(std::shared_ptr<const timeline::Timeline> timeline,
                                   contract::Document::Ptr contract)
    : timeline_(std::move(timeline)), contract_(std::move(contract)), check_(*timeline_, contract_)
{
}

std::shared_ptr<const contract::Verdict> ContractFindings::of(EventId id)
{
    const std::lock_guard lock(mutex_);
    if (const auto found = verdicts_.find(id.value); found != verdicts_.end()) {
        return found->second;
    }
    auto verdict = check_.check(id);
    auto kept = verdict ? std::make_shared<const contract::Verdict>(*std::move(verdict)) : nullptr;
    if (order_.size() >= MostKept) {
        verdicts_.erase(order_.front());
        order_.pop_front();
    }
    order_.push_back(id.value);
    verdicts_.emplace(id.value, kept);
    return kept;
}

} // namespace framescope::present
