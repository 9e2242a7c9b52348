// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/expectation_fields.h"

#include "scenario/format/matcher_fields.h"
#include "scenario/format/step_fields.h"
#include "scenario/model/value_texts.h"
#include "wire/frames/close_codes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

namespace framescope::scenario {

namespace {

using collection::YamlEntry;
using collection::YamlValue;
using Kind = Expectation::Kind;
using ExpectationField = Field<Expectation>;

template <std::optional<Matcher> Expectation::*Member>
constexpr ExpectationField matcherRow(const char* key)
{
    return {key,
            [](const YamlValue& value, Expectation& into, Reading& reading) {
                into.*Member = readMatcher(value, reading);
            },
            [](const Expectation& from) {
                return from.*Member ? writeMatcher(*(from.*Member)) : YamlValue();
            }};
}

constexpr ExpectationField HeadersField{
    "headers",
    [](const YamlValue& value, Expectation& into, Reading& reading) {
        into.headers = readHeaderMatchers(value, reading);
    },
    [](const Expectation& from) { return writeHeaderMatchers(from.headers); }};

/// A set of numbers, one of which can come.
Result<void> checkCodes(const std::string& text)
{
    constexpr std::uint64_t Least = 0;
    constexpr std::uint64_t Most = std::numeric_limits<std::uint16_t>::max();
    constexpr std::uint64_t Unseen = wire::CloseTlsFailure; // such an end has the code 1006
    const auto codes = codesFrom(text);
    if (!codes) {
        return tl::unexpected(codes.error());
    }
    const bool canCome = codes->none || codes->numbers->hasOneOf(Least, Unseen - 1) ||
                         codes->numbers->hasOneOf(Unseen + 1, Most);
    return canCome ? Result<void>()
                   : failure("no connection ends with the code " + text, {},
                             "codes are from 0 to 65535; 1005 and none stand for a Close without "
                             "a code, 1006 for an end without a Close, also where TLS fails");
}

Result<void> checkOpenStatus(const std::string& text)
{
    constexpr std::uint64_t Switching = 101;
    return numbersFrom(text).and_then([&](const filter::NumberSet& numbers) -> Result<void> {
        return numbers.contains(Switching)
                   ? Result<void>()
                   : failure("a connection opens with status 101, never with " + text, {},
                             "write {refused: " + text + "} for an answer that refuses it");
    });
}

Result<void> checkRefusedStatus(const std::string& text)
{
    constexpr std::uint64_t Least = 100;
    constexpr std::uint64_t Most = 999;
    return numbersFrom(text).and_then([&](const filter::NumberSet& numbers) -> Result<void> {
        return numbers.hasOneOf(Least, Most)
                   ? Result<void>()
                   : failure(text + " is no status of HTTP", {}, "a number like 401 or 400..499");
    });
}

void readCodes(const YamlValue& value, Expectation& into, Reading& reading)
{
    if (!reading.hasValue(value)) {
        return;
    }
    const auto take = [&](const YamlValue& item) {
        into.codes.push_back(reading.checked(item, checkCodes));
    };
    if (value.kind == YamlValue::Kind::List) {
        reading.eachItem(value, take);
    } else {
        take(value);
    }
}

YamlValue writeCodes(const Expectation& from)
{
    YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
    for (const Text& code : from.codes) {
        list.items.push_back(plainValue(code));
    }
    return list.items.empty() ? YamlValue() : list.items.size() == 1 ? list.items.front() : list;
}

constexpr std::array OpenFields{
    plainRow<Expectation, &Expectation::status, checkOpenStatus>("status"),
    textRow<Expectation, &Expectation::subprotocol>("subprotocol"),
    HeadersField,
    textRow<Expectation, &Expectation::extensions>("extensions"),
};
constexpr std::array RefusedFields{
    plainRow<Expectation, &Expectation::status, checkRefusedStatus>("status"),
    HeadersField,
    ExpectationField{"body",
                     [](const YamlValue& value, Expectation& into, Reading& reading) {
                         into.payload = readMatcher(value, reading);
                     },
                     [](const Expectation& from) {
                         return from.payload.any ? YamlValue() : writeMatcher(from.payload);
                     }},
};
constexpr std::array ErrorFields{
    ExpectationField{"layer",
                     [](const YamlValue& value, Expectation& into, Reading& reading) {
                         into.layer = reading.word(value, ErrorLayers);
                     },
                     [](const Expectation& from) { return ifAny(from.layer, plainValue); }},
    textRow<Expectation, &Expectation::says>("text"),
};
constexpr std::array CloseFields{
    ExpectationField{"code", readCodes, writeCodes},
    matcherRow<&Expectation::reason>("reason"),
    ExpectationField{"by",
                     [](const YamlValue& value, Expectation& into, Reading& reading) {
                         into.by = reading.word(value, EndingSides);
                     },
                     [](const Expectation& from) { return ifAny(from.by, plainValue); }},
    ExpectationField{"clean",
                     [](const YamlValue& value, Expectation& into, Reading& reading) {
                         into.clean = reading.word(value, TruthWords);
                     },
                     [](const Expectation& from) { return ifAny(from.clean, plainValue); }},
};
constexpr std::array RequestFields{
    matcherRow<&Expectation::path>("path"),
    HeadersField,
};

using ExpectationFields = std::span<const ExpectationField>;

/// Reads nothing, the map, or a short form: the value of its first key.
void readShortOrMap(const YamlValue& value, ExpectationFields fields, Expectation& into,
                    Reading& reading)
{
    if (value.isNull()) {
        return;
    }
    if (value.kind != YamlValue::Kind::Map) {
        fields.front().read(value, into, reading);
    } else {
        reading.checkMap(value, keysOf(fields));
        readFields(fields, value, into, reading);
    }
}

YamlValue writtenMap(ExpectationFields fields, const Expectation& from)
{
    YamlValue map = YamlValue::map();
    writeFields(fields, from, map);
    return map;
}

template <const auto& Table>
constexpr ExpectationKind mapKind(const char* key, Kind kind)
{
    return {key, kind,
            [](const YamlValue& value, Expectation& into, Reading& reading) {
                readShortOrMap(value, Table, into, reading);
            },
            [](const Expectation& from) { return writtenMap(Table, from); },
            [] { return keysOf(ExpectationFields(Table)); }};
}

constexpr ExpectationKind payloadKind(const char* key, Kind kind)
{
    return {key, kind,
            [](const YamlValue& value, Expectation& into, Reading& reading) {
                if (!value.isNull()) {
                    into.payload = readMatcher(value, reading);
                }
            },
            [](const Expectation& from) { return writeMatcher(from.payload); }, nullptr};
}

using Role = ExpectationRole;

Expectation readOne(const YamlValue& value, Reading& reading, Role role,
                    const YamlEntry** then = nullptr);
YamlValue writtenWhole(const Expectation& expectation);

void readAlternatives(const YamlValue& value, Expectation& into, Reading& reading)
{
    reading.eachItem(value, [&](const YamlValue& item) {
        Alternative alternative;
        const YamlEntry* then = nullptr;
        alternative.expectation = readOne(
            item, reading, into.kind == Kind::OneOf ? Role::OfOneOf : Role::OfAnyOrder, &then);
        if (then) {
            alternative.then = readSteps(then->value, reading);
        }
        const Kind kind = alternative.expectation.kind;
        if (kind == Kind::AnyOrder || kind == Kind::OneOf || kind == Kind::Silence) {
            reading.report(item.mark, "this can't be one of several expectations",
                           "use open, message, ping, pong, refused, error, close");
        }
        into.alternatives.push_back(std::move(alternative));
    });
    if (into.alternatives.empty()) {
        reading.report(value.mark, "there is nothing to expect in the list");
    }
}

YamlValue writeAlternatives(const Expectation& from)
{
    YamlValue list = YamlValue::list({});
    for (const Alternative& alternative : from.alternatives) {
        if (alternative.then.empty()) {
            list.items.push_back(writeExpectation(alternative.expectation));
            continue;
        }
        YamlValue item = writtenWhole(alternative.expectation);
        item.add("then", writeSteps(alternative.then));
        list.items.push_back(std::move(item));
    }
    return list;
}

constexpr std::array ExpectationKinds{
    mapKind<OpenFields>("open", Kind::Open),
    payloadKind("message", Kind::Message),
    ExpectationKind{"any_order", Kind::AnyOrder, readAlternatives, writeAlternatives, nullptr},
    ExpectationKind{"one_of", Kind::OneOf, readAlternatives, writeAlternatives, nullptr},
    ExpectationKind{"silence", Kind::Silence,
                    [](const YamlValue& value, Expectation& into, Reading& reading) {
                        into.silence = reading.time(value);
                    },
                    [](const Expectation& from) { return ifAny(from.silence, plainValue); },
                    nullptr},
    payloadKind("ping", Kind::Ping),
    payloadKind("pong", Kind::Pong),
    mapKind<RefusedFields>("refused", Kind::Refused),
    mapKind<ErrorFields>("error", Kind::Error),
    mapKind<CloseFields>("close", Kind::Close),
    mapKind<RequestFields>("request", Kind::Request),
};

constexpr const char* ExpectationHint =
    "an expectation is like open, {message: hello} or {close: {code: "
    "1000}}; with within: 2s beside it";

const ExpectationKind* kindCalled(std::string_view key)
{
    const auto found = std::ranges::find(ExpectationKinds, key, &ExpectationKind::key);
    return found == ExpectationKinds.end() ? nullptr : &*found;
}

std::vector<std::string> expectationKeys(Role role)
{
    std::vector<std::string> keys;
    for (const ExpectationKind& kind : ExpectationKinds) {
        keys.emplace_back(kind.key);
    }
    std::ranges::move(keysBeside(role), std::back_inserter(keys));
    return keys;
}

void readKind(const ExpectationKind& kind, const YamlValue& value, const Place& place,
              Expectation& into, Reading& reading)
{
    into.kind = kind.kind;
    into.payload.any = true;
    into.payload.place = place;
    if (value.isNull() && value.spelt) { // it may mean the text null, or nothing at all
        reading.report(
            value.mark, "nothing is expected here",
            std::string("write \"null\" for that text, or leave the value out: expect: ") +
                kind.key);
    }
    kind.read(value, into, reading);
    if (into.kind == Kind::Request && !reading.inclusions().playsServer) {
        reading.report(value.mark, "a request is expected by a server alone",
                       "write serve: in place of connect:");
    }
}

/// `then`: where a key of that name is put.
Expectation readOne(const YamlValue& value, Reading& reading, Role role, const YamlEntry** then)
{
    Expectation expectation;
    expectation.place = reading.placeOf(value.mark);
    if (value.kind == YamlValue::Kind::Text) {
        const ExpectationKind* kind = kindCalled(value.text);
        if (kind && kind->kind != Kind::AnyOrder && kind->kind != Kind::OneOf &&
            kind->kind != Kind::Silence) {
            YamlValue nothing;
            nothing.mark = value.mark;
            readKind(*kind, nothing, expectation.place, expectation, reading);
        } else {
            reading.report(value.mark,
                           "this is no expectation: \"" + value.text.substr(0, 40) + '"',
                           ExpectationHint);
        }
        return expectation;
    }
    bool has = !reading.checkMap(value, expectationKeys(role)); // or it is misspelt
    const YamlEntry* first = nullptr;
    for (const YamlEntry& entry : value.entries) {
        if (const ExpectationKind* kind = kindCalled(entry.key)) {
            has = true;
            if (std::exchange(first, &entry)) {
                reading.report(entry.mark, "a second expectation in the same step",
                               "write it as a step of its own, or both below any_order:");
            }
            readKind(*kind, entry.value, expectation.place, expectation, reading);
        } else if (entry.key == "within") {
            expectation.within = reading.time(entry.value);
        } else if (entry.key == "skip") {
            expectation.skipOthers = reading.choice(entry.value, {"others"}) == 0;
        } else if (role == Role::OfOneOf && entry.key == "then") {
            *then = &entry;
        }
    }
    if (!has) {
        reading.report(value.mark, "nothing is expected here", ExpectationHint);
    }
    return expectation;
}

YamlValue writtenWhole(const Expectation& expectation)
{
    const auto kind = std::ranges::find(ExpectationKinds, expectation.kind, &ExpectationKind::kind);
    YamlValue map = YamlValue::map({{kind->key, kind->write(expectation), {}}});
    map.add("within", ifAny(expectation.within, plainValue));
    if (expectation.skipOthers) {
        map.add("skip", YamlValue::plain("others"));
    }
    return map;
}

} // namespace

std::span<const ExpectationKind> expectationKinds()
{
    return ExpectationKinds;
}

std::vector<std::string> keysBeside(ExpectationRole role)
{
    switch (role) {
    case Role::Step:
        return {"within", "skip"};
    case Role::OfOneOf:
        return {"then"};
    case Role::OfAnyOrder:
        break;
    }
    return {};
}

Expectation readExpectation(const YamlValue& value, Reading& reading)
{
    return readOne(value, reading, Role::Step);
}

YamlValue writeExpectation(const Expectation& expectation)
{
    YamlValue map = writtenWhole(expectation);
    const auto& [key, content, mark] = map.entries.front();
    const bool isPlain = content.kind == YamlValue::Kind::Map &&
                         (content.entries.empty() ||
                          (content.entries.size() == 1 && content.entries.front().key == "any"));
    return isPlain && map.entries.size() == 1 ? YamlValue::plain(key) : map;
}

} // namespace framescope::scenario
