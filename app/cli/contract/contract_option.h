// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/document.h"
#include "filter/match/contract_check.h"
#include "transcript/finding.h"

#include <memory>
#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace framescope::cli {

/// The options --contract and --side.
struct ContractOption
{
    std::string file;
    std::string side = "server";

    /// The contract; null if no file was given.
    Result<contract::Document::Ptr> open() const;
};

CLI::Option* addContractOption(CLI::App& command, ContractOption& option, const std::string& help);

/// What is wrong with the messages of a timeline, for the formats of `show`. Both must outlive it.
transcript::FindFindings contractFindings(std::shared_ptr<filter::ContractCheck> check);

} // namespace framescope::cli
