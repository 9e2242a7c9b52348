// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/run_plan.h"

#include "base/text/qt_string.h"
#include "scenario/format/matrix_rows.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <utility>

namespace framescope::scenario {

namespace {

bool hasOneOf(const Scenario& scenario, const std::vector<std::string>& tags)
{
    return std::ranges::any_of(tags, [&](const std::string& tag) {
        return std::ranges::find(scenario.tags, tag) != scenario.tags.end();
    });
}

bool isChosen(const Scenario& scenario, const RunPlan::Options& options)
{
    return (options.tags.empty() || hasOneOf(scenario, options.tags)) &&
           !hasOneOf(scenario, options.otherTags);
}

/// Whether the text has a field of the filter language that may be such a place; a key of the file
/// that looks like one counts too.
bool asksForPlaces(const Scenario& scenario)
{
    static const QRegularExpression field(QStringLiteral("\\b(n|conn|time)[ ]*[:=!<>]"));
    return toQString(scenarioText(scenario)).contains(field);
}

/// The names that have a value in each run of the scenario.
std::vector<QString> namesGiven(const Scenario& scenario, const RunPlan::Options& options)
{
    std::vector<QString> names;
    for (const auto& [name, value] : options.variables) {
        names.push_back(name);
    }
    for (const Matrix::Column& column : scenario.matrix.columns) {
        for (const std::string& name : column.names) {
            names.push_back(toQString(name));
        }
    }
    return names;
}

/// Whether all variables have values, as far as they must.
bool hasValues(const Scenario& scenario, const RunPlan::Options& options, RunPlan& plan)
{
    bool hasAll = true;
    for (MissingVariable& missing : missingVariables(scenario, namesGiven(scenario, options))) {
        if (options.mayLackValues && !missing.isMisspelt) {
            plan.needs.push_back({"the variable \"" + missing.name + "\" needs a value",
                                  missing.mistake.where, "--var " + missing.name + "=VALUE"});
        } else {
            plan.mistakes.push_back(std::move(missing.mistake));
            hasAll = false;
        }
    }
    return hasAll;
}

/// With the variables that seem to be misspelt.
void addMistakes(ScenarioMistakes mistakes, const RunPlan::Options& options, RunPlan& plan)
{
    const Scenario& scenario = mistakes.understood;
    for (MissingVariable& missing : mistakes.isWhole
                                        ? missingVariables(scenario, namesGiven(scenario, options))
                                        : std::vector<MissingVariable>()) {
        if (missing.isMisspelt) {
            mistakes.all.push_back(std::move(missing.mistake));
        }
    }
    std::ranges::stable_sort(mistakes.all, {}, [](const collection::YamlMistake& mistake) {
        return std::pair(mistake.mark.line, mistake.mark.column);
    });
    std::ranges::move(mistakes.all, std::back_inserter(plan.mistakes));
}

} // namespace

std::string titleOf(const std::string& file, const Values& values)
{
    std::string title = file;
    for (const auto& [name, value] : values) {
        title += (title.size() == file.size() ? " [" : ", ") + name + '=' + value;
    }
    return values.empty() ? title : title + ']';
}

RunPlan planOf(const std::vector<ScenarioFile>& files, const RunPlan::Options& options)
{
    RunPlan plan;
    for (const ScenarioFile& file : files) {
        auto scenario = readScenario(file.path);
        if (!scenario) {
            addMistakes(std::move(scenario).error(), options, plan);
            continue;
        }
        if (scenario->playsServer() && file.isNamed && !options.checksServers) {
            plan.mistakes.push_back(
                {"this scenario plays the server", scenario->serve->place.text(),
                 "start it with framescope-cli serve " + file.path.toStdString()});
            continue;
        }
        const bool isRun = !scenario->playsServer() && isChosen(*scenario, options);
        if (scenario->playsServer()) {
            plan.servers.push_back(scenario->file);
        }
        const bool isChecked = scenario->playsServer() ? options.checksServers : isRun;
        if (!isChecked || !hasValues(*scenario, options, plan) || !isRun) {
            continue;
        }
        const auto shared = std::make_shared<const Scenario>(*std::move(scenario));
        const bool places = asksForPlaces(*shared);
        for (Values& values : rowsOf(shared->matrix, options.fixed)) {
            plan.runs.push_back({shared, std::move(values), places});
        }
    }
    return plan;
}

} // namespace framescope::scenario
