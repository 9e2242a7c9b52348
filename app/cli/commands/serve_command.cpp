// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/open_files.h"
#include "cli/output.h"
#include "cli/record/signal_watcher.h"
#include "cli/serve/replay_serving.h"
#include "cli/serve/server_arguments.h"
#include "cli/serve/server_run.h"
#include "scenario/demo/demo_handler.h"
#include "scenario/demo/demo_paths.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

struct ServeOptions
{
    bool demo = false;
    ReplayArguments replay;
    ServerArguments server;
};

ExitStatus serveDemo(const ServerArguments& arguments)
{
    constexpr std::size_t MostClients = 500;
    ServerRun run(arguments, scenario::makeDemoHandler, MostClients);
    return run.start() ? run.exec() : ExitStatus::WrongUsage;
}

ExitStatus serve(const ServeOptions& options)
{
    if (const auto enough = checkOpenFiles(); !enough) {
        return printError(enough.error());
    }
    if (!options.replay.file.empty()) {
        return serveReplay(options.replay, options.server);
    }
    if (options.demo) {
        return serveDemo(options.server);
    }
    printMessage("there is nothing to serve: try serve --demo");
    return ExitStatus::WrongUsage;
}

} // namespace

void addServeCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("serve", "Run a WebSocket server to try things out");
    auto options = std::make_shared<ServeOptions>();
    command->add_flag("--demo", options->demo, "Serve the paths listed below");
    options->replay.addTo(*command);
    options->server.addTo(*command);
    command->footer([] {
        return "Prints \"listening on ws://127.0.0.1:PORT\" when it is ready (a second line with\n"
               "wss:// under --tls) and serves until SIGINT, SIGTERM or SIGHUP.\n\nPaths of "
               "--demo:\n" +
               scenario::demoHelp() +
               "\nExamples:\n"
               "  framescope-cli serve --demo\n"
               "  framescope-cli serve --demo --port 0 --tls --certificate demo.pem\n"
               "  framescope-cli serve --replay hello.pcapng -o clients.pcapng\n";
    });
    command->callback([options, &status] { status = serve(*options); });
}

} // namespace framescope::cli
