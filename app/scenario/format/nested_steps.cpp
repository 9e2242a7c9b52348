// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/nested_steps.h"

#include "connection/field_text.h"
#include "scenario/format/step_fields.h"
#include "scenario/model/value_texts.h"
#include "wire/http/http_token.h"

#include <array>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;

namespace {

/// In the order of SetVariable::From.
constexpr auto SourceKeys = std::to_array<const char*>({"json", "header", "text"});

Result<void> checkHeaderName(const std::string& text)
{
    return wire::isToken(text) ? Result<void>()
                               : failure("no header has this name", {}, connection::TokenHint);
}

SetVariable readVariable(const YamlEntry& entry, Reading& reading)
{
    SetVariable variable;
    variable.name = reading.variableName(entry.key, entry.mark);
    if (entry.value.kind != YamlValue::Kind::Map) {
        variable.source = reading.checked(entry.value);
        return variable;
    }
    if (!reading.checkMap(entry.value, {"json", "header", "text"})) {
        return variable; // its source may be the one that is misspelt
    }
    if (entry.value.entries.size() != 1) {
        reading.report(entry.value.mark, "a variable has one source",
                       "write {json: $.path}, {header: Name} or {text: /a regular (expression)/}");
        return variable;
    }
    const YamlEntry& source = entry.value.entries.front();
    constexpr std::array<Reading::Check, 3> Checks{readable<pathFrom>, checkHeaderName,
                                                   readable<patternFrom>};
    for (std::size_t i = 0; i < SourceKeys.size(); ++i) {
        if (source.key == SourceKeys.at(i)) {
            variable.from = static_cast<SetVariable::From>(i);
            variable.source = reading.checked(source.value, Checks.at(i));
        }
    }
    return variable;
}

} // namespace

Set readSet(const YamlValue& value, Reading& reading)
{
    Set set;
    if (value.kind != YamlValue::Kind::Map || value.entries.empty()) {
        reading.report(value.mark, "names of variables and their values are expected here",
                       "write {token: {json: $.token}}");
        return set;
    }
    for (const YamlEntry& entry : value.entries) {
        set.variables.push_back(readVariable(entry, reading));
    }
    return set;
}

YamlValue writeSet(const Set& set)
{
    YamlValue map = YamlValue::map();
    for (const SetVariable& variable : set.variables) {
        YamlValue source = textValue(variable.source);
        if (variable.from != SetVariable::From::Value) {
            source = YamlValue::map(
                {{SourceKeys.at(static_cast<std::size_t>(variable.from)), std::move(source), {}}},
                YamlValue::Style::Line);
        }
        map.add(variable.name, std::move(source));
    }
    return map;
}

Repeat readRepeat(const YamlValue& value, Reading& reading)
{
    Repeat repeat;
    const bool areKnown = reading.checkMap(value, {"times", "as", "steps"});
    if (const YamlEntry* times = value.find("times")) {
        repeat.times = reading.checked(times->value, readable<numberFrom>);
    } else if (areKnown && !reading.inclusions().playsServer) {
        reading.report(value.mark, "it is not said how often to repeat", "write times: 10");
    }
    if (const YamlEntry* as = value.find("as")) {
        repeat.as = reading.variableName(reading.text(as->value), as->value.mark);
    }
    const YamlEntry* steps = value.find("steps");
    const std::size_t before = reading.reported();
    if (steps) {
        repeat.steps = readSteps(steps->value, reading);
    }
    if (areKnown && repeat.steps.empty() && reading.reported() == before) {
        reading.report(value.mark, "there is nothing to repeat", "write steps: with a list");
    }
    return repeat;
}

YamlValue writeRepeat(const Repeat& repeat)
{
    YamlValue map = YamlValue::map();
    map.add("times", ifAny(repeat.times, plainValue));
    if (!repeat.as.empty()) {
        map.add("as", YamlValue::plain(repeat.as));
    }
    map.add("steps", writeSteps(repeat.steps));
    return map;
}

Parallel readParallel(const YamlValue& value, Reading& reading)
{
    Parallel parallel;
    reading.eachItem(value, [&](const YamlValue& item) {
        ParallelConnection connection;
        connection.place = reading.placeOf(item.mark);
        const bool areKnown = reading.checkMap(item, {"name", "connect", "steps"});
        const YamlEntry* name = item.find("name");
        connection.name =
            name ? reading.text(name->value) : std::to_string(parallel.connections.size() + 1);
        if (const YamlEntry* connect = item.find("connect")) {
            connection.connect = readConnect(connect->value, reading);
        }
        if (const YamlEntry* steps = item.find("steps")) {
            connection.steps = readSteps(steps->value, reading);
        } else if (areKnown) {
            reading.report(item.mark, "the connection has no steps", "write steps: with a list");
        }
        for (const ParallelConnection& other : parallel.connections) {
            if (other.name == connection.name) {
                reading.report(item.mark, "two of the connections are called \"" + other.name + '"',
                               "give each a name of its own");
            }
        }
        parallel.connections.push_back(std::move(connection));
    });
    constexpr std::size_t Most = 1000;
    const bool isEmpty = value.kind == YamlValue::Kind::List && value.items.empty();
    if (isEmpty || parallel.connections.size() > Most) {
        reading.report(value.mark, "from 1 to 1000 connections are expected here",
                       "each on a line that begins with \"- \"");
    }
    return parallel;
}

YamlValue writeParallel(const Parallel& parallel)
{
    YamlValue list = YamlValue::list({});
    for (const ParallelConnection& connection : parallel.connections) {
        YamlValue map = YamlValue::map();
        map.add("name", YamlValue::of(connection.name));
        if (connection.connect) {
            map.add("connect", writeConnect(*connection.connect));
        }
        map.add("steps", writeSteps(connection.steps));
        list.items.push_back(std::move(map));
    }
    return list;
}

} // namespace framescope::scenario
