// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "cli/commands/commands.h"
#include "cli/open_files.h"
#include "cli/output.h"
#include "cli/probe/probe_run.h"
#include "cli/probe/probe_text.h"
#include "cli/record/connection_arguments.h"
#include "cli/record/recording_place.h"
#include "cli/record/seconds.h"
#include "scenario/probe/case_list.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <cmath>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace framescope::cli {

namespace {

namespace probe = scenario::probe;

constexpr const char* ProbeFooter =
    "Each case is a fresh connection: frames, lengths, fragments, UTF-8, closes, compression,\n"
    "handshakes and origins, malformed or unusual. It is judged by what RFC 6455, 7692, 9110 and\n"
    "9112 want: ok, non-strict (allowed, or less than is recommended), informational (left open "
    "by\n"
    "the RFCs), failed, unimplemented (the server has no permessage-deflate), not tried. --list\n"
    "says which case of the Autobahn test suite each one is the counterpart of; all are covered.\n"
    "A server that sends messages back (an echo server) is judged best; of others, the probe "
    "judges\n"
    "what can be.\n\n"
    "Probing other people's servers is an attack on them, so a server that is not on this machine\n"
    "is asked about first, or needs --yes. The load guard: no more connections and bytes are sent\n"
    "than --max-connections and --max-bytes say, and no more than --rate connections a second. "
    "What\n"
    "does not fit is not tried. The sums are told before and after.\n\n"
    "Exit status: 0 all cases were tried, and none failed; 1 some failed, or were not tried; 2 "
    "wrong\n"
    "usage or input; 3 the server could not be reached, or refused a usual connection; 130, 143,\n"
    "129 ended by SIGINT, SIGTERM, SIGHUP, after reports of what was found.\n\n"
    "Examples:\n"
    "  framescope-cli probe ws://127.0.0.1:8765/echo\n"
    "  framescope-cli probe ws://127.0.0.1:8765/echo --case 'utf8' --case '7.9.*' --all\n"
    "  framescope-cli probe wss://staging.example.org/ws --yes --cookie session=abc --rate 10 \\\n"
    "      --junit probe.xml --html probe.html --record evidence\n";

struct ProbeArguments
{
    ConnectionArguments connection;
    probe::Settings settings;
    ProbeOptions output;
    double patience = 2;
    double idle = 3;
    bool list = false;
    bool yes = false;
    std::string format = "text";
};

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(std::llround(seconds * 1'000));
}

/// The folder has to be new or empty, so that recordings of two probes are never mixed up.
Result<void> prepareFolder(const std::string& folder)
{
    QDir dir(toQString(folder));
    if (!dir.mkpath(QStringLiteral("."))) {
        return failure("the folder can't be made", folder);
    }
    return dir.isEmpty()
               ? Result<void>()
               : failure("the folder is not empty", folder,
                         "give a new one, so that recordings of two probes are not mixed");
}

/// A probe of a server of others is an attack, so somebody has to answer for it.
Result<void> askFor(const connection::Target& target, bool yes)
{
    if (yes || probe::isLocal(target.url)) {
        return {};
    }
    if (::isatty(STDIN_FILENO) == 0) {
        return failure("the server is not on this machine", target.shownUrl,
                       "probe only servers that are yours, or whose owner agreed; say so by --yes");
    }
    printLines("Probing a server without the consent of its owner is an attack on it.\nProbe " +
               target.shownUrl + "? Type yes: ");
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "yes"
               ? Result<void>()
               : failure("nothing was sent, as the answer was not yes", target.shownUrl);
}

ExitStatus printList(const ProbeArguments& arguments)
{
    const auto cases = probe::chosenCases(arguments.settings);
    if (!cases) {
        return printError(cases.error());
    }
    return printData(arguments.format == "jsonl" ? listJsonLines(*cases) : listText(*cases));
}

Result<void> checkFiles(const ProbeOptions& output)
{
    for (const std::string& file : {output.junitFile, output.htmlFile}) {
        if (file.empty()) {
            continue;
        }
        if (const auto exists = regularFileExists(file); !exists) {
            return tl::unexpected(exists.error());
        }
        if (!QFileInfo(QFileInfo(toQString(file)).absolutePath()).isDir()) {
            return failure("there is no such folder", file);
        }
    }
    return {};
}

ExitStatus probeServer(ProbeArguments arguments)
{
    probe::Settings& settings = arguments.settings;
    settings.patience = milliseconds(arguments.patience);
    settings.idle = milliseconds(arguments.idle);
    if (arguments.list) {
        return printList(arguments);
    }
    if (arguments.connection.url.empty() && !arguments.connection.saved.isGiven()) {
        throw CLI::RequiredError("URL");
    }
    auto reached =
        checkOpenFiles().and_then([&] { return checkFiles(arguments.output); }).and_then([&] {
            return targetFrom(arguments.connection, {});
        });
    if (!reached) {
        return printError(reached.error());
    }
    settings.options = reached->target;
    if (const auto asked = askFor(reached->target, arguments.yes); !asked) {
        return printError(asked.error());
    }
    auto made = probe::Probe::create(settings);
    if (!made) {
        return printError(made.error());
    }
    if (!settings.recordings.empty()) {
        if (const auto prepared = prepareFolder(settings.recordings); !prepared) {
            return printError(prepared.error());
        }
    }
    ProbeOptions output = arguments.output;
    output.settings = settings;
    output.url = urlForTitle(reached->target).toString(QUrl::FullyEncoded).toStdString();
    output.jsonl = arguments.format == "jsonl";
    return ProbeRun(std::move(output), std::move(*made)).run();
}

void addCaseOptions(CLI::App& command, ProbeArguments& arguments)
{
    const char* group = "Cases";
    command
        .add_option(
            "--case", arguments.settings.chosen,
            "Try these only: a group, a case, or a number of Autobahn; * and ? stand for any")
        ->type_name("NAME")
        ->allow_extra_args(false)
        ->group(group);
    command.add_flag("--list", arguments.list, "Print the cases, and send nothing")->group(group);
    command
        .add_option("--messages", arguments.settings.messages,
                    "Messages of each case that counts them (Autobahn has 1000)")
        ->type_name("N")
        ->check(CLI::Range(1, 1'000).description(""))
        ->capture_default_str()
        ->group(group);
    command
        .add_option("--patience", arguments.patience, "Wait so long for each step of the server")
        ->type_name("SECONDS")
        ->check(isDuration)
        ->capture_default_str()
        ->group(group);
    command
        .add_option("--idle", arguments.idle,
                    "Wait so long in the cases in which nobody says a thing")
        ->type_name("SECONDS")
        ->check(isDuration)
        ->capture_default_str()
        ->group(group);
}

void addGuardOptions(CLI::App& command, ProbeArguments& arguments)
{
    const char* group = "Load guard";
    probe::Settings& settings = arguments.settings;
    command
        .add_option("--max-bytes", settings.maxBytes,
                    "Send no more in sum; 64M and 1G are understood")
        ->type_name("BYTES")
        ->transform(CLI::AsSizeValue(false).description(""))
        ->default_str("256M")
        ->group(group);
    command.add_option("--max-connections", settings.maxConnections, "Make no more connections")
        ->type_name("N")
        ->capture_default_str()
        ->group(group);
    command.add_option("--rate", settings.rate, "Make no more connections a second")
        ->type_name("N")
        ->check(CLI::Range(0.01, 10'000.0).description(""))
        ->capture_default_str()
        ->group(group);
    command.add_option("--parallel", settings.parallel, "Run so many cases at once")
        ->type_name("N")
        ->check(CLI::Range(1, 64).description(""))
        ->capture_default_str()
        ->group(group);
    command
        .add_flag("--yes", arguments.yes,
                  "The server may be probed, although it is not on this machine")
        ->group(group);
}

void addReportOptions(CLI::App& command, ProbeArguments& arguments)
{
    const char* group = "Reports";
    command.add_option("--format", arguments.format, "text or jsonl, a line for each case")
        ->check(CLI::IsMember({"text", "jsonl"}).description(""))
        ->capture_default_str()
        ->group(group);
    command.add_flag("--all", arguments.output.all, "Print the cases that are right, too")
        ->group(group);
    command.add_option("--junit", arguments.output.junitFile, "Write a report as JUnit XML")
        ->type_name("FILE")
        ->group(group);
    command.add_option("--html", arguments.output.htmlFile, "Write a report as one HTML file")
        ->type_name("FILE")
        ->group(group);
    command
        .add_option("--record", arguments.settings.recordings,
                    "Keep the recording of each case in this folder, which is new or empty")
        ->type_name("DIR")
        ->group(group);
}

} // namespace

void addProbeCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand(
        "probe", "Hold a server against the RFCs with malformed and unusual input");
    auto arguments = std::make_shared<ProbeArguments>();
    command
        ->add_option("URL", arguments->connection.url,
                     "ws://… or wss://… of a server that is yours to probe")
        ->type_name("");
    addCaseOptions(*command, *arguments);
    addGuardOptions(*command, *arguments);
    addReportOptions(*command, *arguments);
    addConnectionOptions(*command, arguments->connection);
    command->footer(ProbeFooter);
    command->callback([arguments, &status] { status = probeServer(*arguments); });
}

} // namespace framescope::cli
