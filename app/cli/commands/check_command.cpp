// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/contract/check_case_report.h"
#include "cli/contract/check_report.h"
#include "cli/contract/contract_option.h"
#include "cli/format_option.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/recording_input.h"
#include "scenario/mock/handshake_fields.h"
#include "scenario/report/junit_report.h"
#include "scenario/report/report_file.h"

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

struct CheckArguments
{
    std::string file;
    ContractOption contract;
    std::string filter;
    std::string junit;
    PrintFormat format = PrintFormat::Text;
};

constexpr const char* CheckFooter =
    "FILE is an AsyncAPI document (2.x or 3.x, JSON or YAML) or a JSON Schema (drafts 4, 6, 7,\n"
    "2019-09, 2020-12), whose alternatives (oneOf) are the messages. A $ref may lead to files\n"
    "beside it; nothing is read from the network.\n\n"
    "Each message is held against the messages of its direction. It is the one whose schema it\n"
    "fits; or, by what names its kind ({\"type\": \"tick\"}), one that it breaks; or none. "
    "Messages\n"
    "are inflated and put together first, and what is not JSON is decoded if its encoding is\n"
    "recognised (MessagePack, CBOR, BSON, gzip, base64). In an AsyncAPI document, the application\n"
    "is the server unless --side says otherwise: it sends what version 2 calls subscribe.\n\n"
    "Where the document has several channels, those of the one whose address fits the request "
    "count.\n"
    "Requests are held against the query and the headers of the ws binding.\n\n"
    "text   what is wrong with each message, with the place in it and in the schema; then how "
    "often\n"
    "       each message of the contract was seen\n"
    "jsonl  the same as a JSON object for each message, and one for the summary\n\n"
    "Exit status: 0 all messages fit that could be checked, 1 one does not, 2 wrong usage or "
    "input.\n\n"
    "Examples:\n"
    "  framescope-cli check feed.pcapng --contract feed.asyncapi.yaml\n"
    "  framescope-cli check feed.pcapng --contract tick.schema.json --filter 'dir:in type:text'\n"
    "  framescope-cli show feed.pcapng --contract feed.asyncapi.yaml --filter is:contract\n";

Result<void> checkEvents(const timeline::Timeline& timeline, const CheckArguments& arguments,
                         const filter::Filter& filter, CheckReport& report)
{
    filter::ContractCheck check(timeline, filter.contract());
    filter::Matcher matcher(filter, timeline, timeline::View::Messages);
    ProgressLine line;
    const std::size_t size = timeline.size();
    for (std::size_t i = 0; i < size; ++i) {
        const EventId id{static_cast<std::uint32_t>(i)};
        const timeline::Entry& entry = timeline.entry(id);
        const bool isMessage =
            (entry.type == timeline::Type::Text || entry.type == timeline::Type::Binary) &&
            timeline::isVisible(entry, timeline::View::Messages);
        if (!isMessage || !matcher.matches(id)) {
            continue;
        }
        if (const auto verdict = check.check(id)) {
            report.add(id, *verdict);
        } else {
            report.addUnchecked();
        }
        line.tell("checking " + arguments.file, i, size);
    }
    reportTooLong(arguments.file, matcher.tooLong());
    return timeline.file()->unchanged();
}

/// Holds the requests against the ws bindings of their channels.
void checkHandshakes(const timeline::Timeline& timeline, const contract::Document& contract,
                     CheckReport& report)
{
    for (std::uint32_t i = 1; i <= timeline.connectionCount(); ++i) {
        const auto info = timeline.connection(ConnectionId{i});
        const auto number = info && info->request ? contract.channelFor(info->request->target)
                                                  : std::optional<std::size_t>();
        if (!number) {
            continue;
        }
        const contract::Channel& channel = contract.channels()[*number];
        if (channel.queryRules || channel.headerRules) {
            report.addHandshake(
                ConnectionId{i},
                handshakeViolations(channel, scenario::handshakeFields(*info->request)));
        }
    }
}

Result<bool> checkFile(const CheckArguments& arguments, const filter::Filter& filter)
{
    const auto loaded = openRecording(arguments.file);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    const contract::Document& contract = *filter.contract();
    for (const std::string& remark : contract.remarks()) {
        printMessage(remark);
    }
    Output output;
    CheckReport report(arguments.format, contract, *loaded->timeline, output);
    checkHandshakes(*loaded->timeline, contract, report);
    if (auto checked = checkEvents(*loaded->timeline, arguments, filter, report); !checked) {
        return tl::unexpected(checked.error());
    }
    report.finish();
    if (output.error()) {
        return tl::unexpected(*output.error());
    }
    if (!arguments.junit.empty()) {
        const auto cases = checkCases(report.counts(), contract, arguments.file);
        const auto written = scenario::report::writeReport(arguments.junit, junitText(cases));
        if (!written) {
            return tl::unexpected(written.error());
        }
    }
    return report.counts().allFit();
}

ExitStatus runCheck(const CheckArguments& arguments)
{
    const auto contract = arguments.contract.open();
    if (!contract) {
        return printError(contract.error());
    }
    const auto filter = filterOption(arguments.filter, *contract);
    if (!filter) {
        return ExitStatus::WrongUsage;
    }
    const auto allFit = checkFile(arguments, *filter);
    return !allFit ? printError(allFit.error()) : *allFit ? ExitStatus::Done : ExitStatus::Unmet;
}

} // namespace

void addCheckCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand(
        "check", "Hold the messages of a recording against an AsyncAPI document or JSON Schema");
    auto arguments = std::make_shared<CheckArguments>();
    command->add_option("RECORDING", arguments->file, "A recording: .pcapng or .pcap")
        ->required()
        ->type_name("");
    addContractOption(*command, arguments->contract,
                      "The contract: an AsyncAPI document or a JSON Schema")
        ->required();
    command->add_option("--filter", arguments->filter, "Only messages that match")
        ->type_name("EXPR");
    addFormatOption(*command, arguments->format, {"text", "jsonl"});
    command->add_option("--junit", arguments->junit, "Also write the result as JUnit XML")
        ->type_name("FILE");
    command->footer(CheckFooter);
    command->callback([arguments, &status] { status = runCheck(*arguments); });
}

} // namespace framescope::cli
