// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/counted.h"
#include "cli/commands/commands.h"
#include "cli/open_files.h"
#include "cli/output.h"
#include "cli/verify/verify_input.h"
#include "cli/verify/verify_run.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

constexpr const char* VerifyFooter =
    "A scenario is a YAML file; framescope-scenario.schema.json describes it for editors.\n\n"
    "Examples:\n"
    "  framescope-cli verify close.yaml --var url=ws://127.0.0.1:8765\n"
    "  framescope-cli verify --check close.yaml\n";

ExitStatus verify(const VerifyArguments& arguments)
{
    auto input = checkOpenFiles().and_then([&] { return verifyInput(arguments); });
    if (!input) {
        return printError(input.error());
    }
    if (arguments.checkOnly) {
        printMessage(counted(arguments.files.size(), "scenario") + ", " +
                     counted(input->runs.size(), "run") + ": no mistake");
        return ExitStatus::Done;
    }
    VerifyRun run(*std::move(input));
    return run.run();
}

} // namespace

void addVerifyCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("verify", "Run scenarios against a server");
    auto arguments = std::make_shared<VerifyArguments>();
    command->add_option("FILE", arguments->files, "The scenarios, .yaml")
        ->required()
        ->type_name("");
    command->add_flag("--check", arguments->checkOnly, "Look for mistakes; connect to nothing");
    command->add_option("--var", arguments->variables, "Set a variable of the scenarios")
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--env", arguments->environment, "Take values of variables from this file")
        ->type_name("FILE");
    command->footer(VerifyFooter);
    command->callback([arguments, &status] { status = verify(*arguments); });
}

} // namespace framescope::cli
