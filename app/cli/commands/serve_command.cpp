// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/open_files.h"
#include "cli/output.h"
#include "cli/record/signal_watcher.h"
#include "cli/serve/client_verdicts.h"
#include "cli/serve/contract_serving.h"
#include "cli/serve/replay_serving.h"
#include "cli/serve/scenario_serving.h"
#include "cli/serve/server_arguments.h"
#include "cli/serve/server_run.h"
#include "scenario/demo/demo_handler.h"
#include "scenario/demo/demo_paths.h"

#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

struct ServeOptions
{
    bool demo = false;
    ScenarioArguments scenarios;
    ReplayArguments replay;
    ContractServing contract;
    JudgingArguments judging;
    ServerArguments server;
};

ExitStatus serveDemo(const ServerArguments& arguments)
{
    constexpr std::size_t MostClients = 500;
    ServerRun run(arguments, scenario::demoHandlers(), MostClients);
    return run.start() ? run.exec() : ExitStatus::WrongUsage;
}

ExitStatus serve(const ServeOptions& options)
{
    if (const auto enough = checkOpenFiles(); !enough) {
        return printError(enough.error());
    }
    const auto sources = {options.demo, !options.scenarios.files.empty(),
                          !options.replay.file.empty(), !options.contract.contract.file.empty()};
    if (std::ranges::count(sources, true) > 1) {
        printMessage("serve one of --demo, SCENARIO, --replay and --contract");
        return ExitStatus::WrongUsage;
    }
    const bool judges = !options.scenarios.files.empty() || !options.contract.contract.file.empty();
    if (options.judging.areGiven() && !judges) {
        return printError({"only clients of a SCENARIO or a --contract are judged",
                           "--clients, --once, --junit, --html",
                           {}});
    }
    if (!options.contract.contract.file.empty()) {
        return serveContract(options.contract, options.judging, options.server);
    }
    if (!options.replay.file.empty()) {
        return serveReplay(options.replay, options.server);
    }
    if (options.demo) {
        return serveDemo(options.server);
    }
    if (!options.scenarios.files.empty()) {
        return serveScenarios(options.scenarios, options.judging, options.server);
    }
    printMessage("there is nothing to serve: name a scenario, or try serve --demo");
    return ExitStatus::WrongUsage;
}

} // namespace

void addServeCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("serve", "Run a WebSocket server to try things out");
    auto options = std::make_shared<ServeOptions>();
    auto* demo = command->add_flag("--demo", options->demo, "Serve the paths listed below");
    options->scenarios.addTo(*command, *demo);
    options->replay.addTo(*command, *demo);
    options->contract.addTo(*command, *demo);
    options->judging.addTo(*command);
    options->server.addTo(*command);
    command->footer([] {
        return "Prints \"listening on ws://127.0.0.1:PORT\" when it is ready (a second line with\n"
               "wss:// under --tls) and serves until SIGINT, SIGTERM or SIGHUP.\n\n"
               "SCENARIO: files with `serve:` in place of `connect:`. Each client has a run of "
               "its\n"
               "own, of the first file whose path fits its request; the rows of a matrix are "
               "played\n"
               "in turn. Steps of a server besides those of a client: expect: {request: ...},\n"
               "accept, refuse, respond (raw bytes), part (of a frame), end (fin, rst, tls). "
               "After\n"
               "the last step the connection stays open, and pings and Close are answered. What a\n"
               "client does otherwise is told on standard error, with file and line, and such a\n"
               "client is closed with 1008, or refused with 400.\n\n"
               "--replay: what a client says is looked for among what was said in the recording,\n"
               "and what was sent behind that is sent again: messages that are equal come first,\n"
               "then JSON that is equal but for identifiers and times, then what is most alike,\n"
               "which is told on standard error. Identifiers in the answers are the client's. A\n"
               "client gets the connection of its path, in their order; its handshake and its end\n"
               "are those of the recording too. A handshake that failed is repeated byte by\n"
               "byte.\n\n"
               "--contract: a client gets one of each message of the server that needs no "
               "request;\n"
               "with --every again and again. Its own messages are answered by the reply that\n"
               "AsyncAPI 3 names, or in version 2 by the server's next message. Messages are made\n"
               "of their examples, else of their schemas, and go in binary frames if their\n"
               "content type is binary. Requests are held against the query and the headers of\n"
               "the ws binding, and answered by 400 with what is missing or wrong; a message that\n"
               "the contract does not have is told on standard error.\n\n"
               "Exit status: 0 done; 1 with --clients or --once, a client did otherwise than its\n"
               "scenario or contract says; 2 wrong usage or input, or the recording can't be\n"
               "written. A client counts when it has sent a request, and fails if its path is\n"
               "that of no scenario.\n\n"
               "Paths of --demo:\n" +
               scenario::demoHelp() +
               "\nExamples:\n"
               "  framescope-cli serve --demo\n"
               "  framescope-cli serve --demo --port 0 --tls --certificate demo.pem\n"
               "  framescope-cli serve login.scenario.yaml --once -o client.pcapng\n"
               "  framescope-cli serve --contract feed.asyncapi.yaml --every 1000\n"
               "  framescope-cli serve --replay hello.pcapng --pace time\n";
    });
    command->callback([options, &status] { status = serve(*options); });
}

} // namespace framescope::cli
