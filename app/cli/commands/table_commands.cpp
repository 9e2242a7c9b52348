// SPDX-License-Identifier: GPL-3.0-or-later
//
// The commands that print a table of the program's own: close codes, checks, filter fields.
#include "base/text/visible_text.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/table.h"
#include "filter/language/fields.h"
#include "wire/frames/close_codes.h"
#include "wire/rules.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace framescope::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* FiltersFooter =
    "show --filter, export --filter and the filter bar of the window use this language. Case is\n"
    "ignored unless stated otherwise. Terms side by side must all match.\n\n"
    "Examples:\n"
    "  framescope-cli show hello.pcapng --filter 'dir:in John'\n"
    "  framescope-cli show feed.pcapng --filter 'json:$.type=tick json:$.price>100 -is:heartbeat'\n"
    "  framescope-cli show feed.pcapng --filter 'code:1006 or severity:error'\n";

constexpr const char* CodesFooter =
    "wire   the code may stand in a Close frame; what may not is only reported to programs\n"
    "app    applications may send it; the others are for their WebSocket library\n"
    "page   a page in a browser may send it, with close(): 1000 and 3000 to 4999\n\n"
    "Examples:\n"
    "  framescope-cli codes 1006\n"
    "  framescope-cli codes restart\n"
    "  framescope-cli codes 4401 --format json\n";

std::vector<wire::CloseCode> codesFor(const std::string& search)
{
    std::vector<wire::CloseCode> rows;
    std::ranges::copy_if(wire::closeCodes(), std::back_inserter(rows),
                         [&](const wire::CloseCode& row) { return wire::matches(row, search); });
    return rows;
}

std::string codesText(const std::vector<wire::CloseCode>& codes)
{
    const auto yesOrNo = [](bool yes) { return std::string(yes ? "yes" : "no"); };
    Table table{{"code", "name", "wire", "app", "page", "meaning", "registered"}};
    for (const wire::CloseCode& row : codes) {
        table.push_back({wire::codeText(row), std::string(row.name), yesOrNo(row.validOnWire),
                         yesOrNo(row.fromApplication), yesOrNo(row.fromBrowser),
                         std::string(row.meaning), std::string(row.registered)});
    }
    return alignedText(table);
}

Json codesJson(const std::vector<wire::CloseCode>& codes)
{
    Json rows = Json::array();
    for (const wire::CloseCode& row : codes) {
        rows.push_back({{"first", row.first},
                        {"last", row.last},
                        {"name", row.name},
                        {"meaning", row.meaning},
                        {"registered", row.registered},
                        {"on_wire", row.validOnWire},
                        {"from_application", row.fromApplication},
                        {"from_page", row.fromBrowser}});
    }
    return rows;
}

ExitStatus printCodes(const std::string& search, const std::string& format)
{
    const auto codes = codesFor(search);
    if (codes.empty()) {
        return printError({"no close code has \"" + visibleText(search) + "\"",
                           {},
                           "search for a code (1006) or for words (restart); without a search, the "
                           "whole table is printed"});
    }
    return printData(format == "json" ? codesJson(codes).dump(2) + '\n' : codesText(codes));
}

std::string rulesText()
{
    Table table{{"rule", "section", "severity", "text"}};
    for (const wire::RuleInfo& row : wire::rules()) {
        table.push_back({std::string(row.id), std::string(row.section),
                         std::string(wire::severityName(row.severity)), std::string(row.text)});
    }
    return alignedText(table);
}

Json rulesJson()
{
    Json rows = Json::array();
    for (const wire::RuleInfo& row : wire::rules()) {
        rows.push_back({{"rule", row.id},
                        {"section", row.section},
                        {"severity", wire::severityName(row.severity)},
                        {"text", row.text}});
    }
    return rows;
}

/// Breaks a text between words into lines of at most `width` characters.
std::vector<std::string> wrapped(std::string_view text, std::size_t width)
{
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        std::string& line = lines.back();
        if (!line.empty() && line.size() + 1 + end > width) {
            lines.emplace_back();
        } else if (!line.empty()) {
            line += ' ';
        }
        lines.back() += text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The table of filter fields, with a block for each group.
std::string filtersText()
{
    constexpr std::size_t MeaningWidth = 60;
    constexpr std::string_view Indent = "  ";
    std::string text;
    const auto all = filter::fields();
    for (std::size_t first = 0; first < all.size();) {
        Table table{{"field", "example", "meaning"}};
        const std::string_view group = all[first].group;
        for (; first < all.size() && all[first].group == group; ++first) {
            const auto& field = all[first];
            const auto lines = wrapped(field.meaning, MeaningWidth);
            table.push_back({std::string(field.name), std::string(field.example), lines.front()});
            for (std::size_t i = 1; i < lines.size(); ++i) {
                table.push_back({"", "", lines[i]});
            }
        }
        const std::string rows = alignedText(table);
        text += (text.empty() ? "" : "\n") + std::string(group) + '\n';
        for (std::size_t at = rows.find('\n') + 1; at < rows.size();) {
            const std::size_t end = rows.find('\n', at) + 1;
            text += std::string(Indent) + rows.substr(at, end - at);
            at = end;
        }
    }
    return text;
}

Json filtersJson()
{
    Json rows = Json::array();
    for (const filter::Field& field : filter::fields()) {
        rows.push_back({{"field", field.name},
                        {"group", field.group},
                        {"values", field.values},
                        {"meaning", field.meaning},
                        {"example", field.example}});
    }
    return rows;
}

std::shared_ptr<std::string> addTableFormat(CLI::App& command)
{
    auto format = std::make_shared<std::string>("text");
    command.add_option("--format", *format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    return format;
}

CLI::App& addTableCommand(CLI::App& program, ExitStatus& status, const char* name, const char* help,
                          std::string (*text)(), Json (*json)())
{
    auto* command = program.add_subcommand(name, help);
    auto format = addTableFormat(*command);
    command->callback([format, text, json, &status] {
        status = printData(*format == "json" ? json().dump(2) + '\n' : text());
    });
    return *command;
}

} // namespace

void addCodesCommand(CLI::App& program, ExitStatus& status)
{
    auto* command = program.add_subcommand("codes", "Print the table of close codes");
    auto search = std::make_shared<std::vector<std::string>>();
    command->add_option("SEARCH", *search, "Only rows that have each of these: a code, or words")
        ->type_name("");
    auto format = addTableFormat(*command);
    command->footer(CodesFooter);
    command->callback([search, format, &status] {
        std::string words;
        for (const std::string& word : *search) {
            words += (words.empty() ? "" : " ") + word;
        }
        status = printCodes(words, *format);
    });
}

void addRulesCommand(CLI::App& program, ExitStatus& status)
{
    addTableCommand(program, status, "rules",
                    "Print the checks that every frame, message and handshake goes through",
                    rulesText, rulesJson);
}

void addFiltersCommand(CLI::App& program, ExitStatus& status)
{
    addTableCommand(program, status, "filters",
                    "Print the filter language: fields, values, examples", filtersText, filtersJson)
        .footer(FiltersFooter);
}

} // namespace framescope::cli
