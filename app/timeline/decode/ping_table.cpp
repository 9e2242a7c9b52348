// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/ping_table.h"

#include <algorithm>

namespace framescope::timeline {

namespace {

constexpr std::size_t MaxControlPayload = 125; // RFC 6455 5.5

std::string_view compared(ByteView payload)
{
    return asText(payload).substr(0, MaxControlPayload);
}

} // namespace

bool PingTable::Waiting::carries(ByteView other, std::uint64_t otherLength) const
{
    return length == otherLength && payload == compared(other);
}

void PingTable::add(const Ping& ping, ByteView payload, std::uint64_t length)
{
    if (waiting_.size() == Capacity) {
        waiting_.pop_front();
    }
    waiting_.push_back({ping, length, std::string(compared(payload))});
}

PingTable::Answer PingTable::answer(ByteView payload, std::uint64_t length)
{
    const auto matches = [&](const Waiting& ping) { return ping.carries(payload, length); };
    const auto oldest = std::ranges::find_if(waiting_, matches);
    if (oldest == waiting_.end()) {
        return {std::nullopt, !waiting_.empty()};
    }
    const auto newest = std::find_if(waiting_.rbegin(), waiting_.rend(), matches);
    lastAnswered_ = newest->ping.id;
    const Answer answer{oldest->ping, true};
    waiting_.erase(waiting_.begin(), oldest + 1);
    return answer;
}

std::vector<EventId> PingTable::unanswered() const
{
    std::vector<EventId> ids;
    for (const Waiting& waiting : waiting_) {
        if (waiting.ping.owed && (!lastAnswered_ || waiting.ping.id > *lastAnswered_)) {
            ids.push_back(waiting.ping.id);
        }
    }
    return ids;
}

} // namespace framescope::timeline
