// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/replacement_file.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/record/recording_place.h"
#include "cli/record/signal_watcher.h"
#include "cli/recording_input.h"
#include "filter/match/matcher.h"
#include "transcript/export.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

using transcript::ExportFormat;

struct ExportArguments
{
    std::string file;
    std::string output;
    std::string format;
    std::string filter;
    std::string secrets = "remove";
    bool frames = false;
};

constexpr const char* ExportFooter =
    "har    HTTP archive 1.2: an entry for each connection, messages as Chrome writes them;\n"
    "       _framescope has what HAR can't express (control frames, checks, life cycle)\n"
    "jsonl  a JSON object for each event, as show --format jsonl prints it\n"
    "csv    RFC 4180, a column for each field; payloads as text or base64. An apostrophe is put\n"
    "       before text that a spreadsheet would take for a formula, and before text that begins\n"
    "       with an apostrophe\n"
    "html   one page to read, print and send; it loads nothing from elsewhere\n"
    "text   a line for each event, as show prints it\n\n"
    "Credentials in headers and URLs are removed: Authorization, cookies, tokens and keys, user\n"
    "info, subprotocols that are tokens, values of {{secret.NAME}}. --secrets keep keeps them.\n"
    "Payloads, close reasons and the bodies of refusals are always exported unchanged.\n\n"
    "Only its owner can read OUT. It is replaced once everything is written; a symbolic link is\n"
    "refused. --filter selects the events to export; a HAR entry still describes its whole\n"
    "connection. For the filter language, see framescope-cli filters.\n\n"
    "Examples:\n"
    "  framescope-cli export hello.pcapng -o hello.har\n"
    "  framescope-cli export feed.pcapng -o ticks.csv --filter 'dir:in json:$.type=tick'\n"
    "  framescope-cli export feed.pcapng -f jsonl -o - | jq .text\n";

/// Target of an export: standard output, or a file that appears once it is complete.
class Destination
{
public:
    static Result<Destination> create(const ExportArguments& arguments);

    Result<void> write(std::string_view text)
    {
        if (file_) {
            return file_->write(asBytes(text));
        }
        output_->write(text);
        return output_->failed() ? failure("standard output is closed") : Result<void>();
    }

    /// Completes the output. It is no error if the reader of standard output has left.
    Result<void> finish()
    {
        if (file_) {
            return file_->commit();
        }
        output_->flush();
        return output_->error() ? tl::unexpected(*output_->error()) : Result<void>();
    }
    bool readerLeft() const { return output_ && output_->failed(); }

private:
    std::optional<ReplacementFile> file_;
    std::unique_ptr<Output> output_;
};

Result<Destination> Destination::create(const ExportArguments& arguments)
{
    Destination destination;
    if (arguments.output == "-") {
        destination.output_ = std::make_unique<Output>();
        return destination;
    }
    const auto exists = regularFileExists(arguments.output);
    if (!exists) {
        Error error = exists.error();
        error.hint += ", or - for standard output";
        return tl::unexpected(std::move(error));
    }
    std::error_code ignored;
    if (*exists && std::filesystem::equivalent(arguments.output, arguments.file, ignored)) {
        return failure("this is the recording itself", arguments.output, "choose another name");
    }
    auto file = ReplacementFile::create(arguments.output);
    if (!file) {
        return tl::unexpected(file.error());
    }
    destination.file_.emplace(*std::move(file));
    return destination;
}

Result<ExportFormat> formatOf(const ExportArguments& arguments)
{
    const auto format = arguments.format.empty() ? transcript::exportFormatOfFile(arguments.output)
                                                 : transcript::exportFormatOfName(arguments.format);
    if (!format) {
        return failure("the format does not follow from the name", arguments.output,
                       "give it with -f: har, jsonl, csv, html or text");
    }
    if (*format == ExportFormat::Har && arguments.frames) {
        return failure("HAR contains messages, not frames", "--frames",
                       "leave it out, or export as jsonl");
    }
    return *format;
}

Result<void> writeEvents(const timeline::Loaded& loaded, const ExportArguments& arguments,
                         ExportFormat format, const filter::Filter& filter,
                         Destination& destination)
{
    transcript::ExportOptions options{
        .format = format,
        .view = arguments.frames ? timeline::View::Frames : timeline::View::Messages,
        .wanted = {},
        .keepSecrets = arguments.secrets == "keep",
        .title = std::filesystem::path(arguments.file).filename().string(),
        .filter = arguments.filter};
    filter::Matcher matcher(filter, *loaded.timeline, options.view);
    if (!filter.matchesAll()) {
        options.wanted = [&matcher](EventId id) { return matcher.matches(id); };
    }
    ProgressLine line;
    const auto written = transcript::exportEvents(
        loaded.timeline, options,
        [&](std::string_view text) {
            return SignalWatcher::isSet() ? failure("interrupted") : destination.write(text);
        },
        [&](std::uint64_t done, std::uint64_t total) {
            line.tell("writing " + arguments.output, done, total);
            return !SignalWatcher::isSet();
        });
    if (SignalWatcher::isSet() || destination.readerLeft()) {
        return {};
    }
    reportTooLong(arguments.file, matcher.tooLong());
    if (auto unchanged = loaded.timeline->file()->unchanged(); !unchanged) {
        return unchanged;
    }
    return written ? Result<void>() : tl::unexpected(written.error());
}

Result<void> exportFile(const ExportArguments& arguments, const filter::Filter& filter)
{
    if (arguments.output.empty()) {
        return failure("a file name is missing", "-o", "-o - writes to standard output");
    }
    const auto format = formatOf(arguments);
    if (!format) {
        return tl::unexpected(format.error());
    }
    auto destination = Destination::create(arguments);
    if (!destination) {
        return tl::unexpected(destination.error());
    }
    const auto loaded = openRecording(arguments.file);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    if (SignalWatcher::isSet()) {
        return {};
    }
    auto written = writeEvents(*loaded, arguments, *format, filter, *destination);
    return !written || SignalWatcher::isSet() ? written : destination->finish();
}

ExitStatus runExport(const ExportArguments& arguments)
{
    const auto filter = filterOption(arguments.filter);
    if (!filter) {
        return ExitStatus::WrongUsage;
    }
    // Output to standard output needs no cleaning up.
    std::optional<SignalWatcher> watcher;
    if (arguments.output != "-") {
        watcher.emplace(false);
    }
    const auto exported = exportFile(arguments, *filter);
    if (watcher) {
        watcher->obey();
    }
    return exported ? ExitStatus::Done : printError(exported.error());
}

} // namespace

void addExportCommand(CLI::App& program, ExitStatus& status)
{
    auto* command =
        program.add_subcommand("export", "Write a recording in a format that other programs read");
    auto arguments = std::make_shared<ExportArguments>();
    std::set<std::string> names;
    for (const transcript::ExportFormatInfo& format : transcript::exportFormats()) {
        names.emplace(format.name);
    }
    command->add_option("FILE", arguments->file, "A recording: .pcapng or .pcap")
        ->required()
        ->type_name("");
    command
        ->add_option("-f,--format", arguments->format,
                     "The format; by default the suffix of OUT decides")
        ->check(CLI::IsMember(names))
        ->type_name("");
    command->add_option("-o,--output", arguments->output, "The file to write; - is standard output")
        ->required()
        ->type_name("OUT");
    command->add_option("--filter", arguments->filter, "Only events that match")->type_name("EXPR");
    command->add_flag("--frames", arguments->frames,
                      "Every frame, instead of messages and control frames");
    command->add_option("--secrets", arguments->secrets, "Credentials in headers and URLs")
        ->check(CLI::IsMember({"keep", "remove"}))
        ->capture_default_str()
        ->type_name("");
    command->footer(ExportFooter);
    command->callback([arguments, &status] { status = runExport(*arguments); });
}

} // namespace framescope::cli
