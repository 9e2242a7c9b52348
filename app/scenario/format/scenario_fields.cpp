// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/scenario_fields.h"

#include "scenario/format/matcher_fields.h"
#include "scenario/format/matrix_fields.h"
#include "scenario/format/step_fields.h"
#include "scenario/model/value_texts.h"

#include <array>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;

namespace {

using ScenarioField = Field<Scenario>;

template <std::string Scenario::*Member>
constexpr ScenarioField stringRow(const char* key)
{
    return {key,
            [](const YamlValue& value, Scenario& into, Reading& reading) {
                into.*Member = reading.text(value);
            },
            [](const Scenario& from) {
                return (from.*Member).empty() ? YamlValue() : textValue({from.*Member});
            }};
}

template <std::vector<Condition> Scenario::*Member>
constexpr ScenarioField conditionsRow(const char* key)
{
    return {key,
            [](const YamlValue& value, Scenario& into, Reading& reading) {
                const auto take = [&](const YamlValue& item) {
                    (into.*Member).push_back({reading.filter(item)});
                };
                if (value.kind == YamlValue::Kind::Text) {
                    take(value);
                } else {
                    reading.eachItem(value, take);
                }
            },
            [](const Scenario& from) {
                YamlValue list = YamlValue::list({});
                for (const Condition& condition : from.*Member) {
                    list.items.push_back(textValue(condition.filter));
                }
                return list.items.empty()       ? YamlValue()
                       : list.items.size() == 1 ? list.items.front()
                                                : list;
            }};
}

void readVariables(const YamlValue& value, Scenario& into, Reading& reading)
{
    if (value.kind != YamlValue::Kind::Map) {
        reading.report(value.mark, "names of variables and their values are expected here",
                       "write {url: \"ws://127.0.0.1:8765\"}");
        return;
    }
    for (const YamlEntry& entry : value.entries) {
        into.variables.emplace_back(reading.variableName(entry.key, entry.mark),
                                    reading.checked(entry.value));
    }
}

YamlValue writeVariables(const Scenario& from)
{
    YamlValue map = YamlValue::map();
    for (const auto& [name, text] : from.variables) {
        map.entries.push_back({name, textValue(text), {}});
    }
    return map.entries.empty() ? YamlValue() : map;
}

constexpr std::array ServeFields{
    Field<Serve>{
        "path",
        [](const YamlValue& value, Serve& into, Reading& reading) {
            into.path = readMatcher(value, reading);
        },
        [](const Serve& from) { return from.path ? writeMatcher(*from.path) : YamlValue(); }},
    Field<Serve>{
        "accept",
        [](const YamlValue& value, Serve& into, Reading& reading) {
            into.accept = readAccept(value, reading);
        },
        [](const Serve& from) { return from.accept ? writeAccept(*from.accept) : YamlValue(); }},
    Field<Serve>{
        "refuse",
        [](const YamlValue& value, Serve& into, Reading& reading) {
            into.refuse = readRefuse(value, reading);
        },
        [](const Serve& from) { return from.refuse ? writeRefuse(*from.refuse) : YamlValue(); }},
};

std::span<const Field<Serve>> serveFields()
{
    return ServeFields;
}

void readServe(const YamlValue& value, Scenario& into, Reading& reading)
{
    Serve serve;
    serve.place = reading.placeOf(value.mark);
    if (value.kind == YamlValue::Kind::Text) {
        serve.path = readMatcher(value, reading);
    } else if (!value.isNull()) {
        reading.checkMap(value, serveKeys());
        readFields(serveFields(), value, serve, reading);
        if (serve.accept && serve.refuse) {
            reading.report(value.mark, "a request is accepted or refused", "remove one of them");
        }
    }
    into.serve = std::move(serve);
}

YamlValue writeServe(const Scenario& from)
{
    YamlValue map = YamlValue::map();
    if (from.serve) {
        writeFields(serveFields(), *from.serve, map);
    }
    return from.serve ? map : YamlValue();
}

void readTags(const YamlValue& value, Scenario& into, Reading& reading)
{
    into.tags = reading.texts(value);
}

YamlValue writeTags(const Scenario& from)
{
    YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
    for (const std::string& tag : from.tags) {
        list.items.push_back(YamlValue::of(tag));
    }
    return list.items.empty() ? YamlValue() : list;
}

constexpr std::array ScenarioFields{
    stringRow<&Scenario::name>("name"),
    stringRow<&Scenario::description>("description"),
    ScenarioField{"tags", readTags, writeTags},
    ScenarioField{"variables", readVariables, writeVariables},
    ScenarioField{"connect",
                  [](const YamlValue& value, Scenario& into, Reading& reading) {
                      into.connect = readConnect(value, reading);
                  },
                  [](const Scenario& from) {
                      return from.connect ? writeConnect(*from.connect) : YamlValue();
                  }},
    ScenarioField{"serve", readServe, writeServe},
    ScenarioField{"contract",
                  [](const YamlValue& /*value*/, Scenario& into, Reading& reading) {
                      into.contract = reading.inclusions().contract; // it was read first
                  },
                  [](const Scenario& from) {
                      return from.contract ? YamlValue::of(from.contract->file) : YamlValue();
                  }},
    ScenarioField{"matrix",
                  [](const YamlValue& value, Scenario& into, Reading& reading) {
                      into.matrix = readMatrix(value, reading);
                  },
                  [](const Scenario& from) { return writeMatrix(from.matrix); }},
    plainRow<Scenario, &Scenario::within, readable<timeFrom>>("within"),
    plainRow<Scenario, &Scenario::timeout, readable<timeFrom>>("timeout"),
    conditionsRow<&Scenario::never>("never"),
    conditionsRow<&Scenario::always>("always"),
    ScenarioField{"steps",
                  [](const YamlValue& value, Scenario& into, Reading& reading) {
                      into.steps = readSteps(value, reading);
                  },
                  [](const Scenario& from) {
                      return from.steps.empty() ? YamlValue() : writeSteps(from.steps);
                  }},
};

} // namespace

std::span<const ScenarioField> scenarioFields()
{
    return ScenarioFields;
}

std::vector<std::string> serveKeys()
{
    return keysOf(serveFields());
}

} // namespace framescope::scenario
