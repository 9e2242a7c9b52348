// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/ids.h"
#include "message/outgoing.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::scenario {

/// Finds in a recording what a client sent, one after the other; other things may stand between.
class SentSearch
{
public:
    /// How much of a message must be the same.
    enum class Compare { Content, Kind };

    explicit SentSearch(std::shared_ptr<const timeline::Timeline> timeline);

    /// Begins with a connection, at its first event.
    void begin(ConnectionId connection, EventId first);

    /// Whether the client sent this behind what was found before.
    bool find(const message::Outgoing& outgoing, Compare compare);
    /// The event with which it was on its way; nullopt if the recording ends in the same frame.
    std::optional<EventId> event() const { return event_; }

private:
    /// Where bytes end in the client's stream that begin there; nullopt if they are others.
    using EndOf = std::function<std::optional<std::uint64_t>(std::uint64_t begin)>;

    bool findMessage(timeline::Type type, const std::optional<Bytes>& payload);
    bool findBytes(const EndOf& endOf);
    std::optional<std::uint64_t> endOf(const std::vector<message::Frame>& frames,
                                       std::uint64_t begin, Compare compare);
    std::optional<std::uint64_t> endOf(ByteView bytes, std::uint64_t begin);
    std::optional<std::uint64_t> endOf(EventId frame);
    Bytes bytesAt(std::uint64_t begin, std::uint64_t count);
    bool isSent(const timeline::Entry& entry) const;
    bool hasPayload(EventId id, ByteView payload);

    std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::StreamReader reader_;
    ConnectionId connection_;
    std::uint32_t next_ = 0;                ///< the event to look from
    std::optional<std::uint64_t> nextByte_; ///< of the client's stream, behind what was found
    std::optional<EventId> event_;
};

} // namespace framescope::scenario
