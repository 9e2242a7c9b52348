// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/visible_text.h"
#include "cli/commands/commands.h"
#include "cli/contract/contract_option.h"
#include "cli/event_printer.h"
#include "cli/format_option.h"
#include "cli/output.h"
#include "cli/recording_input.h"

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

struct ShowOptions
{
    std::vector<std::string> files;
    std::string filter;
    ContractOption contract;
    bool frames = false;
    bool decoded = false;
    PrintFormat format = PrintFormat::Text;
};

constexpr const char* ShowFooter =
    "Reads any .pcapng or .pcap file that contains WebSockets, even one that is still being\n"
    "written. A damaged or incomplete end is left out, with a message.\n\n"
    "text   a line for each event: number, seconds, direction (-> to the server), type, length,\n"
    "       content, and !rule for each check that failed; cut to the terminal's width, if any\n"
    "jsonl  a JSON object for each event, with all its fields; missing is the number of bytes\n"
    "       that a frame or message lacks, not_inflated the reason why it is not inflated\n"
    "hex    heads, frame headers and payloads as xxd prints them\n\n"
    "EXPR: words, \"two words\", /regex/, field:value, and, or, not, parentheses; terms side by\n"
    "side must all match. framescope-cli filters lists the fields. For instance:\n"
    "  dir:in  type:text,ping  size:>1k  code:4000..4999  json:$.type=tick  is:violation\n\n"
    "Examples:\n"
    "  framescope-cli show hello.pcapng\n"
    "  framescope-cli show hello.pcapng --frames --format hex\n"
    "  framescope-cli show ticks.pcapng --filter 'json:$.type=tick size:>60' --format hex\n"
    "  framescope-cli show feed.pcapng --format jsonl --decoded | jq .decoded.price\n";

Result<void> showFile(const std::string& file, const ShowOptions& options,
                      const filter::Filter& filter, Output& output)
{
    const contract::Document::Ptr& contract = filter.contract();
    const auto loaded = openRecording(file);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    if (options.files.size() > 1 && options.format != PrintFormat::Jsonl) {
        output.write(visibleText(file) + ":\n");
    }
    EventPrinter printer(
        loaded->timeline,
        {.format = options.format,
         .view = options.frames ? timeline::View::Frames : timeline::View::Messages,
         .filter = filter,
         .connections = loaded->timeline->connectionCount() > 1,
         .decoded = options.decoded,
         .find = contract ? contractFindings(std::make_shared<filter::ContractCheck>(
                                *loaded->timeline, contract))
                          : transcript::FindFindings()},
        output);
    const auto printed = printer.print();
    output.flush();
    reportTooLong(file, printer.tooLong());
    const auto unchanged = loaded->timeline->file()->unchanged();
    return unchanged ? printed : unchanged;
}

ExitStatus show(const ShowOptions& options)
{
    const auto contract = options.contract.open();
    if (!contract) {
        return printError(contract.error());
    }
    const auto filter = filterOption(options.filter, *contract);
    if (!filter) {
        return ExitStatus::WrongUsage;
    }
    Output output;
    ExitStatus status = ExitStatus::Done;
    for (const std::string& file : options.files) {
        if (const auto shown = showFile(file, options, *filter, output); !shown) {
            output.flush();
            status = printError(shown.error());
        }
    }
    output.flush();
    return output.error() ? printError(*output.error()) : status;
}

} // namespace

void addShowCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("show", "Print the events of a recording");
    auto options = std::make_shared<ShowOptions>();
    command->add_option("FILE", options->files, "Recordings: .pcapng or .pcap")
        ->required()
        ->type_name("");
    command->add_option("--filter", options->filter, "Only events that match")->type_name("EXPR");
    addContractOption(*command, options->contract,
                      "Mark messages that break this AsyncAPI document or JSON Schema");
    command->add_flag("--frames", options->frames,
                      "Every frame, instead of messages and control frames");
    auto* format = addFormatOption(*command, options->format, {"text", "jsonl", "hex"});
    command
        ->add_flag("--decoded", options->decoded,
                   "With jsonl: print the values of decoded payloads")
        ->needs(format);
    command->footer(ShowFooter);
    command->callback([options, &status] {
        if (options->decoded && options->format != PrintFormat::Jsonl) {
            throw CLI::ValidationError("--decoded", "needs --format jsonl");
        }
        status = show(*options);
    });
}

} // namespace framescope::cli
