// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats/heartbeats.h"

#include "timeline/heartbeats/beat_numbers.h"
#include "timeline/heartbeats/beat_run.h"
#include "timeline/heartbeats/beat_shape.h"
#include "timeline/payload/stream_reader.h"
#include "wire/rules.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace framescope::timeline {

namespace {

constexpr std::size_t MostShapes = 32; ///< per direction
constexpr std::size_t ControlNeeded = 3;
constexpr std::size_t MessagesNeeded = 4;

/// Detects lengths that occur in quick succession, by one look-up in a small table.
class Rush
{
public:
    bool isRush(std::uint32_t length, std::int64_t time)
    {
        Slot& slot = slots_[length % slots_.size()];
        const bool quick = time - slot.time < BeatRun::Shortest.count();
        slot.time = time;
        slot.quick = quick ? std::min<std::int64_t>(slot.quick + 1, Most) : 0;
        return slot.quick >= Most;
    }

private:
    static constexpr std::int64_t Most = 4;
    struct Slot
    {
        std::int64_t time = INT64_MIN / 2;
        std::int64_t quick = 0;
    };
    std::array<Slot, 128> slots_{};
};

/// A kind of similar events.
struct Shape
{
    Type type;
    std::uint64_t key; ///< length of pings and pongs; otherwise BeatShape::hash
    BeatRun run;
    std::uint32_t kind = 0;   ///< number of the kind, from 1
    BeatNumbers numbers = {}; ///< of messages
    std::size_t lastUse = 0;
    std::size_t uses = 0;
};

/// A known heartbeat.
struct Beat
{
    EventId id;
    std::uint32_t kind;
};

/// One direction of a connection.
struct Lane
{
    std::vector<Shape> shapes;
    std::unique_ptr<Rush> rush; ///< for messages
    bool isFirst = true;        ///< no message was seen yet
    std::size_t uses = 0;

    Shape* find(Type type, std::uint64_t key)
    {
        const auto found = std::ranges::find_if(
            shapes, [&](const Shape& shape) { return shape.type == type && shape.key == key; });
        return found == shapes.end() ? nullptr : &*found;
    }

    /// Returns the shape of an event. A new one replaces one seen only once, else the oldest.
    Shape& at(Type type, std::uint64_t key)
    {
        Shape* shape = find(type, key);
        if (!shape) {
            const Shape fresh{type, key, BeatRun(isControl(type) ? ControlNeeded : MessagesNeeded)};
            if (shapes.size() < MostShapes) {
                shape = &shapes.emplace_back(fresh);
            } else {
                shape = &*std::ranges::min_element(shapes, {}, [](const Shape& one) {
                    return std::pair(one.uses > 1, one.lastUse);
                });
                *shape = fresh;
            }
        }
        shape->lastUse = ++uses;
        ++shape->uses;
        return *shape;
    }
};

struct Connection
{
    std::array<Lane, 2> lanes;
    std::optional<BeatDialect> dialect; ///< set at the first message
};

/// The dialect according to the opening handshake.
BeatDialect dialectOf(const ConnectionInfo& info)
{
    const std::string_view url = info.url;
    const std::string_view path = url.substr(0, url.find('?'));
    if (url.find("EIO=") != std::string_view::npos) {
        return BeatDialect::EngineIo;
    }
    if (path.ends_with("/websocket")) {
        return BeatDialect::SockJs;
    }
    return info.handshake.subprotocol.starts_with("mqtt") ? BeatDialect::Mqtt : BeatDialect::None;
}

/// Whether an event violates a rule of severity warning or error: it must stay visible.
bool isSuspect(const Timeline& timeline, const Entry& entry)
{
    const Detail* detail = entry.has(Entry::HasViolation) ? timeline.detail(entry) : nullptr;
    return detail && std::ranges::any_of(detail->violations, [](const wire::Violation& violation) {
               return wire::info(violation.rule).severity != wire::Severity::Info;
           });
}

} // namespace

struct Heartbeats::State
{
    explicit State(const Timeline& of) : timeline(of), reader(of) {}

    Connection& connection(ConnectionId conn);
    Lane& laneOf(const Entry& entry)
    {
        return connection(entry.conn()).lanes[indexOf(entry.direction())];
    }
    void lookAt(EventId id, const Entry& entry);
    void lookAtPong(EventId id, const Entry& entry);
    void lookAtMessage(EventId id, const Entry& entry);
    void add(Shape& shape, EventId id, const Entry& entry);
    void keepFound(std::uint32_t kind);

    const Timeline& timeline;
    StreamReader reader;
    std::vector<std::unique_ptr<Connection>> connections; ///< by number; null until used
    std::vector<Beat> beats;                              ///< ascending
    std::vector<EventId> found;
    std::size_t kept = 0;    ///< number of `found` that are in `beats`
    std::uint32_t kinds = 0; ///< kinds numbered so far
    std::size_t seen = 0;
};

Connection& Heartbeats::State::connection(ConnectionId conn)
{
    if (conn.value >= connections.size()) {
        connections.resize(conn.value + std::size_t{1});
    }
    auto& known = connections[conn.value];
    if (!known) {
        known = std::make_unique<Connection>();
    }
    return *known;
}

void Heartbeats::State::lookAt(EventId id, const Entry& entry)
{
    if (!isLifeCycle(entry.type) && isSuspect(timeline, entry)) {
        return;
    }
    switch (entry.type) {
    case Type::Ping:
        add(laneOf(entry).at(entry.type, entry.length), id, entry);
        break;
    case Type::Pong:
        lookAtPong(id, entry);
        break;
    case Type::Text:
    case Type::Binary:
        lookAtMessage(id, entry);
        break;
    case Type::Closed:
        if (entry.conn().value < connections.size()) {
            connections[entry.conn().value].reset();
        }
        break;
    default:
        break;
    }
}

void Heartbeats::State::lookAtPong(EventId id, const Entry& entry)
{
    const Detail* detail = timeline.detail(entry);
    if (!detail || !detail->ping) {
        add(laneOf(entry).at(entry.type, entry.length), id, entry);
        return;
    }
    const Entry& ping = timeline.entry(*detail->ping);
    if (Shape* shape = laneOf(ping).find(Type::Ping, ping.length)) {
        shape->run.addAnswer(*detail->ping, id, found);
        keepFound(shape->kind);
    }
}

void Heartbeats::State::lookAtMessage(EventId id, const Entry& entry)
{
    constexpr std::uint32_t LongestHello = 4096; ///< bytes of the message that announces heartbeats
    if (!entry.has(Entry::InMessages) || entry.has(Entry::Incomplete)) {
        return;
    }
    Connection& conn = connection(entry.conn());
    Lane& lane = conn.lanes[indexOf(entry.direction())];
    const bool isFirst = std::exchange(lane.isFirst, false);
    if (isFirst && entry.direction() == Direction::In && entry.length <= LongestHello) {
        const auto hello = reader.view(id);
        if (hello && announcesDiscord(*hello)) {
            conn.dialect = BeatDialect::Discord;
        }
    }
    if (entry.length > BeatShape::LongestMessage) {
        return;
    }
    if (!lane.rush) {
        lane.rush = std::make_unique<Rush>();
    }
    if (lane.rush->isRush(entry.length, entry.time)) {
        return;
    }
    const auto payload = reader.view(id);
    if (!conn.dialect) {
        conn.dialect = dialectOf(*timeline.connection(entry.conn()));
    }
    auto shape = payload ? beatShape(*payload, *conn.dialect) : std::nullopt;
    if (!shape) {
        return;
    }
    Shape& alike = lane.at(entry.type, shape->hash);
    if (alike.numbers.follow(std::move(shape->numbers), entry.timestamp())) {
        add(alike, id, entry);
    }
}

void Heartbeats::State::add(Shape& shape, EventId id, const Entry& entry)
{
    if (shape.kind == 0) {
        shape.kind = ++kinds;
    }
    shape.run.add(id, entry.timestamp(), found);
    keepFound(shape.kind);
}

/// Stores the new beats; all beats found through one event have the same shape.
void Heartbeats::State::keepFound(std::uint32_t kind)
{
    for (; kept < found.size(); ++kept) {
        const Beat beat{found[kept], kind};
        if (beats.empty() || beats.back().id < beat.id) {
            beats.push_back(beat);
        } else {
            beats.insert(std::ranges::lower_bound(beats, beat.id, {}, &Beat::id), beat);
        }
    }
}

Heartbeats::Heartbeats(const Timeline& timeline) : state_(std::make_unique<State>(timeline)) {}

Heartbeats::~Heartbeats() = default;

void Heartbeats::update(std::size_t end)
{
    State& state = *state_;
    state.found.clear();
    state.kept = 0;
    for (; state.seen < end; ++state.seen) {
        const EventId id{static_cast<std::uint32_t>(state.seen)};
        state.lookAt(id, state.timeline.entry(id));
    }
}

std::size_t Heartbeats::seen() const
{
    return state_->seen;
}

std::optional<std::uint32_t> Heartbeats::kindOf(EventId id) const
{
    const auto beat = std::ranges::lower_bound(state_->beats, id, {}, &Beat::id);
    return beat != state_->beats.end() && beat->id == id ? std::optional(beat->kind) : std::nullopt;
}

bool Heartbeats::contains(EventId id) const
{
    return kindOf(id).has_value();
}

std::span<const EventId> Heartbeats::found() const
{
    return state_->found;
}

} // namespace framescope::timeline
