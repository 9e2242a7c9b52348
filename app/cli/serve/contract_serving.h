// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/contract/contract_option.h"
#include "cli/exit_status.h"
#include "cli/serve/client_verdicts.h"
#include "cli/serve/server_arguments.h"

#include <cstdint>

namespace framescope::cli {

/// The arguments of serve --contract.
struct ContractServing
{
    ContractOption contract;
    std::uint32_t seed = 1;
    std::uint32_t every = 0; ///< milliseconds; 0: once

    /// `others`: what is served instead.
    void addTo(CLI::App& command, CLI::Option& others);
};

/// Sends what the contract describes until a signal comes, or so many clients have left. Tells what
/// a client does otherwise.
ExitStatus serveContract(const ContractServing& arguments, const JudgingArguments& judging,
                         const ServerArguments& server);

} // namespace framescope::cli
