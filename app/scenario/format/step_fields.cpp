// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/step_fields.h"

#include "base/text/utf8.h"
#include "scenario/format/expectation_fields.h"
#include "scenario/format/including.h"
#include "scenario/format/json_yaml.h"
#include "scenario/format/nested_steps.h"
#include "scenario/model/value_texts.h"

#include <algorithm>
#include <array>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;

namespace {

using Side = StepKind::Side;

template <auto Read, auto Write, Side Which = Side::Both>
constexpr StepKind stepKind(const char* key)
{
    using T = std::invoke_result_t<decltype(Read), const YamlValue&, Reading&>;
    return {key, Which,
            [](const YamlValue& value, Step& into, Reading& reading) {
                into.what = Read(value, reading);
            },
            [](const Step& from) {
                const T* what = std::get_if<T>(&from.what);
                return what ? std::optional(Write(*what)) : std::nullopt;
            }};
}

Wait readWait(const YamlValue& value, Reading& reading)
{
    return {reading.time(value)};
}

YamlValue writeWait(const Wait& wait)
{
    return plainValue(wait.time);
}

/// The two are easily taken for each other.
Result<void> checkBehaviour(const std::string& text)
{
    const auto misdeed = connection::misdeedFrom(text);
    if (!misdeed || *misdeed) {
        return failure('"' + text + "\" is a misdeed, which is done once", {},
                       "write misdeed: " + text);
    }
    connection::Behaviours scratch;
    return connection::setBehaviour(scratch, text);
}

ChangeBehaviours readBehaviours(const YamlValue& value, Reading& reading)
{
    ChangeBehaviours behaviours;
    const auto add = [&](const YamlValue& change) {
        behaviours.changes.push_back(reading.checked(change, checkBehaviour));
    };
    if (value.kind == YamlValue::Kind::Map) {
        for (const YamlEntry& entry : value.entries) {
            YamlValue change = YamlValue::plain(entry.key + '=' + reading.text(entry.value));
            change.mark = entry.mark;
            add(change);
        }
    } else if (value.kind == YamlValue::Kind::List) {
        reading.eachItem(value, add);
    } else {
        add(value);
    }
    return behaviours;
}

YamlValue writeBehaviours(const ChangeBehaviours& behaviours)
{
    YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
    for (const Text& change : behaviours.changes) {
        list.items.push_back(plainValue(change));
    }
    return list;
}

Result<void> checkMisdeed(const std::string& text)
{
    const auto misdeed = connection::misdeedFrom(text);
    if (connection::isBehaviour(text)) {
        return failure('"' + text + "\" is a behaviour, which lasts", {},
                       "write behaviour: " + text);
    }
    return !misdeed   ? Result<void>(tl::unexpected(misdeed.error()))
           : *misdeed ? Result<void>()
                      : failure('"' + text + "\" is no misdeed", {},
                                "read=stop:3s, cut=fin, cut=rst, cut=fin-in-frame or "
                                "cut=rst-in-frame");
}

DoMisdeed readMisdeed(const YamlValue& value, Reading& reading)
{
    YamlValue text = value;
    if (value.kind == YamlValue::Kind::Map && value.entries.size() == 1) {
        const YamlEntry& entry = value.entries.front();
        text = YamlValue::plain(entry.key + '=' + reading.text(entry.value));
        text.mark = entry.mark;
    }
    return {reading.checked(text, checkMisdeed)};
}

YamlValue writeMisdeed(const DoMisdeed& misdeed)
{
    return plainValue(misdeed.misdeed);
}

ConnectAgain readAgain(const YamlValue& value, Reading& reading)
{
    return {value.isNull() ? std::nullopt : std::optional(readConnect(value, reading))};
}

YamlValue writeAgain(const ConnectAgain& again)
{
    return again.connect ? writeConnect(*again.connect) : YamlValue();
}

Echo readEcho(const YamlValue& value, Reading& reading)
{
    if (!value.isNull()) {
        reading.report(value.mark, "echo: has no value",
                       "write - echo: the last received message is sent back as it was");
    }
    return {};
}

YamlValue writeEcho(const Echo& /*echo*/)
{
    return {};
}

End readEnd(const YamlValue& value, Reading& reading)
{
    return {static_cast<End::How>(reading.choice(value, {"fin", "rst", "tls"}))};
}

YamlValue writeEnd(const End& end)
{
    constexpr std::array Words{"fin", "rst", "tls"};
    return YamlValue::plain(Words.at(static_cast<std::size_t>(end.how)));
}

constexpr std::array StepKinds{
    stepKind<readSend, writeSend>("send"),
    stepKind<readExpectation, writeExpectation>("expect"),
    stepKind<readEcho, writeEcho>("echo"),
    stepKind<readWait, writeWait>("wait"),
    stepKind<readSet, writeSet>("set"),
    stepKind<readRepeat, writeRepeat>("repeat"),
    stepKind<readParallel, writeParallel, Side::Client>("parallel"),
    stepKind<readBehaviours, writeBehaviours>("behaviour"),
    stepKind<readMisdeed, writeMisdeed>("misdeed"),
    stepKind<readAgain, writeAgain, Side::Client>("connect"),
    stepKind<readAccept, writeAccept, Side::Server>("accept"),
    stepKind<readRefuse, writeRefuse, Side::Server>("refuse"),
    stepKind<readRespond, writeRespond, Side::Server>("respond"),
    stepKind<readPart, writePart, Side::Server>("part"),
    stepKind<readEnd, writeEnd, Side::Server>("end"),
};

std::vector<std::string> keysOfSteps()
{
    std::vector<std::string> keys;
    for (const StepKind& kind : StepKinds) {
        keys.emplace_back(kind.key);
    }
    keys.emplace_back(IncludeKey);
    return keys;
}

/// The step as it is written: "expect: {message: hello}".
std::string textOf(const YamlEntry& entry)
{
    constexpr std::size_t Most = 300;
    std::string text = entry.key;
    if (!entry.value.isNull()) {
        text += ": " + yamlText(onOneLine(entry.value));
        text.pop_back(); // the line break
    }
    return text.size() <= Most ? text : std::string(cutText(text, Most)) + "…";
}

void checkSide(const StepKind& kind, const YamlEntry& entry, Reading& reading)
{
    const bool isServer = reading.inclusions().playsServer;
    if (kind.side == Side::Server && !isServer) {
        reading.report(entry.mark, "only a server has the step " + entry.key,
                       "write serve: in place of connect:");
    } else if (kind.side == Side::Client && isServer) {
        reading.report(entry.mark, "a server has no step " + entry.key,
                       "each client that connects gets all steps of the file");
    }
}

void readStep(const YamlValue& item, std::vector<Step>& into, Reading& reading)
{
    YamlValue map = item;
    if (item.kind == YamlValue::Kind::Text) { // "- accept"
        YamlValue nothing;
        nothing.mark = item.mark;
        map = YamlValue::map({{item.text, std::move(nothing), item.mark}});
        map.mark = item.mark;
    }
    static const std::vector<std::string> Keys = keysOfSteps();
    const bool areKnown = reading.checkMap(map, Keys);
    if (areKnown && map.entries.size() != 1) {
        reading.report(map.entries.empty() ? map.mark : map.entries[1].mark,
                       map.entries.empty() ? "the step is empty" : "a second step on the same line",
                       "each step begins with \"- \"");
    }
    const auto known = std::ranges::find_if(map.entries, [](const YamlEntry& each) {
        return std::ranges::find(Keys, each.key) != Keys.end();
    });
    if (known == map.entries.end()) {
        return;
    }
    const YamlEntry& entry = *known;
    if (entry.key == IncludeKey) {
        for (Step& step : includedSteps(entry.value, reading)) {
            into.push_back(std::move(step));
        }
        return;
    }
    const auto kind = std::ranges::find(StepKinds, entry.key, &StepKind::key);
    checkSide(*kind, entry, reading);
    Step step;
    step.place = reading.placeOf(entry.mark);
    step.text = textOf(entry);
    kind->read(entry.value, step, reading);
    into.push_back(std::move(step));
}

} // namespace

std::span<const StepKind> stepKinds()
{
    return StepKinds;
}

std::vector<Step> readSteps(const YamlValue& value, Reading& reading)
{
    std::vector<Step> steps;
    reading.eachItem(value, [&](const YamlValue& item) {
        const std::size_t number = ++reading.inclusions().steps;
        if (number == Inclusions::MostSteps + 1) {
            reading.report(item.mark,
                           "there are more than " + std::to_string(Inclusions::MostSteps) +
                               " steps",
                           "use repeat:");
        } else if (number <= Inclusions::MostSteps) {
            readStep(item, steps, reading);
        }
    });
    return steps;
}

YamlValue writeSteps(const std::vector<Step>& steps)
{
    YamlValue list = YamlValue::list({});
    for (const Step& step : steps) {
        for (const StepKind& kind : StepKinds) {
            if (auto value = kind.write(step)) {
                list.items.push_back(YamlValue::map({{kind.key, *std::move(value), {}}}));
            }
        }
    }
    return list;
}

} // namespace framescope::scenario
