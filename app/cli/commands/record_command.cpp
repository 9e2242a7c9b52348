// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "cli/commands/commands.h"
#include "cli/format_option.h"
#include "cli/open_files.h"
#include "cli/record/connection_arguments.h"
#include "cli/record/record_action.h"
#include "cli/record/record_run.h"
#include "cli/record/recording_place.h"
#include "cli/record/seconds.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

constexpr const char* RecordFooter =
    "Once the connection is open, the actions --send, --send-binary, --ping and --close run in\n"
    "the given order. Then each line of standard input is sent as a text message; the end of\n"
    "standard input does not end the recording. --fragment BYTES holds for the messages after it,\n"
    "and the last one for the lines of standard input.\n"
    "Recording ends when the connection ends and no attempt follows (--reconnect), --for SECONDS\n"
    "after it opened (closing with 1000), at --close, or at SIGINT, SIGTERM or SIGHUP (closing "
    "with\n"
    "1001; a second signal drops the connection). The file is complete in each case.\n\n"
    "--force records to a file beside the old one (hello.new.pcapng) and replaces the old one at\n"
    "the end. If the connection did not open or the disk is full, both files stay.\n\n"
    "Exit status: 0 clean close; 2 wrong usage, or the file can't be written; 3 the connection\n"
    "could not be opened, ended without a clean close, or ended before everything was sent. With\n"
    "status 3 there is a recording too.\n\n"
    "Examples:\n"
    "  framescope-cli record ws://127.0.0.1:8765/hello -o hello.pcapng --send 'My name is John'\n"
    "  framescope-cli record wss://example.org/feed -o feed.pcapng --for 60 \\\n"
    "      --header 'Authorization: Bearer abc' --subprotocol json\n"
    "  framescope-cli record ws://127.0.0.1:8765/echo -o echo.pcapng --send-binary 'ca fe' \\\n"
    "      --ping are-you-there --close 4000:done --print --format jsonl\n"
    "  seq 10 | framescope-cli record ws://127.0.0.1:8765/echo -o ten.pcapng --for 1 --force\n";

/// The options as given on the command line.
struct Arguments
{
    ConnectionArguments connection;
    std::string file;
    double seconds = 0;
    bool force = false;
    bool print = false;
    bool frames = false;
    PrintFormat format = PrintFormat::Text;
};

struct ActionOption
{
    const char* name;
    const char* valueName;
    const char* help;
    Result<message::Outgoing> (*parse)(const std::string& value);
};

constexpr ActionOption ActionOptions[] = {
    {"--send", "TEXT", "Send a text message", parseSend},
    {"--send-binary", "HEX|@FILE", "Send a binary message", parseSendBinary},
    {"--ping", "TEXT", "Send a ping", parsePing},
    {"--close", "CODE[:REASON]", "Close", parseClose},
};

constexpr const char* FragmentOption = "--fragment";

using ActionParsers = std::map<const CLI::Option*, decltype(ActionOption::parse)>;

QString text(const std::string& value)
{
    return toQString(value);
}

/// The actions in the order of their options: CLI11 keeps the order of all options, and the values
/// of each.
/// `fragmentSize` becomes that of the last --fragment.
Result<std::vector<message::Outgoing>> actionsInOrder(const CLI::App& command,
                                                      const ActionParsers& parsers,
                                                      std::optional<std::uint64_t>& fragmentSize)
{
    std::vector<message::Outgoing> actions;
    std::map<const CLI::Option*, std::size_t> seen;
    for (const CLI::Option* option : command.parse_order()) {
        if (option->check_name(FragmentOption)) {
            fragmentSize = option->as<std::vector<std::uint64_t>>().at(seen[option]++);
            continue;
        }
        const auto parser = parsers.find(option);
        if (parser == parsers.end()) {
            continue;
        }
        if (!actions.empty() && std::holds_alternative<message::Close>(actions.back())) {
            return failure("no action can follow --close", option->get_name());
        }
        auto action = parser->second(option->results().at(seen[option]++));
        if (!action) {
            Error error = action.error();
            error.where = option->get_name() + (error.where.empty() ? "" : " ") + error.where;
            return tl::unexpected(std::move(error));
        }
        actions.push_back(inFragments(*std::move(action), fragmentSize));
    }
    return actions;
}

/// Prints the URL that is used, if the typed address is not a complete WebSocket URL.
void tellAddress(const std::string& typed, const connection::Target& target)
{
    const QString scheme = target.secure ? QStringLiteral("wss://") : QStringLiteral("ws://");
    if (!text(typed).trimmed().startsWith(scheme, Qt::CaseInsensitive)) {
        printMessage("connecting to " + redaction::textWithoutSecrets(target.shownUrl));
    }
}

/// Checks everything that can be checked before anything is created.
Result<RecordOptions> recordOptions(const Arguments& arguments, const CLI::App& command,
                                    const ActionParsers& parsers)
{
    auto target = targetFrom(arguments.connection);
    if (!target) {
        return tl::unexpected(target.error());
    }
    std::optional<std::uint64_t> fragmentSize;
    auto actions = actionsInOrder(command, parsers, fragmentSize);
    if (!actions) {
        return tl::unexpected(actions.error());
    }
    auto place = RecordingPlace::choose(arguments.file, arguments.force);
    if (!place) {
        return tl::unexpected(place.error());
    }
    RecordOptions options{.target = *std::move(target),
                          .place = *std::move(place),
                          .actions = *std::move(actions),
                          .fragmentSize = fragmentSize,
                          .duration = {},
                          .print = {}};
    if (command.count("--for") > 0) {
        options.duration = std::chrono::milliseconds(std::llround(arguments.seconds * 1000));
    }
    if (arguments.print) {
        options.print.emplace();
        options.print->format = arguments.format;
        options.print->view = arguments.frames ? timeline::View::Frames : timeline::View::Messages;
    }
    return options;
}

ExitStatus record(const Arguments& arguments, const CLI::App& command, const ActionParsers& parsers)
{
    auto options =
        checkOpenFiles().and_then([&] { return recordOptions(arguments, command, parsers); });
    if (!options) {
        return printError(options.error());
    }
    tellAddress(arguments.connection.url, options->target);
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
    auto parsers = std::make_shared<ActionParsers>();
    command
        ->add_option("URL", arguments->connection.url,
                     "ws://… or wss://…; http is ws, https is wss; default wss, on this machine ws")
        ->required()
        ->type_name("");
    command->add_option("-o,--output", arguments->file, "The recording to write, .pcapng")
        ->required()
        ->type_name("FILE");
    command->add_flag("--force", arguments->force,
                      "Replace an existing file once the recording is complete");
    for (const ActionOption& row : ActionOptions) {
        auto* option = command->add_option(row.name, row.help);
        option->type_name(row.valueName)->expected(1)->allow_extra_args(false);
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        parsers->emplace(option, row.parse);
    }
    command
        ->add_option(
            FragmentOption,
            "Send messages after it in frames of at most so many bytes, before compression")
        ->type_name("BYTES")
        ->expected(1)
        ->allow_extra_args(false)
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 31).description(""))
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command
        ->add_option("--for", arguments->seconds, "Close the connection this long after it opened")
        ->type_name("SECONDS")
        ->check(isDuration);
    addConnectionOptions(*command, arguments->connection);
    addPrintOptions(*command, *arguments);
    command->footer(RecordFooter);
    command->callback([command, arguments, parsers, &status] {
        status = record(*arguments, *command, *parsers);
    });
}

} // namespace framescope::cli
