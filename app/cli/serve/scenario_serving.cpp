// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/scenario_serving.h"

#include "base/text/qt_string.h"
#include "cli/output.h"
#include "cli/serve/server_run.h"
#include "cli/verify/verify_values.h"
#include "scenario/format/read_scenario.h"
#include "scenario/mock/mock.h"
#include "scenario/verify/result_text.h"

#include <algorithm>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

using scenario::Mock;
using scenario::Outcome;
using scenario::Scenario;

/// What a client did otherwise than it was to, step by step.
std::string storyOf(const Mock::Report& report)
{
    return "client " + std::to_string(report.client) + " (" + report.address +
           "): " + titleOf(report.result) + "\n" + unmetText(report.result.steps);
}

/// The scenarios, or none if there are mistakes, which were printed.
std::vector<std::shared_ptr<const Scenario>> read(const std::vector<std::string>& files,
                                                  const std::map<QString, QString>& variables)
{
    std::vector<QString> given;
    for (const auto& [name, value] : variables) {
        given.push_back(name);
    }
    std::vector<std::shared_ptr<const Scenario>> scenarios;
    bool isGood = true;
    const auto print = [&isGood](const Error& mistake) {
        printError(mistake);
        isGood = false;
    };
    for (const std::string& file : files) {
        auto scenario = scenario::readScenario(QString::fromStdString(file));
        if (!scenario) {
            std::ranges::for_each(scenario.error().all, print);
            continue;
        }
        std::ranges::for_each(scenario::missingVariables(*scenario, given), print,
                              &scenario::MissingVariable::mistake);
        scenarios.push_back(std::make_shared<const Scenario>(*std::move(scenario)));
    }
    return isGood ? scenarios : decltype(scenarios)();
}

} // namespace

void ScenarioArguments::addTo(CLI::App& command, CLI::Option& others)
{
    auto* scenarios = command.add_option("scenarios", files, "Play the server of these files")
                          ->type_name("SCENARIO")
                          ->excludes(&others);
    command.add_option("--env", environment, "Values of {{variables}}, an environment")
        ->type_name("FILE")
        ->needs(scenarios);
    command.add_option("--var", variables, "The value of a {{variable}}, before that of --env")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false)
        ->needs(scenarios);
}

ExitStatus serveScenarios(const ScenarioArguments& arguments, const JudgingArguments& judging,
                          const ServerArguments& server)
{
    const auto values = verifyValues(arguments.variables, arguments.environment);
    if (!values) {
        return printError(values.error());
    }
    if (const auto writable = judging.reports.check(); !writable) {
        return printError(writable.error());
    }
    auto scenarios = read(arguments.files, values->all);
    if (scenarios.empty()) {
        return ExitStatus::WrongUsage;
    }
    ClientVerdicts verdicts(judging);
    Mock::Options options;
    options.stepper.variables = values->all;
    options.judged = [&](const Mock::Report& report) {
        verdicts.take(report);
        if (report.result.outcome != Outcome::Passed) {
            printLines(storyOf(report));
        }
    };
    options.left = [&] { verdicts.left(); };
    const auto mock = Mock::make(std::move(scenarios), std::move(options));
    if (!mock) {
        return printError(mock.error());
    }
    ServerRun run(server, (*mock)->handlers());
    return run.start() ? verdicts.end(run.exec()) : ExitStatus::WrongUsage;
}

} // namespace framescope::cli
