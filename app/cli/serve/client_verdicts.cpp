// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/client_verdicts.h"

#include "cli/output.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <QCoreApplication>

namespace framescope::cli {

using scenario::Outcome;

void JudgingArguments::addTo(CLI::App& command)
{
    auto* most = command
                     .add_option("--clients", clients,
                                 "End when so many clients have left; status 1 if one failed")
                     ->type_name("N")
                     ->check(CLI::PositiveNumber);
    command.add_flag("--once", once, "--clients 1")->excludes(most);
    reports.addTo(command);
}

void ClientVerdicts::take(const scenario::Mock::Report& report)
{
    allPassed_ = allPassed_ && report.result.outcome == Outcome::Passed;
    if (!arguments_.reports.areWanted()) {
        return;
    }
    scenario::RunResult run = report.result;
    run.file = run.file.empty() ? "no scenario" : run.file;
    run.values.emplace_back("client", std::to_string(report.client));
    runs_.emplace_back().add(std::move(run));
}

void ClientVerdicts::left()
{
    if (++left_ == (arguments_.once ? 1 : arguments_.clients)) {
        QCoreApplication::quit();
    }
}

ExitStatus ClientVerdicts::end(ExitStatus served)
{
    std::ranges::stable_sort(runs_, {}, [](const auto& each) { return each.shown().file; });
    if (const auto written = arguments_.reports.write(runs_, started_); !written) {
        return printError(written.error());
    }
    const bool judges = (arguments_.once || arguments_.clients > 0) && served == ExitStatus::Done;
    return judges && !allPassed_ ? ExitStatus::Unmet : served;
}

} // namespace framescope::cli
