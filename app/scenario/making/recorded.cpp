// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/recorded.h"

#include "timeline/index/event_record.h"
#include "timeline/payload/stream_reader.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

namespace framescope::scenario {

namespace {

using timeline::Entry;
using timeline::Type;
using What = Recorded::Line::What;

std::optional<What> whatIs(const Entry& entry)
{
    switch (entry.type) {
    case Type::Open:
        return What::Open;
    case Type::Error:
        return What::Failed;
    case Type::Text:
        return What::Text;
    case Type::Binary:
        return What::Binary;
    case Type::Ping:
        return What::Ping;
    case Type::Pong:
        return What::Pong;
    case Type::Close:
    case Type::Closed:
        return What::Closed;
    default:
        return std::nullopt;
    }
}

bool isReceived(const Entry& entry)
{
    return (entry.type == Type::Text || entry.type == Type::Binary) &&
           entry.has(Entry::InMessages) && entry.direction() == Direction::In;
}

bool isControlLine(What what)
{
    return what == What::Ping || what == What::Pong;
}

/// Reads rows into lines.
class RowsReader
{
public:
    explicit RowsReader(const timeline::Timeline& timeline) : timeline_(timeline), reader_(timeline)
    {
    }

    Result<void> take(EventId event, bool chosen)
    {
        const Entry& entry = timeline_.entry(event);
        const auto what = whatIs(entry);
        const bool isMessage = timeline::isVisible(entry, timeline::View::Messages);
        if (!what || !isMessage || (isControlLine(*what) && (!chosen || isAnswer(entry)))) {
            return {};
        }
        if (!openings_.contains(entry.conn())) {
            addOpening(entry.conn());
        }
        if (*what == What::Open || *what == What::Failed) {
            return {}; // said by the opening, or by the end
        }
        if (*what == What::Closed && !ends_.insert(entry.conn()).second) {
            return {}; // the Close frames and `closed` are one end
        }
        if (*what == What::Closed && !recorded_.connection(entry.conn())->openAt) {
            return {};
        }
        if (recorded_.lines.size() >= Recorded::MostLines) {
            return failure("there are more than " + std::to_string(Recorded::MostLines) + " rows",
                           {}, "choose fewer");
        }
        return addLine(event, entry, *what);
    }

    /// Looks at what was received and not chosen, up to the last line.
    Result<void> takeOthers()
    {
        using Line = Recorded::Line;
        std::map<std::uint32_t, Line*> lines;
        for (Line& line : recorded_.lines) {
            if (line.what == What::Text || line.what == What::Binary || line.what == What::Closed) {
                lines[line.event.value] = &line;
            }
        }
        std::set<ConnectionId> passed; // those on which messages were not chosen
        std::deque<EventId> earlier;
        const std::uint32_t end = lines.empty() ? 0 : lines.rbegin()->first + 1;
        for (EventId id{0}; id.value < end; ++id.value) {
            const Entry& entry = timeline_.entry(id);
            const auto line = lines.find(id.value);
            const bool mayFollow =
                line != lines.end() &&
                (line->second->direction == Direction::In || line->second->what == What::Closed);
            if (mayFollow) {
                line->second->followsOthers = passed.erase(entry.conn()) > 0;
            } else if (line == lines.end() && isReceived(entry)) {
                passed.insert(entry.conn());
                if (id.value < lines.begin()->first) {
                    earlier.push_back(id);
                }
            }
            if (earlier.size() > Recorded::MostEarlier) {
                earlier.pop_front();
            }
        }
        for (const EventId id : earlier) {
            auto payload = reader_.payload(id, 0, Recorded::LargestPayload);
            if (!payload) {
                return tl::unexpected(payload.error());
            }
            recorded_.earlier.emplace_back(payload->begin(), payload->end());
        }
        return {};
    }

    Recorded take() { return std::move(recorded_); }

private:
    /// The client answers pings by itself.
    static bool isAnswer(const Entry& entry)
    {
        return entry.type == Type::Pong && entry.direction() == Direction::Out;
    }

    void addOpening(ConnectionId id)
    {
        openings_.insert(id);
        auto info = timeline_.connection(id);
        if (!info) {
            return;
        }
        Recorded::Line line;
        line.connection = id;
        line.time = info->openAt.value_or(info->connectingAt.value_or(timeline_.start()));
        line.what = info->openAt ? What::Open : info->response ? What::Refused : What::Failed;
        if (const auto* error =
                info->error ? std::get_if<timeline::ErrorDetail>(info->error.get()) : nullptr) {
            line.payload = error->layer.value_or("");
        }
        recorded_.connections.push_back(*std::move(info));
        recorded_.lines.push_back(std::move(line));
    }

    Result<void> addLine(EventId event, const Entry& entry, What what)
    {
        Recorded::Line line;
        line.what = what;
        line.event = event;
        line.connection = entry.conn();
        line.direction = entry.direction();
        line.time = entry.timestamp();
        line.length = timeline_.length(entry);
        if (what != What::Closed) {
            auto payload = reader_.payload(event, 0, Recorded::LargestPayload);
            if (!payload) {
                return tl::unexpected(payload.error());
            }
            line.payload.assign(payload->begin(), payload->end());
            if (what == What::Text && entry.has(Entry::NotText)) {
                line.what = What::Binary; // as bytes; the frame is a violation anyway
            }
        }
        recorded_.lines.push_back(std::move(line));
        return {};
    }

    const timeline::Timeline& timeline_;
    timeline::StreamReader reader_;
    Recorded recorded_;
    std::set<ConnectionId> openings_;
    std::set<ConnectionId> ends_;
};

} // namespace

const timeline::ConnectionInfo* Recorded::connection(ConnectionId id) const
{
    const auto found = std::ranges::find(connections, id, &timeline::ConnectionInfo::id);
    return found == connections.end() ? nullptr : &*found;
}

Result<Recorded> readRows(const timeline::Timeline& timeline, const std::vector<EventId>& events,
                          const std::stop_token& stop)
{
    RowsReader reader(timeline);
    const std::size_t count = events.empty() ? timeline.size() : events.size();
    for (std::size_t i = 0; i < count && !stop.stop_requested(); ++i) {
        const EventId event = events.empty() ? EventId{static_cast<std::uint32_t>(i)} : events[i];
        if (auto taken = reader.take(event, !events.empty()); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    if (auto taken = reader.takeOthers(); !taken) {
        return tl::unexpected(taken.error());
    }
    Recorded recorded = reader.take();
    if (recorded.lines.empty()) {
        return failure("there is nothing to make a scenario of", {},
                       "choose rows of a connection: its opening, messages, its end");
    }
    return recorded;
}

} // namespace framescope::scenario
