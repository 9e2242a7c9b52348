// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/run_plan.h"

#include "base/text/qt_string.h"
#include "scenario/format/matrix_rows.h"
#include "scenario/format/read_scenario.h"

#include <algorithm>
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
            plan.mistakes.push_back(std::move(scenario).error());
            continue;
        }
        if (scenario->playsServer() && file.isNamed) {
            plan.mistakes.push_back({"the scenario plays the server", file.path.toStdString(),
                                     "run it with framescope-cli serve"});
            continue;
        }
        if (scenario->playsServer() || !isChosen(*scenario, options)) {
            ++plan.leftOut;
            continue;
        }
        if (const auto all = checkVariables(*scenario, namesGiven(*scenario, options)); !all) {
            plan.mistakes.push_back(all.error());
            continue;
        }
        const auto shared = std::make_shared<const Scenario>(*std::move(scenario));
        for (Values& values : rowsOf(shared->matrix, options.fixed)) {
            plan.runs.push_back({shared, std::move(values)});
        }
    }
    return plan;
}

} // namespace framescope::scenario
