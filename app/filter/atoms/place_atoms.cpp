// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/conditions.h"

#include <algorithm>
#include <array>

namespace framescope::filter {

namespace {

using timeline::Type;

constexpr std::string_view PlaceGroup = "Event and time";

constexpr auto Directions = std::to_array<Choice>({
    {"in", "from the server", 1},
    {"out", "to the server", 2},
});

constexpr auto Kinds = std::to_array<Choice>({
    {"event", "a life-cycle event: open, error, closed, \xE2\x80\xA6", 1},
    {"frame", "a frame on the wire", 2},
    {"message", "assembled from its frames", 4},
});

constexpr auto TypeMeanings = std::to_array<std::string_view>(
    {"the connection is being made", "the host name is resolved", "TCP is connected",
     "TLS is established", "the HTTP request", "the HTTP response", "the WebSocket is open",
     "something failed", "the connection has ended", "a note", "a deliberate action of Framescope",
     "a later frame of a message", "text frame or message", "binary frame or message", "ping frame",
     "pong frame", "close frame", "frame with a reserved opcode"});

std::span<const Choice> types()
{
    static const auto Choices = [] {
        std::array<Choice, TypeMeanings.size()> choices;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            choices[i] = {timeline::typeName(static_cast<Type>(i)), TypeMeanings[i],
                          std::uint64_t{1} << i};
        }
        // The types that are searched for most come first.
        std::rotate(choices.begin(), choices.begin() + static_cast<int>(Type::Text), choices.end());
        return choices;
    }();
    return Choices;
}

std::uint64_t directionBits(Candidate& event)
{
    const auto& entry = event.entry();
    if (!entry.hasDirection()) {
        return 0;
    }
    return entry.direction() == Direction::In ? 1 : 2;
}

std::optional<std::uint64_t> sinceStart(Candidate& event)
{
    const auto time = event.entry().timestamp() - event.timeline().start();
    return static_cast<std::uint64_t>(std::max<Duration::rep>(time.count(), 0));
}

template <class Enum>
std::uint64_t bitOf(Enum value)
{
    return std::uint64_t{1} << static_cast<unsigned>(value);
}

constexpr auto PlaceTable = std::to_array<Atom>({
    {.field = {"dir", PlaceGroup, "in, out",
               "Direction: from the server (in) or to the server (out).", "dir:in"},
     .kind = ChoiceField{choicesOf<Directions>, Cost::Entry, directionBits}},
    {.field = {"type", PlaceGroup, "text, binary, ping, pong, close, open, closed, \xE2\x80\xA6",
               "Type of a life-cycle event (connecting, resolved, connected, secured, request, "
               "response, open, error, closed, note, behaviour), or of a frame or message "
               "(continuation, text, binary, ping, pong, close, reserved).",
               "type:text,ping"},
     .kind = ChoiceField{types, Cost::Entry,
                         [](Candidate& event) { return bitOf(event.entry().type); }}},
    {.field = {"kind", PlaceGroup, "event, frame, message",
               "Life-cycle event (event), frame or message; it depends on the view.", "kind:frame"},
     .kind = ChoiceField{choicesOf<Kinds>, Cost::Entry,
                         [](Candidate& event) {
                             return bitOf(timeline::kindIn(event.entry(), event.view()));
                         }}},
    {.field = {"conn", PlaceGroup, "2, 1..3, >1", "Number of the connection, from 1.", "conn:2"},
     .kind = NumberField{Quantity::Plain, Cost::Entry,
                         [](Candidate& event) -> std::optional<std::uint64_t> {
                             return event.entry().connection;
                         }},
     .seen = Atom::Seen::Connections},
    {.field = {"n", PlaceGroup, "100, 10..20, >500",
               "Number of the event in the recording, from 1.", "n:100..200"},
     .kind = NumberField{Quantity::Plain, Cost::Entry,
                         [](Candidate& event) -> std::optional<std::uint64_t> {
                             return std::uint64_t{event.id().value} + 1;
                         }}},
    {.field = {"time", PlaceGroup, ">12.5s, 1s..2s, 100ms, 2m",
               "Time since the first event, in ns, us, ms, s (the default), m or h. A single time "
               "includes its last digit's range: 12.5s matches up to 12.6s.",
               "time:1s..2s"},
     .kind = NumberField{Quantity::Seconds, Cost::Entry, sinceStart}},
});

} // namespace

std::span<const Atom> placeAtoms()
{
    return PlaceTable;
}

} // namespace framescope::filter
