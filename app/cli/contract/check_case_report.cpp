// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/contract/check_case_report.h"

#include "base/text/counted.h"

namespace framescope::cli {

using scenario::Outcome;
using scenario::report::ReportCase;

namespace {

/// A case that has failed if there are examples of what is wrong.
ReportCase caseOf(const std::string& name, const std::string& message,
                  const std::vector<std::string>& examples)
{
    ReportCase one{.name = name};
    if (!examples.empty()) {
        one.outcome = Outcome::Failed;
        one.message = message;
        for (const std::string& example : examples) {
            one.details.emplace_back("came", example);
        }
    }
    return one;
}

} // namespace

scenario::report::Report checkCases(const CheckCounts& counts, const contract::Document& contract,
                                    const std::string& recording)
{
    scenario::report::ReportGroup group{.name = contract.file(), .title = recording};
    for (std::size_t i = 0; i < counts.messages.size(); ++i) {
        const CheckCounts::Message& message = counts.messages[i];
        ReportCase one = caseOf(contract.messages()[i].name,
                                counted(message.broken, "message") + " of " +
                                    std::to_string(message.seen) + " broken",
                                message.examples);
        if (message.seen == 0) {
            one.outcome = Outcome::Skipped;
            one.message = "never seen";
        } else if (message.skipped > 0 && message.broken == 0) {
            one.outcome = Outcome::Skipped;
            one.message = counted(message.skipped, "message") + " of " +
                          std::to_string(message.seen) + " not checked";
        }
        group.cases.push_back(std::move(one));
    }
    group.cases.push_back(
        caseOf("every message is one of the contract",
               counted(counts.unknown, "message") + " fit no message of the contract",
               counts.unknownExamples));
    if (counts.handshakes > 0) {
        group.cases.push_back(caseOf("every handshake fits the ws binding",
                                     counted(counts.wrongHandshakes, "handshake") + " of " +
                                         std::to_string(counts.handshakes) + " broken",
                                     counts.handshakeExamples));
    }
    return {.title = "Contract",
            .facts = {{"Recording", recording}, {"Contract", contract.file()}},
            .groups = {std::move(group)},
            .started = now()};
}

} // namespace framescope::cli
