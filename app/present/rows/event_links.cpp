// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/event_links.h"

#include "present/rows/timeline_model.h"

namespace framescope::present {

namespace {

using timeline::Entry;
using timeline::Timeline;
using timeline::Type;
using timeline::View;

bool answers(const Timeline& timeline, const Entry& pong, EventId ping)
{
    const timeline::Detail* detail = timeline.detail(pong);
    return pong.type == Type::Pong && detail && detail->ping == ping;
}

/// Whether event `id` is a message assembled from frames, and `frame` is one of them.
bool contains(const Timeline& timeline, EventId id, EventId frame)
{
    const Entry& message = timeline.entry(id);
    const Entry& part = timeline.entry(frame);
    const timeline::Detail* detail = timeline.detail(message);
    return message.has(Entry::Assembled) && message.connection == part.connection &&
           message.direction() == part.direction() && detail && detail->firstFrame &&
           detail->firstFrameOf(id) <= frame;
}

bool ends(const Entry& entry, const Entry& from)
{
    return entry.type == Type::Closed && entry.connection == from.connection;
}

/// Matches the first event that is linked to `from`, or the end of its connection.
MakeMatcher linkMatcher(EventId from)
{
    return [from](const Timeline& timeline, View /*view*/) -> Matcher {
        return [&timeline, from](EventId id) {
            return ends(timeline.entry(id), timeline.entry(from)) || isLinked(timeline, from, id);
        };
    };
}

} // namespace

bool isLinked(const Timeline& timeline, EventId from, EventId found)
{
    const Entry& entry = timeline.entry(found);
    return timeline.entry(from).type == Type::Ping ? answers(timeline, entry, from)
                                                   : contains(timeline, found, from);
}

std::optional<EventLink> pingPongLink(const Timeline& timeline, EventId id)
{
    const Entry& entry = timeline.entry(id);
    if (entry.type == Type::Ping) {
        return EventLink{std::nullopt, linkMatcher(id)};
    }
    const timeline::Detail* detail = timeline.detail(entry);
    if (entry.type == Type::Pong && detail && detail->ping) {
        return EventLink{*detail->ping, {}};
    }
    return std::nullopt;
}

EventLink otherViewLink(const Timeline& timeline, EventId id, View view)
{
    const Entry& entry = timeline.entry(id);
    const View other = view == View::Messages ? View::Frames : View::Messages;
    if (entry.has(Entry::Assembled)) {
        const timeline::Detail* detail = timeline.detail(entry);
        return {detail && detail->firstFrame ? detail->firstFrameOf(id) : id, {}, View::Frames};
    }
    if (isVisible(entry, other)) {
        return {id, {}, other};
    }
    return {std::nullopt, linkMatcher(id), View::Messages};
}

MakeMatcher violationMatcher()
{
    return [](const Timeline& timeline, View /*view*/) -> Matcher {
        return [&timeline](EventId id) {
            const auto worst = worstSeverity(timeline, timeline.entry(id));
            return worst && *worst >= wire::Severity::Warning;
        };
    };
}

} // namespace framescope::present
