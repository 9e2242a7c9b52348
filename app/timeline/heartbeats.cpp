// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats.h"

#include "timeline/beat_run.h"
#include "timeline/payload_shape.h"
#include "timeline/stream_reader.h"

#include <algorithm>
#include <array>
#include <vector>

namespace framescope::timeline {

namespace {

constexpr std::uint32_t LongestMessage = 1024;
constexpr std::size_t MostShapes = 32; ///< that are remembered of one direction
constexpr std::size_t ControlNeeded = 3;
constexpr std::size_t MessagesNeeded = 4;

/// Finds lengths that come in quick succession, at the cost of a look into a small table.
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

/// What was alike.
struct Shape
{
    Type type;
    std::uint64_t key; ///< of pings and pongs the length, else PayloadShape's hash
    BeatRun run;
    std::string numbers = {}; ///< of the newest
    bool isData = false;      ///< its numbers are no counters
    std::size_t lastUse = 0;
    std::size_t uses = 0;
};

/// One direction of a connection.
struct Lane
{
    std::vector<Shape> shapes;
    std::unique_ptr<Rush> rush; ///< of messages
    std::size_t uses = 0;

    Shape* find(Type type, std::uint64_t key)
    {
        const auto found = std::ranges::find_if(
            shapes, [&](const Shape& shape) { return shape.type == type && shape.key == key; });
        return found == shapes.end() ? nullptr : &*found;
    }

    /// A new one takes the place of what came only once, else of what did not come for longest.
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

} // namespace

struct Heartbeats::State
{
    explicit State(const Timeline& of) : timeline(of), reader(of) {}

    Lane& lane(ConnectionId conn, Direction direction);
    void forget(ConnectionId conn);
    void lookAt(EventId id, const Entry& entry);
    void lookAtPong(EventId id, const Entry& entry);
    void lookAtMessage(EventId id, const Entry& entry);
    bool contains(EventId id) const { return std::ranges::binary_search(ids, id); }
    void keepFound();

    const Timeline& timeline;
    StreamReader reader;
    std::vector<std::unique_ptr<Lane>> lanes; ///< by connection and direction; null until used
    std::vector<EventId> ids;                 ///< ascending
    std::vector<EventId> found;
    std::size_t kept = 0; ///< of `found`, how many are in `ids`
    std::size_t seen = 0;
};

Lane& Heartbeats::State::lane(ConnectionId conn, Direction direction)
{
    const std::size_t at = std::size_t{conn.value} * 2 + indexOf(direction);
    if (at >= lanes.size()) {
        lanes.resize(at + 1);
    }
    if (!lanes[at]) {
        lanes[at] = std::make_unique<Lane>();
    }
    return *lanes[at];
}

/// A connection that has ended needs no memory.
void Heartbeats::State::forget(ConnectionId conn)
{
    for (std::size_t at = std::size_t{conn.value} * 2, i = 0; i < 2 && at + i < lanes.size(); ++i) {
        lanes[at + i].reset();
    }
}

void Heartbeats::State::lookAt(EventId id, const Entry& entry)
{
    switch (entry.type) {
    case Type::Ping:
        lane(entry.conn(), entry.direction())
            .at(entry.type, entry.length)
            .run.add(id, entry.timestamp(), found);
        break;
    case Type::Pong:
        lookAtPong(id, entry);
        break;
    case Type::Text:
    case Type::Binary:
        lookAtMessage(id, entry);
        break;
    case Type::Closed:
        forget(entry.conn());
        break;
    default:
        break;
    }
}

void Heartbeats::State::lookAtPong(EventId id, const Entry& entry)
{
    const Detail* detail = timeline.detail(entry);
    if (!detail || !detail->ping) {
        lane(entry.conn(), entry.direction())
            .at(entry.type, entry.length)
            .run.add(id, entry.timestamp(), found);
        return;
    }
    const Entry& ping = timeline.entry(*detail->ping);
    if (Shape* shape = lane(ping.conn(), ping.direction()).find(Type::Ping, ping.length)) {
        shape->run.addAnswer(*detail->ping, id, found);
    }
}

void Heartbeats::State::lookAtMessage(EventId id, const Entry& entry)
{
    if (entry.length > LongestMessage || !entry.has(Entry::InMessages) ||
        entry.has(Entry::Incomplete)) {
        return;
    }
    Lane& lane = this->lane(entry.conn(), entry.direction());
    if (!lane.rush) {
        lane.rush = std::make_unique<Rush>();
    }
    if (lane.rush->isRush(entry.length, entry.time)) {
        return;
    }
    const auto payload = reader.view(id);
    auto shape = payload ? payloadShape(*payload) : std::nullopt;
    if (!shape) {
        return;
    }
    Shape& alike = lane.at(entry.type, shape->hash);
    alike.isData = alike.isData || !advances(alike.numbers, shape->numbers);
    alike.numbers = std::move(shape->numbers);
    if (!alike.isData) {
        alike.run.add(id, entry.timestamp(), found);
    }
}

void Heartbeats::State::keepFound()
{
    for (; kept < found.size(); ++kept) {
        if (ids.empty() || ids.back() < found[kept]) {
            ids.push_back(found[kept]);
        } else {
            ids.insert(std::ranges::lower_bound(ids, found[kept]), found[kept]);
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
        state.keepFound();
    }
}

std::size_t Heartbeats::seen() const
{
    return state_->seen;
}

bool Heartbeats::contains(EventId id) const
{
    return state_->contains(id);
}

std::span<const EventId> Heartbeats::found() const
{
    return state_->found;
}

} // namespace framescope::timeline
