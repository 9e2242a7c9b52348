// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/read_scenario.h"

#include "base/text/likely_name.h"
#include "base/text/qt_string.h"
#include "collection/file_text.h"
#include "collection/resolving.h"
#include "scenario/format/including.h"
#include "scenario/format/scenario_fields.h"
#include "scenario/format/step_fields.h"

#include <QFileInfo>

#include <algorithm>
#include <limits>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlMark;
using collection::YamlMistake;
using collection::YamlValue;

namespace {

std::vector<std::string> keysOfFile()
{
    std::vector<std::string> keys = keysOf(scenarioFields());
    keys.emplace_back(IncludeKey);
    return keys;
}

/// Takes what the file does not say from one that it includes.
void takeDefaults(Scenario& into, Scenario&& from)
{
    for (auto& variable : from.variables) {
        const bool has = std::ranges::any_of(
            into.variables, [&](const auto& own) { return own.first == variable.first; });
        if (!has) {
            into.variables.push_back(std::move(variable));
        }
    }
    if (!into.connect && !into.serve) {
        into.connect = std::move(from.connect);
        into.serve = std::move(from.serve);
    }
    into.contract = into.contract ? into.contract : from.contract;
    into.within = into.within ? into.within : from.within;
    into.timeout = into.timeout ? into.timeout : from.timeout;
    std::ranges::move(from.never, std::back_inserter(into.never));
    std::ranges::move(from.always, std::back_inserter(into.always));
}

void lookForTemplates(const YamlValue& document, Reading& reading)
{
    for (const YamlEntry& entry : document.entries) {
        if (entry.key != "name" && entry.key != "description") {
            reading.lookForTemplates(entry.value);
        }
    }
    for (const YamlValue& item : document.items) {
        reading.lookForTemplates(item);
    }
}

void readContract(const YamlValue& value, Reading& reading)
{
    Contract contract{reading.placeOf(value.mark), reading.wholePath(value.text), {}};
    if (!reading.checkFile(value)) {
        reading.inclusions().lacksContract = true;
        return;
    }
    auto document = contract::Document::open(contract.file);
    if (!document) {
        reading.inclusions().lacksContract = true;
        reading.report(value.mark, document.error());
        return;
    }
    contract.document = *std::move(document);
    if (const auto& error = contract.document->unusable()) {
        reading.report(value.mark, *error);
    }
    reading.inclusions().contract = std::move(contract);
}

/// A file, or a part of one that is included: the latter may be a list of steps alone.
Scenario readDocument(const YamlValue& document, Reading& reading)
{
    Scenario scenario;
    scenario.file = reading.file();
    lookForTemplates(document, reading);
    const bool isIncluded = reading.inclusions().open.size() > 1;
    if (isIncluded && document.kind == YamlValue::Kind::List) {
        scenario.steps = readSteps(document, reading);
        return scenario;
    }
    static const std::vector<std::string> Keys = keysOfFile();
    if (!reading.checkMap(document, Keys)) {
        reading.inclusions().isWhole = false;
    }
    if (document.find("serve")) {
        reading.inclusions().playsServer = true; // the steps are read with that
    }
    const YamlEntry* contract = document.find("contract");
    if (contract && !reading.inclusions().contract) {
        readContract(contract->value, reading); // filters need it, those of other files too
    }
    std::vector<Scenario> parts;
    if (const YamlEntry* include = document.find(IncludeKey)) {
        const YamlValue& names = include->value;
        if (names.kind == YamlValue::Kind::List) {
            reading.eachItem(names, [&](const YamlValue& name) {
                parts.push_back(includedFile(name, reading));
            });
        } else {
            parts.push_back(includedFile(names, reading));
        }
    }
    readFields(scenarioFields(), document, scenario, reading);
    for (Scenario& part : parts) {
        takeDefaults(scenario, std::move(part));
    }
    return scenario;
}

/// The one document of a text.
Scenario readText(std::string_view text, Reading& reading)
{
    auto documents = collection::readYaml(text, reading.file());
    if (!documents) {
        reading.inclusions().isWhole = false;
        reading.report(std::move(documents).error());
        return {};
    }
    if (documents->size() != 1) {
        reading.inclusions().isWhole = false;
        const bool isEmpty = documents->empty();
        reading.report({1, 1}, isEmpty ? "the file is empty" : "the file has several documents",
                       isEmpty ? "write connect: with a URL, and steps:"
                               : "a scenario is one document; use a file for each");
        return {};
    }
    return readDocument(documents->front(), reading);
}

void checkWhole(const Scenario& scenario, Reading& reading)
{
    const bool isWhole = reading.inclusions().isWhole; // or what is missing may be there
    const bool refuses = scenario.serve && scenario.serve->refuse;
    if (isWhole && reading.inclusions().steps == 0 && !refuses) {
        reading.report({1, 1}, "the scenario has no steps", "write steps: with a list");
    }
    if (scenario.connect && scenario.serve) {
        reading.report({1, 1}, "a scenario has connect: or serve:", "remove one of them");
    }
    const bool isParallel = std::ranges::all_of(scenario.steps, [](const Step& step) {
        const auto* parallel = std::get_if<Parallel>(&step.what);
        return parallel && std::ranges::all_of(parallel->connections, [](const auto& connection) {
                   return connection.connect.has_value();
               });
    });
    if (isWhole && !scenario.connect && !scenario.serve && !isParallel) {
        reading.report({1, 1}, "it is not said what to connect to",
                       "write connect: URL, or serve: for a scenario that plays the server");
    }
    if (scenario.serve && !(scenario.never.empty() && scenario.always.empty())) {
        const Place& first =
            (scenario.never.empty() ? scenario.always : scenario.never).front().filter.place;
        reading.report(
            {{"a server has no never: and always:", first.text(), "use the matchers of its steps"},
             first.file == reading.file() ? YamlMark{first.line, first.column} : YamlMark{1, 1}});
    }
}

void findWanted(Scenario& scenario, const Inclusions& inclusions)
{
    for (const Text& used : inclusions.used) {
        const bool known =
            std::ranges::find(inclusions.names, used.text) != inclusions.names.end() ||
            std::ranges::find(scenario.wanted, used.text, &Text::text) != scenario.wanted.end();
        if (!known) {
            scenario.wanted.push_back(used);
        }
    }
}

} // namespace

Scenario includedFile(const YamlValue& name, Reading& reading)
{
    Inclusions& inclusions = reading.inclusions();
    const std::size_t before = reading.reported();
    const QString path = toQString(reading.wholePath(name.text));
    const QString whole = QFileInfo(path).canonicalFilePath();
    if (!reading.checkFile(name)) {
        // It was reported.
    } else if (inclusions.open.contains(whole)) {
        reading.report(name.mark, "the files include each other in a circle",
                       "remove one of the include:");
    } else if (inclusions.open.size() >= Inclusions::MostDeep) {
        reading.report(name.mark, "files include each other more than " +
                                      std::to_string(Inclusions::MostDeep) + " levels deep");
    } else if (++inclusions.files > Inclusions::MostFiles) {
        reading.report(name.mark, "more than " + std::to_string(Inclusions::MostFiles) +
                                      " files are included");
    }
    if (reading.reported() != before) {
        inclusions.isWhole = false;
        return {};
    }
    const auto text = collection::textOfFile(path);
    if (!text) {
        inclusions.isWhole = false;
        reading.report(name.mark, text.error());
        return {};
    }
    inclusions.open.append(whole);
    Reading inside(path, inclusions);
    Scenario part = readText(*text, inside);
    inclusions.open.removeLast();
    for (YamlMistake mistake : inside.mistakes()) {
        mistake.mark = name.mark;
        reading.report(std::move(mistake));
    }
    return part;
}

std::vector<Step> includedSteps(const YamlValue& name, Reading& reading)
{
    const std::size_t before = reading.reported();
    Scenario part = includedFile(name, reading);
    if (part.steps.empty() && reading.reported() == before) {
        reading.report(name.mark, "the file has no steps", "write steps: with a list in it");
    }
    std::ranges::move(part.variables, std::back_inserter(reading.inclusions().defaults));
    return std::move(part.steps);
}

ScenarioResult<Scenario> scenarioFrom(std::string_view text, const QString& path)
{
    Inclusions inclusions;
    inclusions.open.append(QFileInfo(path).canonicalFilePath());
    Reading reading(path, inclusions);
    Scenario scenario = readText(text, reading);
    Scenario defaults;
    defaults.variables = std::move(inclusions.defaults);
    takeDefaults(scenario, std::move(defaults));
    checkWhole(scenario, reading);
    if (scenario.name.empty()) {
        scenario.name = QFileInfo(path).completeBaseName().toStdString();
    }
    findWanted(scenario, inclusions);
    if (const YamlMistake* first = reading.mistake()) {
        ScenarioMistakes mistakes{*first, reading.mistakes(), std::move(scenario),
                                  inclusions.isWhole};
        const bool isCut = mistakes.all.size() == Reading::MostMistakes &&
                           reading.reported() > Reading::MostMistakes;
        if (isCut) {
            constexpr int Behind = std::numeric_limits<int>::max();
            mistakes.all.push_back(
                {{"there may be more mistakes than these", reading.file(), {}}, {Behind, 1}});
        }
        return tl::unexpected(std::move(mistakes));
    }
    return scenario;
}

ScenarioResult<Scenario> readScenario(const QString& path)
{
    const auto text = collection::textOfFile(path);
    return text ? scenarioFrom(*text, path)
                : tl::unexpected(ScenarioMistakes{text.error(), {{text.error(), {}}}, {}, false});
}

std::string scenarioText(const Scenario& scenario)
{
    YamlValue map = YamlValue::map();
    writeFields(scenarioFields(), scenario, map);
    return yamlText(map);
}

std::vector<MissingVariable> missingVariables(const Scenario& scenario,
                                              const std::vector<QString>& given)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : scenario.variables) {
        names.push_back(name);
    }
    for (const Matrix::Column& column : scenario.matrix.columns) {
        names.insert(names.end(), column.names.begin(), column.names.end());
    }
    for (const QString& name : given) {
        names.push_back(name.toStdString());
    }
    std::vector<MissingVariable> missing;
    for (const Text& wanted : scenario.wanted) {
        const QString name = toQString(wanted.text);
        if (name.startsWith(collection::SecretPrefix) ||
            std::ranges::find(given, name) != given.end()) {
            continue;
        }
        constexpr std::size_t Short = 2; // names that are all like each other
        const std::string likely =
            wanted.text.size() > Short ? likelyName(wanted.text, names) : std::string();
        const Error error{"the variable \"" + wanted.text + "\" has no value", wanted.place.text(),
                          (likely.empty() ? std::string() : "did you mean " + likely + "? ") +
                              "give it with --var " + wanted.text +
                              "=VALUE, in the file of --env, or below variables:"};
        missing.push_back(
            {wanted.text, {error, {wanted.place.line, wanted.place.column}}, !likely.empty()});
    }
    return missing;
}

Result<void> checkVariables(const Scenario& scenario, const std::vector<QString>& given)
{
    const auto missing = missingVariables(scenario, given);
    return missing.empty() ? Result<void>() : tl::unexpected<Error>(missing.front().mistake);
}

} // namespace framescope::scenario
