// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "cli/commands/commands.h"
#include "cli/format_option.h"
#include "cli/open_files.h"
#include "cli/record/action_arguments.h"
#include "cli/record/behaviour_arguments.h"
#include "cli/record/connection_arguments.h"
#include "cli/record/record_run.h"
#include "cli/record/recording_place.h"
#include "cli/record/seconds.h"
#include "redaction/secrets.h"

#include <QDir>
#include <QFileInfo>

#include <cmath>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

constexpr const char* RecordFooter =
    "Once the connection is open, the actions --send, --send-binary, --send-file,\n"
    "--send-text-file, --send-raw, --ping, --pong, --wait and --close run in the given order.\n"
    "Then each line of standard input is sent as a text message, or what it says with --jsonl-in;\n"
    "the end of standard input does not end the recording. --fragment BYTES holds for the\n"
    "messages after it, and the last one for the lines of standard input.\n"
    "Recording ends when the connection ends and no attempt follows (--reconnect), --for SECONDS\n"
    "after it opened (closing with 1000), at --close, or at SIGINT, SIGTERM or SIGHUP (closing\n"
    "with 1001; a second signal drops the connection). The file is complete in each case. It goes\n"
    "on when the reader of --print leaves (| head).\n\n"
    "--behaviour changes what the client does by itself:\n"
    "  pong=on|off|late:500ms|wrong                    "
    "close-reply=echo|code:4000|empty|none|late:2s\n"
    "  after-close=wait:5s|fin|rst|half|go-on          pieces=7/5ms (bytes at once, pause)\n"
    "  mask=random|none|key:01020304\n"
    "or does something wrong once, in its place between the actions:\n"
    "  read=stop:3s                                    cut=fin|rst|fin-in-frame|rst-in-frame\n"
    "Of two values that contradict each other the last one holds, and of two cuts the first, "
    "unless\n"
    "the second one is for the connection after it (--reconnect).\n\n"
    "--connection takes address and options from a saved connection, and --env values for its\n"
    "{{variables}}. Secrets come from FRAMESCOPE_SECRET_NAME or are asked for on the terminal. A\n"
    "name that is not known is an error; \\{{ stands for the braces themselves.\n\n"
    "--force records to a file beside the old one (hello.new.pcapng) and replaces the old one at\n"
    "the end. If the connection did not open or the disk is full, both files stay.\n\n"
    "Exit status: 0 clean close; 2 wrong usage or input, or the file can't be written; 3 the\n"
    "connection could not be opened, ended without a clean close, or ended before everything was\n"
    "sent. With status 3 there is a recording too. A signal ends the program with 129, 130 or 143\n"
    "(SIGHUP, SIGINT, SIGTERM) before the file is created, and while the rest is printed.\n\n"
    "Examples:\n"
    "  framescope-cli record ws://127.0.0.1:8765/hello -o hello.pcapng --send 'My name is John'\n"
    "  framescope-cli record wss://example.org/feed -o feed.pcapng --for 60 \\\n"
    "      --header 'Authorization: Bearer abc' --subprotocol json\n"
    "  framescope-cli record ws://127.0.0.1:8765/echo -o echo.pcapng --send-binary 'ca fe' \\\n"
    "      --ping are-you-there --close 4000:done --print --format jsonl\n"
    "  framescope-cli show a.pcapng --format jsonl | \\\n"
    "      framescope-cli record ws://127.0.0.1:8765/echo -o b.pcapng --jsonl-in\n"
    "  framescope-cli record --connection chat.yaml --env staging.env.yaml -o chat.pcapng\n"
    "  seq 10 | framescope-cli record ws://127.0.0.1:8765/echo -o ten.pcapng --for 1 --force\n";

/// The options as given on the command line.
struct Arguments
{
    ConnectionArguments connection;
    ActionArguments actions;
    std::string file;
    double seconds = 0;
    bool force = false;
    bool echo = false;
    bool jsonl = false;
    bool print = false;
    bool frames = false;
    PrintFormat format = PrintFormat::Text;
};

/// Prints the URL that is used, if the typed address is not a complete WebSocket URL.
void tellAddress(const ConnectionArguments& arguments, const connection::Target& target)
{
    const auto& saved = arguments.saved.saved;
    const std::string typed =
        arguments.url.empty() && saved ? saved->address.toStdString() : arguments.url;
    const QString scheme = target.secure ? QStringLiteral("wss://") : QStringLiteral("ws://");
    if (!toQString(typed).trimmed().startsWith(scheme, Qt::CaseInsensitive)) {
        printMessage("connecting to " + redaction::textWithoutSecrets(target.shownUrl));
    }
}

/// Whether two names are of one file, which may not exist yet.
bool isSameFile(const std::string& a, const std::string& b)
{
    const auto whole = [](const std::string& path) {
        return QDir::cleanPath(
            QFileInfo(QFileInfo(toQString(path)).absolutePath()).canonicalFilePath() +
            QLatin1Char('/') + QFileInfo(toQString(path)).fileName());
    };
    return whole(a) == whole(b);
}

/// Checks everything that can be checked before anything is created.
Result<RecordOptions> recordOptions(const Arguments& arguments, const CLI::App& command)
{
    ConnectionArguments connection = arguments.connection;
    if (const auto set = setBehaviours(command, connection.options.behaviours); !set) {
        return tl::unexpected(set.error());
    }
    using AfterClose = framescope::connection::Behaviours::AfterClose;
    const bool goesOn = connection.options.behaviours.afterClose == AfterClose::GoOn;
    auto actions = arguments.actions.inOrder(command, goesOn);
    if (!actions) {
        return tl::unexpected(actions.error());
    }
    auto reached = targetFrom(connection, actions->templates());
    if (!reached) {
        return tl::unexpected(reached.error());
    }
    if (const auto checked = actions->check(reached->variables); !checked) {
        return tl::unexpected(checked.error());
    }
    auto place = RecordingPlace::choose(arguments.file, arguments.force);
    if (!place) {
        return tl::unexpected(place.error());
    }
    if (connection.cookieJar && isSameFile(*connection.cookieJar, place->target())) {
        return failure("the cookies would be written over the recording", "--cookie-jar",
                       "give the name of another file");
    }
    RecordOptions options{.target = std::move(reached->target),
                          .variables = std::move(reached->variables),
                          .place = *std::move(place),
                          .cookieFile = connection.cookieJar.value_or(""),
                          .actions = std::move(actions->actions),
                          .input = {.jsonl = arguments.jsonl,
                                    .templates = arguments.actions.hasTemplates(),
                                    .fragmentSize = actions->fragmentSize},
                          .echo = arguments.echo,
                          .duration = {},
                          .print = {}};
    if (command.count("--for") > 0) {
        options.duration = std::chrono::milliseconds(std::llround(arguments.seconds * 1000));
    }
    if (arguments.print) {
        options.print.emplace();
        options.print->format = arguments.format;
        options.print->secrets = options.target.secrets;
        options.print->view = arguments.frames ? timeline::View::Frames : timeline::View::Messages;
    }
    return options;
}

ExitStatus record(const Arguments& arguments, const CLI::App& command)
{
    auto options = checkOpenFiles().and_then([&] { return recordOptions(arguments, command); });
    if (!options) {
        return printError(options.error());
    }
    tellAddress(arguments.connection, options->target);
    const auto run = RecordRun::create(*std::move(options));
    return run ? (*run)->run() : printError(run.error());
}

void addPrintOptions(CLI::App& command, Arguments& arguments)
{
    auto* print = command.add_flag("--print", arguments.print, "Print events as they happen");
    command
        .add_flag("--frames", arguments.frames,
                  "Print every frame, instead of messages and control frames")
        ->needs(print);
    addFormatOption(command, arguments.format, {"text", "jsonl"})->needs(print);
}

} // namespace

void addRecordCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("record", "Record a WebSocket session");
    auto arguments = std::make_shared<Arguments>();
    auto* url = command->add_option(
        "URL", arguments->connection.url,
        "ws://… or wss://…; http is ws, https is wss; default wss, on this machine ws");
    url->type_name("");
    command->add_option("-o,--output", arguments->file, "The recording to write, .pcapng")
        ->required()
        ->type_name("FILE");
    command->add_flag("--force", arguments->force,
                      "Replace an existing file once the recording is complete");
    arguments->actions.addTo(*command);
    command->add_flag("--echo", arguments->echo, "Send every message of the server back");
    command->add_flag("--jsonl-in", arguments->jsonl,
                      "Send what standard input says as show --format jsonl prints it");
    command
        ->add_option("--for", arguments->seconds, "Close the connection this long after it opened")
        ->type_name("SECONDS")
        ->check(isDuration);
    addConnectionOptions(*command, arguments->connection);
    addBehaviourOption(*command);
    addPrintOptions(*command, *arguments);
    command->footer(RecordFooter);
    command->callback([command, url, arguments, &status] {
        if (url->empty() && command->count("--connection") == 0) {
            throw CLI::RequiredError("URL");
        }
        status = record(*arguments, *command);
    });
}

} // namespace framescope::cli
