// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/last_message.h"

#include "base/text/qt_string.h"
#include "session/received.h"
#include "timeline/payload/stream_reader.h"

namespace framescope::session {

std::optional<QByteArray> lastMessage(const timeline::Timeline& timeline)
{
    constexpr std::uint64_t Longest = 16 * 1024 * 1024;
    std::optional<ConnectionId> newest;
    for (std::size_t i = timeline.size(); i-- > 0;) {
        const EventId id{static_cast<std::uint32_t>(i)};
        const timeline::Entry& entry = timeline.entry(id);
        if (!newest && entry.connection != 0) {
            newest = entry.conn();
        }
        if (newest && entry.conn() != *newest) {
            continue;
        }
        if (entry.type == timeline::Type::Open) {
            return std::nullopt;
        }
        if (isReceivedMessage(entry)) {
            if (timeline.length(entry) > Longest) {
                return std::nullopt;
            }
            const auto payload = timeline::StreamReader(timeline).payload(id);
            return payload ? std::optional(toByteArray(*payload)) : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace framescope::session
