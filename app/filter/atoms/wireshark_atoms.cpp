// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/conditions.h"

#include <array>

// The field names of Wireshark's display filters. As in Wireshark, text comparisons are
// case-sensitive, except `matches`.
namespace framescope::filter {

namespace {

using timeline::Entry;
using timeline::Type;

constexpr std::string_view WiresharkGroup = "Wireshark's names";

std::optional<std::uint64_t> flagOf(Candidate& event, Entry::Flag flag)
{
    if (event.isLifeCycle()) {
        return std::nullopt;
    }
    return event.entry().has(flag) ? 1 : 0;
}

std::optional<std::uint64_t> reservedBitsOf(Candidate& event)
{
    const wire::FrameHeader* header = event.header();
    return header ? std::optional<std::uint64_t>(header->rsv) : std::nullopt;
}

std::optional<std::uint64_t> frameCodeOf(Candidate& event)
{
    return event.entry().type == Type::Close ? closeCodeOf(event) : std::nullopt;
}

std::vector<std::string_view> frameReasonOf(Candidate& event)
{
    return event.entry().type == Type::Close ? closeReasonOf(event)
                                             : std::vector<std::string_view>();
}

bool hasText(Candidate& event)
{
    return event.entry().type == Type::Text && event.timeline().length(event.entry()) > 0;
}

bool isFrame(Candidate& event)
{
    return !event.isLifeCycle();
}

constexpr auto WiresharkTable = std::to_array<Atom>({
    {.field = {"websocket.fin", WiresharkGroup, "== 1, == 0", "The frame ends its message.",
               "websocket.fin == 0"},
     .kind = NumberField{Quantity::Truth, Cost::Entry,
                         [](Candidate& event) { return flagOf(event, Entry::Fin); }},
     .exists = isFrame},
    {.field = {"websocket.rsv", WiresharkGroup, "== 4, != 0", "The reserved bits; RSV1 is 4.",
               "websocket.rsv != 0"},
     .kind = NumberField{Quantity::Plain, Cost::Header, reservedBitsOf},
     .exists = isFrame},
    {.field = {"websocket.opcode", WiresharkGroup, "== 9, > 7, in {1 2}",
               "The opcode. As in Wireshark, these fields accept the operators eq, ne, gt, lt, ge "
               "and le, and ~ means matches.",
               "websocket.opcode == 9"},
     .kind = NumberField{Quantity::Plain, Cost::Header, opcodeOf},
     .exists = isFrame},
    {.field = {"websocket.mask", WiresharkGroup, "== 1, == 0", "The frame is masked.",
               "websocket.mask == 1"},
     .kind = NumberField{Quantity::Truth, Cost::Entry,
                         [](Candidate& event) { return flagOf(event, Entry::Masked); }},
     .exists = isFrame},
    {.field = {"websocket.payload_length", WiresharkGroup, "> 125, == 0",
               "Length of the payload on the wire, in whichever length field it is written.",
               "websocket.payload_length > 125"},
     .kind = NumberField{Quantity::Bytes, Cost::Entry, wireLengthOf},
     .exists = isFrame},
    {.field = {"websocket.payload.text", WiresharkGroup, "contains \"x\", matches \"re\", == \"x\"",
               "Payload of a text frame. Case matters, except to matches.",
               "websocket.payload.text contains \"John\""},
     .kind = PayloadField{Case::Exact, hasText},
     .exists = hasText},
    {.field = {"websocket.payload.close.status_code", WiresharkGroup, "== 1000, >= 4000",
               "Close code of a Close frame.", "websocket.payload.close.status_code == 1000"},
     .kind = NumberField{Quantity::Plain, Cost::Detail, frameCodeOf},
     .seen = Atom::Seen::Codes,
     .exists = [](Candidate& event) { return frameCodeOf(event).has_value(); }},
    {.field = {"websocket.payload.close.reason", WiresharkGroup, "contains \"bye\", matches \"re\"",
               "Reason of a Close frame. Case matters, except to matches.",
               "websocket.payload.close.reason contains \"bye\""},
     .kind = TextField{Case::Exact, frameReasonOf},
     .exists = [](Candidate& event) { return !frameReasonOf(event).empty(); }},
});

} // namespace

std::span<const Atom> wiresharkAtoms()
{
    return WiresharkTable;
}

} // namespace framescope::filter
