// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/replay_serving.h"

#include "cli/output.h"
#include "cli/recording_input.h"
#include "cli/serve/server_run.h"
#include "scenario/mock/replay.h"

#include <CLI/CLI.hpp>

namespace framescope::cli {

void ReplayArguments::addTo(CLI::App& command, CLI::Option& others)
{
    auto* replay = command.add_option("--replay", file, "Answer as the server in a recording did")
                       ->type_name("FILE")
                       ->excludes(&others);
    command
        .add_option("--pace", pace,
                    "When to answer: cause: at once; time: as late as in the recording")
        ->check(CLI::IsMember({"cause", "time"}))
        ->capture_default_str()
        ->needs(replay);
}

ExitStatus serveReplay(const ReplayArguments& arguments, const ServerArguments& server)
{
    using scenario::Replay;
    const auto loaded = openRecording(arguments.file);
    if (!loaded) {
        return printError(loaded.error());
    }
    const auto pace = arguments.pace == "time" ? Replay::Pace::Time : Replay::Pace::Cause;
    const auto replay = Replay::make(loaded->timeline, {.pace = pace, .told = printMessage});
    if (!replay) {
        return printError(replay.error());
    }
    ServerRun run(server, (*replay)->handlers());
    return run.start() ? run.exec() : ExitStatus::WrongUsage;
}

} // namespace framescope::cli
