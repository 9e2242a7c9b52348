// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/counted.h"
#include "base/text/visible_text.h"
#include "cli/commands/commands.h"
#include "cli/open_files.h"
#include "cli/output.h"
#include "cli/record/signal_watcher.h"
#include "cli/verify/verify_options.h"
#include "cli/verify/verify_run.h"
#include "cli/verify/verify_values.h"
#include "scenario/verify/scenario_files.h"

#include <memory>
#include <optional>
#include <set>
#include <string>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

constexpr const char* VerifyFooter =
    "A scenario is a YAML file: what to connect to, what to send, what must come back, and how "
    "the\n"
    "connection must end. For example:\n\n"
    "  name: the server closes as it was asked to\n"
    "  variables: { url: \"ws://127.0.0.1:8765\" }\n"
    "  connect: \"{{url}}/close?code={{code}}&reason=bye\"\n"
    "  matrix: { code: [1000, 1001, 3000, 4000] }\n"
    "  steps:\n"
    "    - expect: open\n"
    "    - expect: { close: { code: \"{{code}}\", reason: bye, clean: true }, within: 2s }\n"
    "  never: severity:error\n\n"
    "Scenarios to start from are in /usr/share/framescope/scenarios, and a JSON Schema for "
    "editors\n"
    "is beside that folder. Of a folder, all files below it are taken that end in .scenario.yaml,\n"
    "and other .yaml files that have steps:.\n\n"
    "A line says what became of each run, on a terminal only of those that did not pass; below it\n"
    "are the steps to blame: FILE:LINE:COLUMN, what was expected, what came instead. --repeat "
    "runs\n"
    "each several times: one that passes sometimes is flaky, and that is a failure.\n\n"
    "--offline takes the steps against a recording, also one of Wireshark or tcpdump: a connect\n"
    "stands for its next connection, and what is sent must be there. A warning tells if that one\n"
    "is of another path.\n\n"
    "--check tells all mistakes of a file in one reading, and which variables a run needs.\n\n"
    "Exit status: 0 all passed; 1 an expectation failed; 2 wrong usage or input, such as a "
    "mistake\n"
    "in a file, in which case nothing is run; 3 a connection could not be made (name, TCP or TLS)\n"
    "that had to open, and no other expectation failed.\n"
    "A signal ends the runs; those under way are reported as not finished, and the shell sees 130\n"
    "for SIGINT, 143 for SIGTERM, 129 for SIGHUP.\n\n"
    "Examples:\n"
    "  framescope-cli verify /usr/share/framescope/scenarios --var url=wss://staging.example.org\n"
    "  framescope-cli verify tests --tag smoke --parallel 4 --junit report.xml --record evidence\n"
    "  framescope-cli verify heartbeat.scenario.yaml --repeat 1000\n"
    "  framescope-cli verify login.scenario.yaml --offline session.pcapng --connection 2\n";

/// One line for each run.
std::string listOf(const scenario::RunPlan& plan)
{
    std::string text;
    for (const scenario::PlannedRun& run : plan.runs) {
        const scenario::Scenario& one = *run.scenario;
        text += visibleText(scenario::titleOf(one.file, run.values)) + "  " + visibleText(one.name);
        std::string tags;
        for (const std::string& tag : one.tags) {
            tags += (tags.empty() ? "  (" : ", ") + visibleText(tag);
        }
        text += tags + (tags.empty() ? "\n" : ")\n");
    }
    return text;
}

std::size_t countScenarios(const scenario::RunPlan& plan)
{
    std::set<const scenario::Scenario*> scenarios;
    for (const scenario::PlannedRun& run : plan.runs) {
        scenarios.insert(run.scenario.get());
    }
    return scenarios.size();
}

/// The plan, or why there is none, which was printed.
std::optional<scenario::RunPlan> plan(const VerifyOptions& options, const VerifyValues& values)
{
    const auto files = scenario::scenarioFiles(options.files);
    if (!files) {
        printError(files.error());
        return std::nullopt;
    }
    scenario::RunPlan plan = planOf(*files, {.tags = options.tags,
                                             .otherTags = options.otherTags,
                                             .variables = values.all,
                                             .fixed = values.fixed,
                                             .mayLackValues = options.check || options.list,
                                             .checksServers = options.check});
    for (const Error& mistake : plan.mistakes) {
        printError(mistake);
    }
    if (!plan.mistakes.empty()) {
        return std::nullopt;
    }
    for (const Error& need : options.check ? plan.needs : std::vector<Error>()) {
        printMessage(need.message());
    }
    for (const std::string& file : options.check ? std::vector<std::string>() : plan.servers) {
        printMessage("skipped, as it plays the server: framescope-cli serve " + file);
    }
    if (plan.runs.empty() && !(options.check && !plan.servers.empty())) {
        printError({"no scenario is left to run", {}, "see --tag, --no-tag and --list"});
        return std::nullopt;
    }
    return plan;
}

ExitStatus verify(const VerifyOptions& options)
{
    const auto values = verifyValues(options.variables, options.environment);
    if (!values) {
        return printError(values.error());
    }
    auto planned = plan(options, *values);
    if (!planned) {
        return ExitStatus::WrongUsage;
    }
    if (options.list) {
        return printData(listOf(*planned));
    }
    if (options.check) {
        return printData(counted(countScenarios(*planned) + planned->servers.size(), "scenario") +
                         ", " + counted(planned->runs.size(), "run") + ": no mistakes\n");
    }
    const auto run = runOptions(*planned, *values);
    if (!run) {
        return printError(run.error());
    }
    const SignalWatcher signalWatcher(false);
    VerifyRun runs(options, *std::move(planned));
    const auto ready = runs.prepare().and_then([] { return checkOpenFiles(); });
    if (!ready) {
        return printError(ready.error());
    }
    if (options.offline.empty()) {
        runs.overSessions(*run, signalWatcher);
    } else if (const auto done = runs.offline(*run); !done) {
        return printError(done.error());
    }
    const ExitStatus status = runs.end();
    signalWatcher.obey();
    return status;
}

void addReportOptions(CLI::App& command, VerifyOptions& options)
{
    options.reports.addTo(command);
    command
        .add_option("--record", options.evidence,
                    "Keep the recording of each run, named after its scenario and values")
        ->type_name("DIR");
}

} // namespace

void addVerifyCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("verify", "Run scenarios against a server");
    auto options = std::make_shared<VerifyOptions>();
    command->add_option("FILE", options->files, "Scenarios, and folders of them")
        ->required()
        ->type_name("");
    command->add_flag("--check", options->check, "Look for mistakes in the files, and run nothing");
    command->add_flag("--list", options->list,
                      "List the runs with their values and tags, and run nothing");
    command
        ->add_option("--var", options->variables,
                     "Set a {{variable}}; comes before --env, the files and their matrix")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    command->add_option("--env", options->environment, "Take {{variables}} from this file")
        ->type_name("FILE");
    command->add_option("--tag", options->tags, "Only scenarios with this tag, or another of these")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command->add_option("--no-tag", options->otherTags, "No scenario with this tag")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command->add_option("--parallel", options->parallel, "Runs at the same time")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000))
        ->type_name("N");
    command->add_option("--repeat", options->repeats, "Run each N times")
        ->check(CLI::Range(1, 1'000'000))
        ->type_name("N");
    command->add_flag("--fail-fast", options->failFast, "End after the first that does not pass");
    addReportOptions(*command, *options);
    auto* offline = command
                        ->add_option("--offline", options->offline,
                                     "Take the steps against a recording in place of a server")
                        ->type_name("RECORDING");
    offline->excludes(command->get_option("--record"));
    command
        ->add_option("--connection", options->connection,
                     "The connection of the recording to begin with")
        ->check(CLI::Range(1, 1'000'000))
        ->type_name("N")
        ->needs(offline);
    command->footer(VerifyFooter);
    command->callback([options, &status] { status = verify(*options); });
}

} // namespace framescope::cli
