// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "scenario/engine/happening.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <memory>
#include <optional>
#include <string>

namespace framescope::scenario {

/// Makes happenings of a timeline's events. For one thread.
class TimelineHappenings
{
public:
    /// The most bytes of a payload that are read.
    static constexpr std::uint64_t LongestPayload = 64 * 1024 * 1024;

    explicit TimelineHappenings(std::shared_ptr<const timeline::Timeline> timeline);

    /// What the event is to the client; nullopt if it is nothing that steps look at, such as what
    /// the client sent. Valid until the next call.
    std::optional<Happening> of(EventId id);

    /// Whether the event is a whole data message that the client sent.
    static bool isSentMessage(const timeline::Entry& entry);
    /// Whether the connection was answered with a redirect.
    static bool isRedirected(const timeline::Timeline& timeline, ConnectionId connection);
    /// Whether the event is a Close frame that the client sent.
    static bool isSentClose(const timeline::Entry& entry);

private:
    std::optional<Happening> ended(const timeline::Entry& entry, Happening happening);
    Happening withPayload(EventId id, Happening happening);

    std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::StreamReader reader_;
    Bytes payload_;
    std::string layer_;
    std::string text_;
    std::optional<timeline::ConnectionInfo> connection_;
};

} // namespace framescope::scenario
