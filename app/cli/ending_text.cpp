// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ending_text.h"

#include "base/text/hex.h"
#include "base/text/visible_text.h"
#include "cli/table.h"
#include "transcript/formats/json_strings.h"
#include "wire/http/printable.h"

#include <nlohmann/json.hpp>

namespace framescope::cli {

namespace {

using Json = nlohmann::ordered_json;
using timeline::ConnectionInfo;
using timeline::EndingHalf;
using timeline::EndingStory;

const char* sideName(Direction side)
{
    return side == Direction::In ? "server" : "client";
}

Json nameOf(const std::optional<Direction>& side)
{
    return side ? Json(sideName(*side)) : Json();
}

/// Both halves side by side; rows in which neither has something are left out.
Table halvesTable(const EndingHalf& server, const EndingHalf& client)
{
    Table table{{"", "server", "client"}};
    const auto add = [&](const char* name, std::string EndingHalf::*member) {
        if (!(server.*member).empty() || !(client.*member).empty()) {
            table.push_back({name, server.*member, client.*member});
        }
    };
    add("Close", &EndingHalf::close);
    add("code", &EndingHalf::code);
    add("meaning", &EndingHalf::meaning);
    add("registered", &EndingHalf::registered);
    add("TCP", &EndingHalf::tcp);
    return table;
}

std::string browserText(const timeline::BrowserReport& report)
{
    return std::string("wasClean ") + (report.wasClean ? "true" : "false") + ", code " +
           std::to_string(report.code) + ", reason \"" + visibleText(report.reason) + '"';
}

std::string faultText(const timeline::EndingFault& fault)
{
    const wire::RuleInfo& rule = wire::info(fault.violation.rule);
    return std::string(wire::severityName(rule.severity)) + ": " +
           visibleText(wire::violationText(fault.violation)) +
           (fault.by ? std::string(" (of the ") + sideName(*fault.by) + ')' : "") + " [" +
           std::string(rule.id) + ", " + std::string(rule.section) + ']';
}

Table factsTable(const EndingStory& story)
{
    Table table;
    for (const auto& [half, name] :
         {std::pair(&story.server, "server's"), std::pair(&story.client, "client's")}) {
        if (!half->bytes.empty()) {
            table.push_back({std::string(name) + " reason", half->reason});
            table.push_back({std::string(name) + " payload", half->bytes});
        }
    }
    if (story.browser) {
        table.push_back({"in a browser", browserText(*story.browser)});
    }
    for (const timeline::EndingFault& fault : story.faults) {
        table.push_back({"wrong", faultText(fault)});
    }
    if (!story.usually.empty()) {
        table.push_back({"cause", story.usually});
    }
    return table;
}

std::string indented(const std::string& lines)
{
    std::string text;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = lines.find('\n', at) + 1;
        text += "  " + lines.substr(at, end - at);
        at = end;
    }
    return text;
}

Json halfJson(const EndingHalf& half, const std::optional<timeline::FirstClose>& close)
{
    Json json{{"close", half.close}, {"code", nullptr}, {"reason", nullptr}, {"payload", nullptr}};
    if (close) {
        json["code"] = close->code ? Json(*close->code) : Json();
        json["reason"] = wire::printable(close->reason);
        json["payload"] = toHex(close->payload);
    }
    json["tcp"] = half.tcp;
    return json;
}

} // namespace

std::string endingText(const ConnectionInfo& connection, const EndingStory& story)
{
    std::string text = "connection " + std::to_string(connection.id.value) +
                       (connection.url.empty() ? "" : "  " + visibleText(connection.url)) + '\n' +
                       visibleText(story.headline) + "\n\n";
    for (const std::string& sentence : story.sentences) {
        text += "  " + visibleText(sentence) + '\n';
    }
    return text + '\n' + indented(alignedText(halvesTable(story.server, story.client))) + '\n' +
           indented(alignedText(factsTable(story)));
}

std::string endingLine(const ConnectionInfo& connection, const EndingStory& story)
{
    Json json{{"conn", connection.id.value},
              {"url", connection.url},
              {"headline", story.headline},
              {"story", story.sentences},
              {"first", nameOf(story.first)},
              {"server", halfJson(story.server, connection.closeReceived)},
              {"client", halfJson(story.client, connection.closeSent)},
              {"browser", nullptr}};
    if (story.browser) {
        json["browser"] = {{"clean", story.browser->wasClean},
                           {"code", story.browser->code},
                           {"reason", wire::printable(story.browser->reason)},
                           {"why", story.browser->why}};
    }
    json["wrong"] = Json::array();
    for (const timeline::EndingFault& fault : story.faults) {
        const wire::RuleInfo& rule = wire::info(fault.violation.rule);
        json["wrong"].push_back({{"rule", rule.id},
                                 {"section", rule.section},
                                 {"severity", wire::severityName(rule.severity)},
                                 {"text", wire::violationText(fault.violation)},
                                 {"by", nameOf(fault.by)}});
    }
    json["cause"] = story.cause.empty() ? Json() : Json(story.cause);
    json["usually"] = story.usually;
    std::string line;
    transcript::appendVisibleJson(line, json.dump(-1, ' ', false, Json::error_handler_t::replace));
    return line + '\n';
}

} // namespace framescope::cli
