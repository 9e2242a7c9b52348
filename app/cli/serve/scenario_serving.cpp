// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/scenario_serving.h"

#include "base/text/qt_string.h"
#include "cli/output.h"
#include "cli/serve/server_run.h"
#include "collection/environment.h"
#include "scenario/format/read_scenario.h"
#include "scenario/mock/mock.h"

#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <QCoreApplication>

namespace framescope::cli {

namespace {

using scenario::Mock;
using scenario::Outcome;
using scenario::Scenario;

/// What a client did otherwise than it was to, step by step.
std::string storyOf(const Mock::Report& report)
{
    std::string story = "client " + std::to_string(report.client) + " (" + report.address +
                        "): " + report.result.scenario + "\n";
    for (const scenario::StepResult& step : report.result.steps) {
        if (step.outcome != Outcome::Failed && step.outcome != Outcome::Error) {
            continue;
        }
        story += "  " + step.place.text() + ": " + step.text + "\n";
        story += step.expected.empty() ? "" : "    expected  " + step.expected + "\n";
        story += "    came      " + step.came + "\n";
        for (const std::string& line : step.before) {
            story += "    before    " + line + "\n";
        }
    }
    return story;
}

Result<std::map<QString, QString>> variablesOf(const ScenarioArguments& arguments)
{
    std::map<QString, QString> variables;
    if (!arguments.environment.empty()) {
        const auto environment =
            collection::readEnvironment(QString::fromStdString(arguments.environment));
        if (!environment) {
            return tl::unexpected(environment.error());
        }
        for (const collection::Variable& variable : environment->variables) {
            variables[variable.name] = variable.value;
        }
    }
    for (const std::string& given : arguments.variables) {
        const std::size_t equals = given.find('=');
        const QString name = toQString(std::string_view(given).substr(0, equals));
        if (equals == std::string::npos || !collection::isVariableName(name)) {
            return failure("\"" + given + "\" is not NAME=VALUE", "--var");
        }
        variables[name] = toQString(std::string_view(given).substr(equals + 1));
    }
    return variables;
}

Result<std::vector<std::shared_ptr<const Scenario>>>
read(const std::vector<std::string>& files, const std::map<QString, QString>& variables)
{
    std::vector<QString> given;
    for (const auto& [name, value] : variables) {
        given.push_back(name);
    }
    std::vector<std::shared_ptr<const Scenario>> scenarios;
    for (const std::string& file : files) {
        auto scenario = scenario::readScenario(QString::fromStdString(file));
        if (!scenario) {
            return tl::unexpected(scenario.error());
        }
        if (const auto known = scenario::checkVariables(*scenario, given); !known) {
            return tl::unexpected(known.error());
        }
        scenarios.push_back(std::make_shared<const Scenario>(*std::move(scenario)));
    }
    return scenarios;
}

} // namespace

void ScenarioArguments::addTo(CLI::App& command, CLI::Option& others)
{
    auto* scenarios = command.add_option("scenarios", files, "Play the server of these files")
                          ->type_name("SCENARIO")
                          ->excludes(&others);
    auto* most = command
                     .add_option("--clients", clients,
                                 "End when so many clients have left, with status 1 if one did "
                                 "not do what its scenario expects")
                     ->type_name("N")
                     ->check(CLI::PositiveNumber)
                     ->needs(scenarios);
    command.add_flag("--once", once, "--clients 1")->needs(scenarios)->excludes(most);
    command.add_option("--env", environment, "Values of {{variables}}, an environment")
        ->type_name("FILE")
        ->needs(scenarios);
    command.add_option("--var", variables, "The value of a {{variable}}, before that of --env")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false)
        ->needs(scenarios);
}

ExitStatus serveScenarios(const ScenarioArguments& arguments, const ServerArguments& server)
{
    const auto variables = variablesOf(arguments);
    if (!variables) {
        return printError(variables.error());
    }
    auto scenarios = read(arguments.files, *variables);
    if (!scenarios) {
        return printError(scenarios.error());
    }
    const std::uint64_t most = arguments.once ? 1 : arguments.clients;
    std::uint64_t left = 0;
    bool allPassed = true;
    Mock::Options options;
    options.stepper.variables = *variables;
    options.judged = [&](const Mock::Report& report) {
        if (report.result.outcome != Outcome::Passed) {
            allPassed = false;
            printLines(storyOf(report));
        }
    };
    options.left = [&] {
        if (++left == most) {
            QCoreApplication::quit();
        }
    };
    const auto mock = Mock::make(*std::move(scenarios), std::move(options));
    if (!mock) {
        return printError(mock.error());
    }
    ServerRun run(server, (*mock)->handlers());
    if (!run.start()) {
        return ExitStatus::WrongUsage;
    }
    const ExitStatus served = run.exec();
    const bool judges = most > 0 && served == ExitStatus::Done;
    return judges && !allPassed ? ExitStatus::ExpectationFailed : served;
}

} // namespace framescope::cli
