// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/table.h"
#include "wire/frames/close_codes.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace framescope::cli {

namespace {

std::string codesText()
{
    Table table{{"code", "name", "on the wire", "from a page", "meaning"}};
    for (const wire::CloseCode& row : wire::closeCodes()) {
        std::string code = std::to_string(row.first);
        if (row.last != row.first) {
            code += "-" + std::to_string(row.last);
        }
        table.push_back({std::move(code), std::string(row.name), row.validOnWire ? "yes" : "no",
                         row.fromBrowser ? "yes" : "no", std::string(row.meaning)});
    }
    return alignedText(table);
}

std::string codesJson()
{
    auto rows = nlohmann::ordered_json::array();
    for (const wire::CloseCode& row : wire::closeCodes()) {
        rows.push_back({{"first", row.first},
                        {"last", row.last},
                        {"name", row.name},
                        {"meaning", row.meaning},
                        {"on_wire", row.validOnWire},
                        {"from_page", row.fromBrowser}});
    }
    return rows.dump(2) + '\n';
}

} // namespace

void addCodesCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("codes", "Print the table of close codes");
    auto format = std::make_shared<std::string>("text");
    command->add_option("--format", *format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback(
        [format, &status] { status = printData(*format == "json" ? codesJson() : codesText()); });
}

} // namespace framescope::cli
