// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/contract_serving.h"

#include "base/text/visible_text.h"
#include "cli/output.h"
#include "cli/serve/server_run.h"
#include "scenario/mock/contract_mock.h"

#include <CLI/CLI.hpp>

namespace framescope::cli {

void ContractServing::addTo(CLI::App& command, CLI::Option& others)
{
    auto* file = addContractOption(command, contract,
                                   "Send messages made from an AsyncAPI document or a JSON Schema")
                     ->excludes(&others);
    command.add_option("--seed", seed, "Another number makes other messages")
        ->capture_default_str()
        ->type_name("N")
        ->needs(file);
    command.add_option("--every", every, "Send those that need no request again after so many ms")
        ->check(CLI::Range(1, 86'400'000))
        ->type_name("MS")
        ->needs(file);
}

ExitStatus serveContract(const ContractServing& arguments, const JudgingArguments& judging,
                         const ServerArguments& server)
{
    using scenario::ContractMock;
    const auto document = arguments.contract.open();
    if (!document) {
        return printError(document.error());
    }
    if (const auto writable = judging.reports.check(); !writable) {
        return printError(writable.error());
    }
    ClientVerdicts verdicts(judging);
    ContractMock::Options options;
    options.seed = arguments.seed;
    options.every = std::chrono::milliseconds(arguments.every);
    options.told = [](const scenario::ClientList::Client& client, const std::string& what) {
        printLines(visibleText("client " + std::to_string(client.number) + " (" + client.address +
                               "): " + what) +
                   '\n');
    };
    options.judged = [&](const scenario::Mock::Report& report) { verdicts.take(report); };
    options.left = [&] { verdicts.left(); };
    const auto mock = ContractMock::make(*document, arguments.contract.file, std::move(options));
    if (!mock) {
        return printError(mock.error());
    }
    for (const std::string& remark : (*mock)->remarks()) {
        printMessage(remark);
    }
    ServerRun run(server, (*mock)->handlers());
    return run.start() ? verdicts.end(run.exec()) : ExitStatus::WrongUsage;
}

} // namespace framescope::cli
