// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/replacement_file.h"
#include "cli/commands/commands.h"
#include "cli/open_files.h"
#include "cli/output.h"
#include "cli/record/recording_place.h"
#include "cli/record/signal_watcher.h"
#include "scenario/demo/demo_handler.h"
#include "scenario/demo/demo_paths.h"
#include "scenario/server/server.h"

#include <memory>

#include <CLI/CLI.hpp>
#include <QCoreApplication>

namespace framescope::cli {

namespace {

struct ServeOptions
{
    bool demo = false;
    bool tls = false;
    std::uint16_t port = 8765;
    std::string address = "127.0.0.1";
    std::string certificateFile;
};

Result<void> writeCertificate(const scenario::Server& server, const std::string& path)
{
    if (const auto exists = regularFileExists(path); !exists) {
        return tl::unexpected(exists.error());
    }
    auto file = ReplacementFile::create(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return file->write(asBytes(server.certificate())).and_then([&] { return file->commit(); });
}

/// The TLS port is the plain port plus one; if the plain port is 0, both are free ports.
Result<void> startServers(const ServeOptions& options, scenario::Server& plain,
                          scenario::Server& secure, Output& output)
{
    const QHostAddress address(QString::fromStdString(options.address));
    if (address.isNull()) {
        return failure("\"" + options.address + "\" is not an IP address", "--address",
                       "127.0.0.1 is this machine, 0.0.0.0 all of its networks");
    }
    const auto port = plain.start({.port = options.port, .address = address});
    if (!port) {
        return tl::unexpected(port.error());
    }
    output.write("listening on " + plain.url().toStdString() + "\n");
    if (options.tls) {
        const auto securePort = static_cast<std::uint16_t>(options.port == 0 ? 0 : *port + 1);
        if (const auto started =
                secure.start({.port = securePort, .tls = true, .address = address});
            !started) {
            return tl::unexpected(started.error());
        }
        if (!options.certificateFile.empty()) {
            if (const auto saved = writeCertificate(secure, options.certificateFile); !saved) {
                return saved;
            }
        }
        output.write("listening on " + secure.url().toStdString() + "\n");
    }
    output.flush();
    return {};
}

ExitStatus serve(const ServeOptions& options)
{
    if (!options.demo) {
        printMessage("there is nothing to serve: try serve --demo");
        return ExitStatus::WrongUsage;
    }
    if (const auto enough = checkOpenFiles(); !enough) {
        return printError(enough.error());
    }
    Output output;
    SignalWatcher signalWatcher(true);
    scenario::Server plain(scenario::makeDemoHandler);
    scenario::Server secure(scenario::makeDemoHandler);
    if (const auto started = startServers(options, plain, secure, output); !started) {
        return printError(started.error());
    }
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    return ExitStatus::Done;
}

} // namespace

void addServeCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("serve", "Run a WebSocket server to try things out");
    auto options = std::make_shared<ServeOptions>();
    command->add_flag("--demo", options->demo, "Serve the paths listed below");
    command->add_option("--port", options->port, "TCP port; 0 takes a free one")
        ->capture_default_str();
    command->add_option("--address", options->address, "IP address to listen on")
        ->capture_default_str();
    auto* tls =
        command->add_flag("--tls", options->tls,
                          "Serve TLS too, on the next port, with a certificate made for this run");
    command
        ->add_option("--certificate", options->certificateFile,
                     "Write that certificate to a file, for record --ca")
        ->type_name("FILE")
        ->needs(tls);
    command->footer([] {
        return "Prints \"listening on ws://127.0.0.1:PORT\" when it is ready (a second line with\n"
               "wss:// under --tls) and serves until SIGINT, SIGTERM or SIGHUP.\n\nPaths of "
               "--demo:\n" +
               scenario::demoHelp() +
               "\nExamples:\n"
               "  framescope-cli serve --demo\n"
               "  framescope-cli serve --demo --port 0 --tls --certificate demo.pem\n";
    });
    command->callback([options, &status] { status = serve(*options); });
}

} // namespace framescope::cli
