// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/timeline_happenings.h"

#include "timeline/details/ending_details.h"

#include <utility>

namespace framescope::scenario {

using timeline::Entry;
using timeline::Type;

TimelineHappenings::TimelineHappenings(std::shared_ptr<const timeline::Timeline> timeline)
    : timeline_(std::move(timeline)), reader_(*timeline_)
{
}

bool TimelineHappenings::isSentMessage(const Entry& entry)
{
    return (entry.type == Type::Text || entry.type == Type::Binary) &&
           entry.has(Entry::InMessages) && entry.hasDirection() &&
           entry.direction() == Direction::Out && !entry.has(Entry::Incomplete);
}

bool TimelineHappenings::isRedirected(const timeline::Timeline& timeline, ConnectionId connection)
{
    constexpr int Redirection = 3;
    const auto info = timeline.connection(connection);
    return info && info->response && info->response->status / 100 == Redirection;
}

bool TimelineHappenings::isSentClose(const Entry& entry)
{
    return entry.type == Type::Close && entry.hasDirection() && entry.direction() == Direction::Out;
}

std::optional<Happening> TimelineHappenings::of(EventId id)
{
    using Kind = Happening::Kind;
    const Entry& entry = timeline_->entry(id);
    const bool isIn =
        entry.hasDirection() && entry.direction() == Direction::In && !entry.has(Entry::Incomplete);
    Happening happening = Happening::at(Kind::Message, entry.timestamp(), id.value + 1);
    switch (entry.type) {
    case Type::Connecting:
        happening.kind = Kind::Connecting;
        return happening;
    case Type::Open:
        happening.kind = Kind::Open;
        connection_ = timeline_->connection(entry.conn());
        happening.head = connection_ && connection_->response ? &*connection_->response : nullptr;
        return happening;
    case Type::Text:
    case Type::Binary:
        happening.isBinary = entry.type == Type::Binary;
        return isIn && entry.has(Entry::InMessages) ? std::optional(withPayload(id, happening))
                                                    : std::nullopt;
    case Type::Ping:
    case Type::Pong:
    case Type::Close:
        happening.kind = entry.type == Type::Ping   ? Kind::Ping
                         : entry.type == Type::Pong ? Kind::Pong
                                                    : Kind::Close;
        return isIn ? std::optional(withPayload(id, happening)) : std::nullopt;
    case Type::Error: {
        const timeline::Detail* detail = timeline_->detail(entry);
        const auto* error = detail ? detail->as<timeline::ErrorDetail>() : nullptr;
        happening.kind = Kind::Error;
        layer_ = error ? error->layer.value_or("") : "";
        text_ = error ? error->text.value_or("") : "";
        happening.layer = layer_;
        happening.text = text_;
        return happening;
    }
    case Type::Closed:
        happening.kind = Kind::Ended;
        return ended(entry, happening);
    default:
        return std::nullopt;
    }
}

std::optional<Happening> TimelineHappenings::ended(const Entry& entry, Happening happening)
{
    connection_ = timeline_->connection(entry.conn());
    if (!connection_ || !connection_->closing) {
        return std::nullopt;
    }
    happening.ending = &*connection_->closing;
    happening.head = connection_->response ? &*connection_->response : nullptr;
    happening.text = connection_->responseBody;
    happening.length = happening.text.size() + (connection_->responseBodyTruncated ? 1 : 0);
    happening.closeSent = connection_->closeSent ? &*connection_->closeSent : nullptr;
    happening.closeReceived = connection_->closeReceived ? &*connection_->closeReceived : nullptr;
    return happening;
}

/// A payload that can't be read is an empty one of its length, which nothing fits.
Happening TimelineHappenings::withPayload(EventId id, Happening happening)
{
    auto payload = reader_.payload(id, 0, LongestPayload);
    payload_ = payload ? *std::move(payload) : Bytes();
    happening.payload = payload_;
    happening.length = timeline_->length(timeline_->entry(id));
    return happening;
}

} // namespace framescope::scenario
