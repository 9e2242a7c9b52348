// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/contract/contract_option.h"

#include <CLI/CLI.hpp>

namespace framescope::cli {

using contract::Side;
using contract::Verdict;

Result<contract::Document::Ptr> ContractOption::open() const
{
    return file.empty()
               ? contract::Document::Ptr()
               : contract::Document::open(file, side == "client" ? Side::Client : Side::Server);
}

CLI::Option* addContractOption(CLI::App& command, ContractOption& option, const std::string& help)
{
    auto* file = command.add_option("--contract", option.file, help)->type_name("FILE");
    command
        .add_option("--side", option.side,
                    "Whom an AsyncAPI document describes; what a server sends, we receive")
        ->check(CLI::IsMember({"server", "client"}))
        ->capture_default_str()
        ->needs(file)
        ->type_name("");
    return file;
}

transcript::FindFindings contractFindings(std::shared_ptr<filter::ContractCheck> check)
{
    return [check = std::move(check)](EventId id) {
        std::vector<transcript::Finding> findings;
        const auto verdict = check->check(id);
        if (!verdict || verdict->fits()) {
            return findings;
        }
        const std::string name = check->contract().messageName(*verdict);
        for (const contract::Violation& violation : verdict->violations) {
            findings.push_back({.rule = "contract",
                                .section = violation.rule,
                                .severity = "error",
                                .path = violation.path,
                                .text = (name.empty() ? name : name + ": ") + violation.message()});
        }
        return findings;
    };
}

} // namespace framescope::cli
