// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/contract_coverage.h"

#include "filter/match/contract_check.h"
#include "timeline/index/event_record.h"

#include <algorithm>
#include <numeric>

namespace framescope::present {

std::uint64_t ContractCoverage::seen() const
{
    return std::transform_reduce(messages.begin(), messages.end(), std::uint64_t{0}, std::plus<>(),
                                 [](const Message& message) { return message.seen; });
}

std::uint64_t ContractCoverage::broken() const
{
    return std::transform_reduce(messages.begin(), messages.end(), std::uint64_t{0}, std::plus<>(),
                                 [](const Message& message) { return message.broken; });
}

std::size_t ContractCoverage::covered() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(messages, [](const Message& message) { return message.seen > 0; }));
}

ContractCoverage coverageOf(const timeline::Timeline& timeline,
                            const contract::Document::Ptr& contract, work::Run& run)
{
    ContractCoverage coverage;
    coverage.messages.resize(contract->messages().size());
    filter::ContractCheck check(timeline, contract);
    const std::size_t size = timeline.size();
    for (std::size_t i = 0; i < size && !run.isStopped(); ++i) {
        run.setProgress(i, size);
        const EventId id{static_cast<std::uint32_t>(i)};
        const timeline::Entry& entry = timeline.entry(id);
        const bool isMessage =
            (entry.type == timeline::Type::Text || entry.type == timeline::Type::Binary) &&
            timeline::isVisible(entry, timeline::View::Messages);
        if (!isMessage) {
            continue;
        }
        const auto verdict = check.check(id);
        if (!verdict) {
            ++coverage.unchecked;
        } else if (verdict->kind == contract::Verdict::Kind::Unknown) {
            ++coverage.unknown;
        } else {
            ContractCoverage::Message& message = coverage.messages[*verdict->message];
            ++message.seen;
            message.broken += verdict->fits() ? 0 : 1;
            coverage.unchecked += verdict->skipped ? 1 : 0;
        }
    }
    return coverage;
}

} // namespace framescope::present
