// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/conditions.h"

#include <array>

// Wireshark's display filters. As in Wireshark, comparing text is case-sensitive, but `matches` is
// not.
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

std::optional<std::uint64_t> payloadLengthOf(Candidate& event)
{
    if (event.isLifeCycle()) {
        return std::nullopt;
    }
    return event.timeline().wireLength(event.entry());
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

template <Quantity quantity, Cost cost, NumberOf number>
Made makeNumber(const ValueList& values, Slots& /*slots*/)
{
    return numberCondition(values, quantity, cost, number);
}

template <Condition::Test test, Cost cost = Cost::Detail>
ExpressionPtr makeExists()
{
    return std::make_unique<const Condition>(cost, test);
}

Made makeExactText(const ValueList& values, Slots& slots)
{
    return payloadCondition(values, Case::Exact, hasText, slots);
}

Made makeFrameReason(const ValueList& values, Slots& /*slots*/)
{
    return textCondition(values, Case::Exact, Cost::Detail, frameReasonOf);
}

constexpr auto WiresharkTable = std::to_array<Atom>({
    {.field = {"websocket.fin", WiresharkGroup, "== 1, == 0", "The frame ends its message.",
               "websocket.fin == 0"},
     .make = makeNumber<Quantity::Truth, Cost::Entry,
                        [](Candidate& event) { return flagOf(event, Entry::Fin); }>,
     .exists = makeExists<isFrame, Cost::Entry>},
    {.field = {"websocket.rsv", WiresharkGroup, "== 4, != 0", "The reserved bits; RSV1 is 4.",
               "websocket.rsv != 0"},
     .make = makeNumber<Quantity::Plain, Cost::Header, reservedBitsOf>,
     .exists = makeExists<isFrame, Cost::Entry>},
    {.field = {"websocket.opcode", WiresharkGroup, "== 9, > 7, in {1 2}",
               "The opcode. As in Wireshark, these fields accept the operators eq, ne, gt, lt, ge "
               "and le, and ~ means matches.",
               "websocket.opcode == 9"},
     .make = makeNumber<Quantity::Plain, Cost::Header, opcodeOf>,
     .exists = makeExists<isFrame, Cost::Entry>},
    {.field = {"websocket.mask", WiresharkGroup, "== 1, == 0", "The frame is masked.",
               "websocket.mask == 1"},
     .make = makeNumber<Quantity::Truth, Cost::Entry,
                        [](Candidate& event) { return flagOf(event, Entry::Masked); }>,
     .exists = makeExists<isFrame, Cost::Entry>},
    {.field = {"websocket.payload_length", WiresharkGroup, "> 125, == 0",
               "Length of the payload on the wire, in whichever length field it is written.",
               "websocket.payload_length > 125"},
     .make = makeNumber<Quantity::Bytes, Cost::Entry, payloadLengthOf>,
     .exists = makeExists<isFrame, Cost::Entry>},
    {.field = {"websocket.payload.text", WiresharkGroup, "contains \"x\", matches \"re\", == \"x\"",
               "Payload of a text frame. Case matters, except to matches.",
               "websocket.payload.text contains \"John\""},
     .make = makeExactText,
     .exists = makeExists<hasText, Cost::Entry>,
     .isText = true},
    {.field = {"websocket.payload.close.status_code", WiresharkGroup, "== 1000, >= 4000",
               "Close code of a Close frame.", "websocket.payload.close.status_code == 1000"},
     .make = makeNumber<Quantity::Plain, Cost::Detail, frameCodeOf>,
     .exists =
         makeExists<[](Candidate& event) { return frameCodeOf(event).has_value(); }, Cost::Detail>,
     .seen = Atom::Seen::Codes},
    {.field = {"websocket.payload.close.reason", WiresharkGroup, "contains \"bye\", matches \"re\"",
               "Reason of a Close frame. Case matters, except to matches.",
               "websocket.payload.close.reason contains \"bye\""},
     .make = makeFrameReason,
     .exists =
         makeExists<[](Candidate& event) { return !frameReasonOf(event).empty(); }, Cost::Detail>,
     .isText = true},
});

} // namespace

std::span<const Atom> wiresharkAtoms()
{
    return WiresharkTable;
}

} // namespace framescope::filter
