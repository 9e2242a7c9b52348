// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/replacement_file.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/recording_input.h"
#include "scenario/making/infer_contract.h"

#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

struct InferArguments
{
    std::string file;
    std::string output;
    std::string filter;
    bool examples = false;
};

constexpr const char* InferFooter =
    "The document describes the server: its operation send is what the server sends. Messages are\n"
    "grouped by direction and by what names their kind (type, event, op, method, action …), or by\n"
    "their members. Their schemas say types, which members are always there, values that come "
    "again\n"
    "and again (enum), and formats (uuid, date-time, uri …). It is a beginning: framescope-cli "
    "check\n"
    "finds that the recording fits it; names and what may come that was not seen are yours to "
    "add.\n\n"
    "Neither values of headers and queries nor anything that looks like a secret is written. OUT "
    "is\n"
    "replaced once everything is written, and only its owner can read it.\n\n"
    "Examples:\n"
    "  framescope-cli infer feed.pcapng -o feed.asyncapi.yaml\n"
    "  framescope-cli infer feed.pcapng --filter 'conn:1 dir:in' --examples\n";

Result<std::string> inferredText(const InferArguments& arguments, const filter::Filter& filter)
{
    const auto loaded = openRecording(arguments.file);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    const timeline::Timeline& timeline = *loaded->timeline;
    ProgressLine line;
    const std::size_t size = timeline.size();
    return scenario::inferContract(
               timeline,
               {.title = std::filesystem::path(arguments.file).filename().string(),
                .filter = filter,
                .examples = arguments.examples},
               [&](std::size_t event) {
                   line.tell("reading messages of " + arguments.file, event, size);
                   return true;
               })
        .map_error([&arguments](Error error) {
            if (error.where.empty()) {
                error.where = arguments.file;
            }
            return error;
        });
}

ExitStatus runInfer(const InferArguments& arguments)
{
    const auto filter = filterOption(arguments.filter);
    if (!filter) {
        return ExitStatus::WrongUsage;
    }
    const auto text = inferredText(arguments, *filter);
    if (!text) {
        return printError(text.error());
    }
    if (arguments.output.empty() || arguments.output == "-") {
        return printData(*text);
    }
    auto file = ReplacementFile::create(arguments.output);
    const auto written = file ? file->write(asBytes(*text)).and_then([&] { return file->commit(); })
                              : tl::unexpected(file.error());
    return written ? ExitStatus::Done : printError(written.error());
}

} // namespace

void addInferCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand(
        "infer", "Write a first AsyncAPI document from the messages of a recording");
    auto arguments = std::make_shared<InferArguments>();
    command->add_option("RECORDING", arguments->file, "A recording: .pcapng or .pcap")
        ->required()
        ->type_name("");
    command
        ->add_option("-o,--output", arguments->output,
                     "The file to write, YAML; standard output without it")
        ->type_name("OUT");
    command->add_option("--filter", arguments->filter, "Only messages that match")
        ->type_name("EXPR");
    command->add_flag("--examples", arguments->examples,
                      "With the first message of each kind, without secrets");
    command->footer(InferFooter);
    command->callback([arguments, &status] { status = runInfer(*arguments); });
}

} // namespace framescope::cli
