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

std::span<const Choice> sides()
{
    return Sides;
}

bool tellsOfClosing(Candidate& event)
{
    return event.entry().type == Type::Close || event.entry().type == Type::Closed;
}

std::vector<std::string_view> views(const std::vector<std::string>& lines)
{
    return {lines.begin(), lines.end()};
}

Made makeCode(const ValueList& values, Slots& /*slots*/)
{
    return numberCondition(values, Quantity::Plain, Cost::Detail, closeCodeOf);
}

Made makeReason(const ValueList& values, Slots& /*slots*/)
{
    return textCondition(values, Case::Ignored, Cost::Detail, closeReasonOf);
}

Made makeSide(const ValueList& values, Slots& /*slots*/)
{
    return choiceCondition(values, Sides, Cost::Detail, [](Candidate& event) -> std::uint64_t {
        const timeline::Detail* detail =
            event.entry().type == Type::Closed ? event.detail() : nullptr;
        if (!detail || !detail->closedBy) {
            return 0;
        }
        return *detail->closedBy == Direction::Out ? 1 : 2;
    });
}

Made makeRoundTrip(const ValueList& values, Slots& /*slots*/)
{
    return numberCondition(values, Quantity::Milliseconds, Cost::Detail,
                           [](Candidate& event) -> std::optional<std::uint64_t> {
                               const timeline::Detail* detail =
                                   event.entry().type == Type::Pong ? event.detail() : nullptr;
                               if (!detail || !detail->roundTrip ||
                                   detail->roundTrip->count() < 0) {
                                   return std::nullopt;
                               }
                               return static_cast<std::uint64_t>(detail->roundTrip->count());
                           });
}

Made makeHeader(const ValueList& values, Slots& /*slots*/)
{
    return textCondition(values, Case::Ignored, Cost::Detail,
                         [](Candidate& event) { return views(event.headerLines()); });
}

Made makeStatus(const ValueList& values, Slots& /*slots*/)
{
    return numberCondition(values, Quantity::Plain, Cost::Detail,
                           [](Candidate& event) { return event.status(); });
}

Made makeDetail(const ValueList& values, Slots& /*slots*/)
{
    return textCondition(values, Case::Ignored, Cost::Detail,
                         [](Candidate& event) { return views(event.detailLines()); },
                         {.changes = true});
}

Made makeNote(const ValueList& values, Slots& /*slots*/)
{
    return textCondition(values, Case::Ignored, Cost::Detail,
                         [](Candidate& event) -> std::vector<std::string_view> {
                             if (event.entry().type == Type::Note) {
                                 return views(event.detailLines());
                             }
                             const auto* note = event.notes().on(event.id());
                             return note ? std::vector<std::string_view>{note->text}
                                         : std::vector<std::string_view>();
                         },
                         {.notes = true, .changes = true});
}

constexpr auto ConnectionTable = std::to_array<Atom>({
    {.field = {"code", ConnectionGroup, "1006, 4000..4999, >=3000",
               "Close code of a Close frame or of the closed event (1005: no code was sent, 1006: "
               "no Close frame was sent).",
               "code:4000..4999"},
     .make = makeCode,
     .seen = Atom::Seen::Codes},
    {.field = {"reason", ConnectionGroup, "word, \"two words\", /re+gex/",
               "Text in the reason of a Close frame or of the closed event.", "reason:\"bye\""},
     .make = makeReason,
     .isText = true},
    {.field = {"by", ConnectionGroup, "client, server",
               "Side that sent the first Close frame, as the closed event has it.", "by:server"},
     .make = makeSide,
     .choices = sides},
    {.field = {"rtt", ConnectionGroup, ">100ms, 1ms..2s",
               "Round trip of a ping from the client, given with its pong, in ns, us, ms (the "
               "default) or s.",
               "rtt:>100ms"},
     .make = makeRoundTrip},
    {.field = {"status", ConnectionGroup, "101, 400..599",
               "HTTP status of a response, also of a refusal.", "status:400..599"},
     .make = makeStatus},
    {.field = {"header", ConnectionGroup, "word, \"Name: value\", /re+gex/",
               "Text in a line of the HTTP request or response.", "header:\"Origin: https\""},
     .make = makeHeader,
     .isText = true},
    {.field = {"detail", ConnectionGroup, "word, \"two words\", /re+gex/",
               "Text in the details of a life-cycle event: addresses, TLS, headers, errors.",
               "detail:TLSv1.3"},
     .make = makeDetail,
     .isText = true},
    {.field = {"note", ConnectionGroup, "word, \"two words\", /re+gex/",
               "Text of a note; matches the note and the event that it is about.",
               "note:\"look here\""},
     .make = makeNote,
     .isText = true},
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
