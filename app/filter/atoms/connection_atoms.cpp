// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/conditions.h"

#include <array>

namespace framescope::filter {

namespace {

using timeline::Type;

constexpr std::string_view ConnectionGroup = "Connection";

constexpr auto Sides = std::to_array<Choice>({
    {"client", "sent the first Close", 1},
    {"server", "sent the first Close", 2},
});

bool tellsOfClosing(Candidate& event)
{
    return event.entry().type == Type::Close || event.entry().type == Type::Closed;
}

std::vector<std::string_view> views(const std::vector<std::string>& lines)
{
    return {lines.begin(), lines.end()};
}

std::uint64_t closingSide(Candidate& event)
{
    const timeline::Detail* detail = event.entry().type == Type::Closed ? event.detail() : nullptr;
    if (!detail || !detail->closedBy) {
        return 0;
    }
    return *detail->closedBy == Direction::Out ? 1 : 2;
}

std::optional<std::uint64_t> roundTripOf(Candidate& event)
{
    const timeline::Detail* detail = event.entry().type == Type::Pong ? event.detail() : nullptr;
    if (!detail || !detail->roundTrip || detail->roundTrip->count() < 0) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(detail->roundTrip->count());
}

std::vector<std::string_view> linesOf(Candidate& event)
{
    return views(event.detailText().lines);
}

std::vector<std::string_view> noteOf(Candidate& event)
{
    if (event.entry().type == Type::Note) {
        return linesOf(event);
    }
    const auto* note = event.notes().on(event.id());
    return note ? std::vector<std::string_view>{note->text} : std::vector<std::string_view>();
}

constexpr auto ConnectionTable = std::to_array<Atom>({
    {.field = {"code", ConnectionGroup, "1006, 4000..4999, >=3000",
               "Close code of a Close frame or of the closed event (1005: no code was sent, 1006: "
               "no Close frame was sent).",
               "code:4000..4999"},
     .kind = NumberField{Quantity::Plain, Cost::Detail, closeCodeOf},
     .seen = Atom::Seen::Codes},
    {.field = {"reason", ConnectionGroup, "word, \"two words\", /re+gex/",
               "Text in the reason of a Close frame or of the closed event.", "reason:\"bye\""},
     .kind = TextField{Case::Ignored, closeReasonOf}},
    {.field = {"by", ConnectionGroup, "client, server",
               "Side that sent the first Close frame, as the closed event has it.", "by:server"},
     .kind = ChoiceField{choicesOf<Sides>, Cost::Detail, closingSide}},
    {.field = {"rtt", ConnectionGroup, ">100ms, 1ms..2s",
               "Round trip of a ping from the client, given with its pong, in ns, us, ms (the "
               "default) or s.",
               "rtt:>100ms"},
     .kind = NumberField{Quantity::Milliseconds, Cost::Detail, roundTripOf}},
    {.field = {"status", ConnectionGroup, "101, 400..599",
               "HTTP status of a response, also of a refusal.", "status:400..599"},
     .kind = NumberField{Quantity::Plain, Cost::Detail,
                         [](Candidate& event) { return event.detailText().status; }}},
    {.field = {"header", ConnectionGroup, "word, \"Name: value\", /re+gex/",
               "Text in a line of the HTTP request or response.", "header:\"Origin: https\""},
     .kind = TextField{Case::Ignored,
                       [](Candidate& event) { return views(event.detailText().headers); }}},
    {.field = {"detail", ConnectionGroup, "word, \"two words\", /re+gex/",
               "Text in the details of a life-cycle event: addresses, TLS, headers, errors.",
               "detail:TLSv1.3"},
     .kind = TextField{Case::Ignored, linesOf, {.changes = true}}},
    {.field = {"note", ConnectionGroup, "word, \"two words\", /re+gex/",
               "Text of a note; matches the note and the event that it is about.",
               "note:\"look here\""},
     .kind = TextField{Case::Ignored, noteOf, {.notes = true, .changes = true}}},
});

} // namespace

std::optional<std::uint64_t> closeCodeOf(Candidate& event)
{
    const timeline::Detail* detail = tellsOfClosing(event) ? event.detail() : nullptr;
    return detail && detail->code ? std::optional<std::uint64_t>(*detail->code) : std::nullopt;
}

std::vector<std::string_view> closeReasonOf(Candidate& event)
{
    const timeline::Detail* detail = tellsOfClosing(event) ? event.detail() : nullptr;
    return detail && !detail->reason.empty() ? std::vector<std::string_view>{detail->reason}
                                             : std::vector<std::string_view>();
}

std::span<const Atom> connectionAtoms()
{
    return ConnectionTable;
}

} // namespace framescope::filter
