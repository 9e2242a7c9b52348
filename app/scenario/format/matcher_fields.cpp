// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/matcher_fields.h"

#include "base/text/hex.h"
#include "collection/yaml/core_schema.h"
#include "contract/schema/schema.h"
#include "scenario/format/json_yaml.h"
#include "scenario/model/value_texts.h"

#include <algorithm>
#include <array>

namespace framescope::scenario {

namespace {

using collection::YamlEntry;
using collection::YamlValue;
using Operator = JsonTest::Operator;

/// In the order of Operator.
constexpr auto OperatorNames = std::to_array<const char*>(
    {"=", "!=", "<", "<=", ">", ">=", "exists", "type", "matches", "contains"});

std::optional<Operator> operatorOf(std::string_view name)
{
    const auto found = std::ranges::find(OperatorNames, name);
    return found == OperatorNames.end()
               ? std::nullopt
               : std::optional(static_cast<Operator>(found - OperatorNames.begin()));
}

Operand readOperand(const YamlValue& value, Reading& reading)
{
    reading.checkScalars(value);
    const bool isText = value.kind == YamlValue::Kind::Text;
    Operand operand;
    operand.text = {isText && !isTypedScalar(value) ? value.text : jsonOf(value),
                    reading.placeOf(value.mark)};
    operand.kind = isText && operand.text.hasTemplate() ? Operand::Kind::Either
                   : isText && !isTypedScalar(value)    ? Operand::Kind::String
                                                        : Operand::Kind::Json;
    return operand;
}

YamlValue writeOperand(const Operand& operand)
{
    return operand.kind == Operand::Kind::Json ? yamlOf(operand.text.text)
                                               : textValue(operand.text);
}

void checkOperand(const YamlValue& value, Operator op, Reading& reading)
{
    if (op == Operator::Exists) {
        (void)reading.word(value, TruthWords);
    } else if (op == Operator::Type && !value.spelt) { // null is a type without quotes too
        (void)reading.word(value, JsonTypes);
    } else if (op == Operator::Matches && reading.hasValue(value)) {
        (void)reading.checked(value, readable<patternFrom>);
    } else if (op == Operator::Contains && value.isText()) {
        (void)reading.checked(value, readable<partFrom>);
    }
}

/// Operators as other languages spell them, in the order of their signs.
constexpr auto OtherSpellings = std::to_array<std::pair<const char*, const char*>>({
    {"lt", "<"},
    {"lte", "<="},
    {"le", "<="},
    {"gt", ">"},
    {"gte", ">="},
    {"ge", ">="},
    {"eq", "="},
    {"ne", "!="},
    {"neq", "!="},
});

const char* spelledOperator(std::string_view key)
{
    const auto found = std::ranges::find_if(
        OtherSpellings, [key](const auto& spelling) { return key == spelling.first; });
    return found == OtherSpellings.end() ? nullptr : found->second;
}

/// Reports an object all of whose members have the names of operators, as it can hardly be meant.
void checkSpelling(const YamlValue& value, Reading& reading)
{
    const bool areOperators =
        !value.entries.empty() && std::ranges::all_of(value.entries, [](const YamlEntry& each) {
            return spelledOperator(each.key) != nullptr;
        });
    if (areOperators) {
        const YamlEntry& first = value.entries.front();
        reading.report(first.mark, '"' + first.key + "\" is no operator",
                       std::string("did you mean \"") + spelledOperator(first.key) +
                           "\"? An object with this member is written as \"=\": {" + first.key +
                           ": ...}");
    }
}

/// The conditions on the values at one path.
void readTests(const YamlEntry& entry, Matcher& into, Reading& reading)
{
    const Text path{entry.key, reading.placeOf(entry.mark)};
    if (const auto read = pathFrom(entry.key); !read && !path.hasTemplate()) {
        reading.report(entry.mark, read.error());
    }
    const auto& operators = entry.value.entries;
    const bool hasOperators = std::ranges::any_of(operators, [](const YamlEntry& each) {
        const bool isOfSigns = each.key.find_first_not_of("=!<>~") == std::string::npos;
        return isOfSigns || operatorOf(each.key); // "><" is a mistake, no key of an object
    });
    if (!hasOperators) {
        checkSpelling(entry.value, reading);
        into.json.push_back({path, Operator::Equal, readOperand(entry.value, reading)});
        return;
    }
    reading.checkMap(entry.value, jsonOperators());
    for (const YamlEntry& each : operators) {
        if (const auto op = operatorOf(each.key)) {
            checkOperand(each.value, *op, reading);
            into.json.push_back({path, *op, readOperand(each.value, reading)});
        }
    }
}

void readJson(const YamlValue& value, Matcher& into, Reading& reading)
{
    if (value.kind == YamlValue::Kind::Map && value.entries.empty()) {
        reading.report(value.mark, "there are no conditions in the braces",
                       "write '{}' in quotation marks for an empty object");
    } else if (value.isNull() && !value.spelt) {
        (void)reading.hasValue(value);
    }
    if (value.kind == YamlValue::Kind::Map) {
        for (const YamlEntry& entry : value.entries) {
            readTests(entry, into, reading);
        }
        return;
    }
    reading.checkScalars(value);
    into.wholeJson = Text{value.kind == YamlValue::Kind::Text ? value.text : jsonOf(value),
                          reading.placeOf(value.mark)};
}

YamlValue writeJson(const Matcher& from)
{
    if (from.wholeJson) {
        return textValue(*from.wholeJson);
    }
    YamlValue map = YamlValue::map();
    for (const JsonTest& test : from.json) {
        if (!map.find(test.path.text)) {
            map.entries.push_back({test.path.text, YamlValue::map({}, YamlValue::Style::Line), {}});
        }
        YamlValue& tests = std::ranges::find(map.entries, test.path.text, &YamlEntry::key)->value;
        tests.entries.push_back(
            {OperatorNames.at(static_cast<std::size_t>(test.op)), writeOperand(test.operand), {}});
    }
    for (YamlEntry& path : map.entries) { // equality alone needs no operator
        const std::vector<YamlEntry>& tests = path.value.entries;
        if (tests.size() == 1 && operatorOf(tests.front().key) == Operator::Equal &&
            tests.front().value.kind == YamlValue::Kind::Text) {
            path.value = YamlValue(tests.front().value);
        }
    }
    return map.entries.empty() ? YamlValue() : map;
}

void readSchema(const YamlValue& value, Matcher& into, Reading& reading)
{
    if (!reading.hasValue(value)) {
        return;
    }
    SchemaReference schema;
    schema.place = reading.placeOf(value.mark);
    const bool isInline = value.kind == YamlValue::Kind::Map;
    if (isInline) {
        reading.checkScalars(value);
        schema.json = jsonOf(value);
    } else {
        schema.file = reading.wholePath(value.text);
    }
    if (!isInline && !reading.checkFile(value)) {
        return;
    }
    auto& known = reading.inclusions().schemas[isInline ? schema.json : schema.file];
    if (!known) {
        auto made = isInline ? contract::Schema::read(schema.json, "the schema",
                                                      reading.folder().toStdString())
                             : contract::Schema::open(schema.file);
        if (!made) {
            reading.report(value.mark, made.error());
            return;
        }
        if (const auto& error = made->unusable()) {
            reading.report(value.mark, *error);
        }
        known = std::make_shared<const contract::Schema>(*std::move(made));
    }
    schema.schema = known;
    into.schema = std::move(schema);
}

YamlValue writeSchema(const Matcher& from)
{
    return !from.schema                ? YamlValue()
           : from.schema->file.empty() ? yamlOf(from.schema->json)
                                       : YamlValue::of(from.schema->file);
}

void readContains(const YamlValue& value, Matcher& into, Reading& reading)
{
    const auto take = [&](const YamlValue& item) {
        if (reading.hasValue(item)) {
            into.contains.push_back(reading.checked(item, readable<partFrom>));
        }
    };
    if (value.kind == YamlValue::Kind::List && !value.items.empty()) {
        reading.eachItem(value, take);
    } else {
        take(value);
    }
}

YamlValue writeContains(const Matcher& from)
{
    YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
    for (const Text& text : from.contains) {
        list.items.push_back(textValue(text));
    }
    return list.items.empty() ? YamlValue() : list;
}

constexpr std::array MatcherFields{
    Field<Matcher>{
        "any",
        [](const YamlValue& value, Matcher& into, Reading& reading) {
            into.any = true;
            if (!reading.truth(value)) {
                reading.report(value.mark, "any: is true or not there",
                               "leave the key out, and write a condition");
            }
        },
        [](const Matcher& from) { return from.any ? YamlValue::plain("true") : YamlValue(); }},
    textRow<Matcher, &Matcher::equals>("equals"),
    Field<Matcher>{"contains", readContains, writeContains},
    textRow<Matcher, &Matcher::matches, readable<patternFrom>>("matches"),
    Field<Matcher>{"json", readJson, writeJson},
    Field<Matcher>{"schema", readSchema, writeSchema},
    textRow<Matcher, &Matcher::hex, readable<parseHex>>("hex"),
    textRow<Matcher, &Matcher::base64, readable<base64From>>("base64"),
    textRow<Matcher, &Matcher::binary, readable<parseHex>>("binary"),
    Field<Matcher>{"type",
                   [](const YamlValue& value, Matcher& into, Reading& reading) {
                       into.type = reading.word(value, PayloadTypes);
                   },
                   [](const Matcher& from) { return ifAny(from.type, plainValue); }},
    plainRow<Matcher, &Matcher::size, readable<sizesFrom>>("size"),
    Field<Matcher>{"filter",
                   [](const YamlValue& value, Matcher& into, Reading& reading) {
                       into.filter = reading.filter(value);
                       if (reading.inclusions().playsServer) {
                           reading.report(value.mark, "a server has no filter:",
                                          "use the other matchers; a filter needs a recording");
                       }
                   },
                   [](const Matcher& from) { return ifAny(from.filter, textValue); }},
};

} // namespace

std::span<const Field<Matcher>> matcherFields()
{
    return MatcherFields;
}

std::vector<std::string> jsonOperators()
{
    return {OperatorNames.begin(), OperatorNames.end()};
}

Matcher readMatcher(const YamlValue& value, Reading& reading)
{
    Matcher matcher;
    matcher.place = reading.placeOf(value.mark);
    if (value.isNull()) {
        (void)reading.hasValue(value);
    } else if (value.kind != YamlValue::Kind::Map) {
        matcher.equals = reading.checked(value);
    } else {
        reading.checkMap(value, keysOf(matcherFields()));
        readFields(matcherFields(), value, matcher, reading);
        if (value.entries.empty()) {
            reading.report(value.mark, "the matcher has no condition",
                           "write any: true for one that fits everything");
        }
    }
    return matcher;
}

YamlValue writeMatcher(const Matcher& matcher)
{
    YamlValue map = YamlValue::map();
    writeFields(matcherFields(), matcher, map);
    if (map.entries.size() == 1 && matcher.equals) {
        return std::move(map.entries.front().value);
    }
    const bool isShort =
        map.entries.size() == 1 && map.entries.front().value.kind == YamlValue::Kind::Text;
    map.style = isShort ? YamlValue::Style::Line : YamlValue::Style::Usual;
    return map;
}

HeaderMatchers readHeaderMatchers(const YamlValue& value, Reading& reading)
{
    HeaderMatchers headers;
    if (!reading.hasValue(value)) {
        return headers;
    }
    reading.eachHeader(value, [&](const YamlEntry& entry) {
        headers.emplace_back(entry.key, readMatcher(entry.value, reading));
    });
    return headers;
}

YamlValue writeHeaderMatchers(const HeaderMatchers& headers)
{
    YamlValue list = YamlValue::list({});
    for (const auto& [name, matcher] : headers) {
        list.items.push_back(YamlValue::map({{name, writeMatcher(matcher), {}}}));
    }
    return list.items.empty() ? YamlValue() : list;
}

} // namespace framescope::scenario
