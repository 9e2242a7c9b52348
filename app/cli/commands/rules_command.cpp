// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/table.h"
#include "wire/rules.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace framescope::cli {

namespace {

std::string rulesText()
{
    Table table{{"rule", "section", "severity", "text"}};
    for (const wire::RuleInfo& row : wire::rules()) {
        table.push_back({std::string(row.id), std::string(row.section),
                         std::string(wire::severityName(row.severity)), std::string(row.text)});
    }
    return alignedText(table);
}

std::string rulesJson()
{
    auto rows = nlohmann::ordered_json::array();
    for (const wire::RuleInfo& row : wire::rules()) {
        rows.push_back({{"rule", row.id},
                        {"section", row.section},
                        {"severity", wire::severityName(row.severity)},
                        {"text", row.text}});
    }
    return rows.dump(2) + '\n';
}

} // namespace

void addRulesCommand(CLI::App& program, ExitStatus& status)
{
    auto* command =
        program.add_subcommand("rules", "Print the checks that every frame, message and "
                                        "handshake goes through");
    auto format = std::make_shared<std::string>("text");
    command->add_option("--format", *format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback(
        [format, &status] { status = printData(*format == "json" ? rulesJson() : rulesText()); });
}

} // namespace framescope::cli
