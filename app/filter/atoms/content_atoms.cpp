// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/conditions.h"
#include "filter/json/json_condition.h"
#include "filter/match/hex_pattern.h"

#include <algorithm>
#include <array>

namespace framescope::filter {

namespace {

using timeline::Entry;
using timeline::Type;

constexpr std::string_view ContentGroup = "Content";

/// A property that an event may have.
struct Property
{
    Choice choice;
    Cost cost;
    Condition::Test test;
    NoteKinds noteKinds = {};
    bool ofContract = false;
};

bool hasFlag(Candidate& event, Entry::Flag flag)
{
    return !event.isLifeCycle() && event.entry().has(flag);
}

bool isFragmented(Candidate& event)
{
    const Entry& entry = event.entry();
    return entry.has(Entry::Assembled) ||
           (event.isData() && (entry.type == Type::Continuation || !entry.has(Entry::Fin)));
}

bool isEmpty(Candidate& event)
{
    return !event.isLifeCycle() && event.timeline().length(event.entry()) == 0;
}

constexpr auto Properties = std::to_array<Property>({
    {{"control", "a ping, pong or close frame"},
     Cost::Entry,
     [](Candidate& event) { return timeline::isControl(event.entry().type); }},
    {{"data", "text, binary, or a continuation"},
     Cost::Entry,
     [](Candidate& event) { return event.isData(); }},
    {{"text", "a text frame or message"},
     Cost::Entry,
     [](Candidate& event) { return event.entry().type == Type::Text; }},
    {{"binary", "a binary frame or message"},
     Cost::Entry,
     [](Candidate& event) { return event.entry().type == Type::Binary; }},
    {{"json", "the payload is JSON"}, Cost::Json, isJson},
    {{"fragmented", "a message of several frames, or one of these frames"},
     Cost::Entry,
     isFragmented},
    {{"compressed", "compressed with permessage-deflate"},
     Cost::Entry,
     [](Candidate& event) { return hasFlag(event, Entry::Compressed); }},
    {{"masked", "with a masking key"},
     Cost::Entry,
     [](Candidate& event) { return hasFlag(event, Entry::Masked); }},
    {{"empty", "without a payload"}, Cost::Entry, isEmpty},
    {{"incomplete", "cut off, or lacking bytes"},
     Cost::Entry,
     [](Candidate& event) { return event.entry().has(Entry::Incomplete); }},
    {{"heartbeat", "a regular ping or pong, or a message that calls itself a heartbeat"},
     Cost::Payload,
     [](Candidate& event) { return event.isHeartbeat(); }},
    {{"violation", "a check failed"},
     Cost::Entry,
     [](Candidate& event) { return event.entry().has(Entry::HasViolation); }},
    {{"contract", "a message that the open contract does not have, or that breaks it"},
     Cost::Json,
     [](Candidate& event) {
         const contract::Verdict* verdict = event.verdict();
         return verdict && !verdict->fits();
     },
     {},
     true},
    {{"event", "a life-cycle event of the connection"},
     Cost::Entry,
     [](Candidate& event) { return event.isLifeCycle(); }},
    {{"note", "a note"},
     Cost::Entry,
     [](Candidate& event) { return event.entry().type == Type::Note; }},
    {{"noted", "a note is on the row"},
     Cost::Detail,
     [](Candidate& event) { return event.notes().isNoted(event.id()); },
     {.notes = true, .changes = true}},
    {{"marked", "the row is marked"},
     Cost::Detail,
     [](Candidate& event) { return event.notes().isMarked(event.id()); },
     {.marks = true}},
    {{"clean", "a connection that both sides closed"},
     Cost::Detail,
     [](Candidate& event) {
         const timeline::Detail* detail = event.detail();
         return event.entry().type == Type::Closed && detail && detail->clean;
     }},
});

std::span<const Choice> properties()
{
    static const auto Choices = [] {
        std::array<Choice, Properties.size()> choices;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            choices[i] = Properties[i].choice;
            choices[i].bits = std::uint64_t{1} << i;
        }
        return choices;
    }();
    return Choices;
}

Made makeProperty(const ValueList& values, Slots& slots)
{
    return listCondition(values, [&](const FieldValue& value) {
        return namedBits(values, value, properties()).and_then([&](std::uint64_t named) -> Made {
            std::vector<ExpressionPtr> any;
            for (std::size_t i = 0; i < Properties.size(); ++i) {
                if ((named >> i & 1) != 0) {
                    const Property& property = Properties[i];
                    if (property.ofContract && !slots.contract()) {
                        return noContract(value);
                    }
                    any.push_back(std::make_unique<const Condition>(property.cost, property.test,
                                                                    property.noteKinds));
                }
            }
            return value.isNegated() ? noneOf(anyOf(std::move(any))) : anyOf(std::move(any));
        });
    });
}

class BytesCondition : public Expression
{
public:
    BytesCondition(HexPattern pattern, std::size_t slot)
        : Expression(Cost::Payload), pattern_(std::move(pattern)), slot_(slot)
    {
    }

    bool matches(Candidate& event) const override
    {
        const ByteSearch* literal = pattern_.literal();
        if (event.isLifeCycle() ||
            (literal && event.scan(slot_, *literal) == PayloadScan::Found::No)) {
            return false;
        }
        if (event.isLong()) {
            return event
                .findInParts(pattern_.size(),
                             [this](const PayloadPart& part) { return pattern_.isIn(part.bytes); })
                .value_or(false);
        }
        const auto payload = event.payload();
        return payload && pattern_.isIn(*payload);
    }

private:
    HexPattern pattern_;
    std::size_t slot_;
};

Made makeHex(const ValueList& values, Slots& slots)
{
    return listCondition(values, [&](const FieldValue& value) -> Made {
        auto pattern = HexPattern::parse(value.text);
        if (!pattern) {
            return mistakeIn(value, '"' + value.text + "\" is not a list of bytes",
                             "pairs of hex digits, ?? for any byte: hex:\"ca fe ?? 01\"");
        }
        if (value.comparison > Comparison::NotEqual && value.comparison != Comparison::Contains) {
            return mistakeIn(value, "bytes can't be compared by size", "hex:\"ca fe\"");
        }
        ExpressionPtr part =
            std::make_unique<const BytesCondition>(*std::move(pattern), slots.take());
        return value.isNegated() ? noneOf(std::move(part)) : std::move(part);
    });
}

std::optional<std::uint64_t> lengthOf(Candidate& event)
{
    return event.isLifeCycle() ? std::nullopt
                               : std::optional(event.timeline().length(event.entry()));
}

std::optional<std::uint64_t> framesOf(Candidate& event)
{
    if (timeline::kindIn(event.entry(), event.view()) != timeline::Kind::Message) {
        return std::nullopt;
    }
    const timeline::Detail* detail = event.detail();
    return detail ? detail->frames : 1;
}

constexpr auto ContentTable = std::to_array<Atom>({
    {.field = {"payload", ContentGroup, "word, \"two words\", /re+gex/",
               "Text in the payload only; = compares the whole payload.", "payload:\"John\""},
     .kind = PayloadField{Case::Ignored}},
    {.field = {"text", ContentGroup, "word, \"two words\", /re+gex/",
               "The same, for text frames and text messages only.", "text:/tick [0-9]+/"},
     .kind = PayloadField{Case::Ignored,
                          [](Candidate& event) { return event.entry().type == Type::Text; }}},
    {.field =
         {"json", ContentGroup, "path, path=value, path>100, path~part",
          "A value in a payload that is JSON, MessagePack, CBOR or BSON, or has one of them in "
          "base64, gzip or zlib: it exists, compares (= != < > <= >=), or contains a text or "
          "/regex/ (~). Keys are case-sensitive. Numbers are compared by value, in strings too; a "
          "value in quotes means a string. Bytes are compared as base64. Of nested objects and "
          "arrays, the outermost is searched.",
          "json:$.type=tick"},
     .kind = JsonField{},
     .seen = Atom::Seen::JsonPaths},
    {.field = {"hex", ContentGroup, "\"ca fe ?? 01\"", "Bytes in the payload; ?? is any byte.",
               "hex:\"ca fe ?? 01\""},
     .kind = OtherField{makeHex}},
    {.field = {"size", ContentGroup, ">1k, 10..200, 0",
               "Length of the payload after inflating, in bytes; k, M, G are powers of 1000, Ki, "
               "Mi, Gi powers of 1024.",
               "size:>1k"},
     .kind = NumberField{Quantity::Bytes, Cost::Entry, lengthOf}},
    {.field = {"wire", ContentGroup, ">1k, 10..200",
               "Length of the payload on the wire, before inflating.", "wire:10..200"},
     .kind = NumberField{Quantity::Bytes, Cost::Entry, wireLengthOf}},
    {.field = {"frames", ContentGroup, ">1, 2..10", "Number of frames that make up a message.",
               "frames:>1"},
     .kind = NumberField{Quantity::Plain, Cost::Detail, framesOf}},
    {.field = {"opcode", ContentGroup, "0x9, 9, 3..7",
               "Opcode of a frame, or of a message's first frame.", "opcode:0x9"},
     .kind = NumberField{Quantity::Plain, Cost::Header, opcodeOf}},
    {.field = {"is", ContentGroup, "control, data, json, heartbeat, \xE2\x80\xA6",
               "Property of an event: control, data, text, binary, json, fragmented, compressed, "
               "masked, empty, "
               "incomplete, heartbeat, violation, contract, event, note, noted, marked or clean.",
               "is:control"},
     .kind = OtherField{makeProperty, properties}},
});

} // namespace

std::optional<std::uint64_t> opcodeOf(Candidate& event)
{
    switch (event.entry().type) {
    case Type::Continuation:
        return 0;
    case Type::Text:
        return 1;
    case Type::Binary:
        return 2;
    case Type::Close:
        return 8;
    case Type::Ping:
        return 9;
    case Type::Pong:
        return 10;
    case Type::Reserved:
        break;
    default:
        return std::nullopt;
    }
    const wire::FrameHeader* header = event.header();
    return header ? std::optional<std::uint64_t>(static_cast<unsigned>(header->opcode))
                  : std::nullopt;
}

std::optional<std::uint64_t> wireLengthOf(Candidate& event)
{
    return event.isLifeCycle() ? std::nullopt
                               : std::optional(event.timeline().wireLength(event.entry()));
}

std::span<const Atom> contentAtoms()
{
    return ContentTable;
}

} // namespace framescope::filter
