// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/contract_check.h"

#include "filter/match/payload_part.h"
#include "timeline/index/event_record.h"

namespace framescope::filter {

using timeline::Entry;
using timeline::Type;

bool isForContract(const timeline::Timeline& timeline, EventId id)
{
    const Entry& entry = timeline.entry(id);
    const bool isMessage = (entry.type == Type::Text || entry.type == Type::Binary) &&
                           entry.has(Entry::InMessages) && !entry.has(Entry::Incomplete);
    if (!isMessage || !entry.has(Entry::Compressed)) {
        return isMessage;
    }
    const timeline::Detail* detail = timeline.detail(entry);
    return !detail || !timeline::isDamaged(entry, *detail);
}

ContractCheck::ContractCheck(const timeline::Timeline& timeline, contract::Document::Ptr contract)
    : timeline_(timeline), reader_(timeline), checker_(contract),
      channel_(timeline, std::move(contract))
{
}

std::optional<contract::Verdict> ContractCheck::check(EventId id)
{
    const Entry& entry = timeline_.entry(id);
    if (!isForContract(timeline_, id) || timeline_.length(entry) > LongestWhole) {
        return std::nullopt;
    }
    const auto payload = reader_.view(id);
    if (!payload) {
        return std::nullopt;
    }
    checker_.setChannel(channel_.of(entry.conn()));
    return checker_.check(entry.direction(), *payload, entry.type == Type::Text);
}

} // namespace framescope::filter
