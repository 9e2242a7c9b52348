// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/contract/check_report.h"

#include "base/text/counted.h"
#include "base/text/visible_text.h"
#include "cli/table.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace framescope::cli {

using contract::Verdict;
using contract::Violation;
using Json = nlohmann::ordered_json;

namespace {

std::string dumped(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

const char* kindName(Verdict::Kind kind)
{
    return kind == Verdict::Kind::Fits     ? "not_checked"
           : kind == Verdict::Kind::Breaks ? "breaks"
                                           : "none";
}

/// What is told of a message.
std::vector<Violation> toldOf(const Verdict& verdict)
{
    return verdict.skipped ? std::vector{*verdict.skipped} : verdict.violations;
}

std::string numbered(EventId id, const std::string& text)
{
    return '#' + std::to_string(std::uint64_t{id.value} + 1) + ": " + text;
}

} // namespace

std::size_t CheckCounts::seenMessages() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(messages, [](const Message& message) { return message.seen > 0; }));
}

std::string arrowsOf(const contract::Message& message)
{
    return message.fromServer && message.fromClient ? "<->" : message.fromServer ? "<-" : "->";
}

void CheckReport::add(EventId id, const Verdict& verdict)
{
    count(id, verdict);
    if (!verdict.fits() || verdict.skipped) {
        output_.write(format_ == PrintFormat::Text ? textOf(id, verdict) : jsonOf(id, verdict));
    }
}

void CheckReport::addHandshake(ConnectionId connection, const std::vector<std::string>& violations)
{
    ++counts_.handshakes;
    if (violations.empty()) {
        return;
    }
    ++counts_.wrongHandshakes;
    const std::string name = "connection " + std::to_string(connection.value);
    std::string text = name + "  ->  breaks the ws binding of its channel\n";
    for (const std::string& violation : violations) {
        text += "    " + violation + '\n';
        if (counts_.handshakeExamples.size() < CheckCounts::MostExamples) {
            counts_.handshakeExamples.push_back(name + ": " + violation);
        }
    }
    output_.write(format_ == PrintFormat::Text ? visibleLines(text)
                                               : dumped({{"conn", std::uint64_t{connection.value}},
                                                         {"type", "request"},
                                                         {"verdict", "breaks"},
                                                         {"violations", violations}}));
}

void CheckReport::count(EventId id, const Verdict& verdict)
{
    if (verdict.kind == Verdict::Kind::Unknown) {
        ++counts_.unknown;
        if (counts_.unknownExamples.size() < CheckCounts::MostExamples) {
            counts_.unknownExamples.push_back(numbered(id, verdictText(contract_, verdict)));
        }
        return;
    }
    CheckCounts::Message& message = counts_.messages[*verdict.message];
    ++message.seen;
    if (verdict.fits()) {
        ++(verdict.skipped ? counts_.skipped : counts_.fitting);
        message.skipped += verdict.skipped ? 1 : 0;
        return;
    }
    ++counts_.breaking;
    ++message.broken;
    if (message.examples.size() < CheckCounts::MostExamples) {
        message.examples.push_back(numbered(id, verdictText(contract_, verdict)));
    }
}

std::string CheckReport::textOf(EventId id, const Verdict& verdict) const
{
    const timeline::Entry& entry = timeline_.entry(id);
    const std::string name = contract_.messageName(verdict);
    std::string text = numbered(id, toSeconds(entry.timestamp() - timeline_.start()));
    if (timeline_.connectionCount() > 1) {
        text += "  connection " + std::to_string(entry.connection);
    }
    text += entry.direction() == Direction::Out ? "  ->  " : "  <-  ";
    text += verdict.kind == Verdict::Kind::Fits     ? "may be " + name
            : verdict.kind == Verdict::Kind::Breaks ? "breaks " + name
            : name.empty()                          ? "fits no message"
                                                    : "fits no message, the nearest is " + name;
    text += verdict.isDecoded ? " (decoded)\n" : "\n";
    for (const Violation& violation : toldOf(verdict)) {
        text += "    " + violation.message() +
                (violation.rule.empty() ? "" : "  (" + violation.rule + ')') + '\n';
    }
    return visibleLines(text);
}

std::string CheckReport::jsonOf(EventId id, const Verdict& verdict) const
{
    const timeline::Entry& entry = timeline_.entry(id);
    Json violations = Json::array();
    for (const Violation& violation : toldOf(verdict)) {
        Json one{{"path", violation.path}, {"text", violation.what}};
        if (!verdict.isDecoded) {
            one["at"] = violation.at;
        }
        if (!violation.keyword.empty()) {
            one["keyword"] = violation.keyword;
            one["schema"] = violation.rule;
        }
        violations.push_back(std::move(one));
    }
    const std::string name = contract_.messageName(verdict);
    return dumped({{"n", std::uint64_t{id.value} + 1},
                   {"conn", std::uint64_t{entry.connection}},
                   {"t", toSeconds(entry.timestamp() - timeline_.start())},
                   {"dir", directionName(entry.direction())},
                   {"type", timeline::typeName(entry.type)},
                   {"verdict", kindName(verdict.kind)},
                   {"message", name.empty() ? Json() : Json(name)},
                   {"decoded", verdict.isDecoded},
                   {"violations", std::move(violations)}});
}

void CheckReport::finish()
{
    output_.write(format_ == PrintFormat::Text ? visibleLines(summaryText()) : summaryJson());
    output_.flush();
}

std::string CheckReport::summaryText() const
{
    Table table{{"message", "direction", "seen", "broken"}};
    for (std::size_t i = 0; i < counts_.messages.size(); ++i) {
        const CheckCounts::Message& message = counts_.messages[i];
        table.push_back({contract_.messages()[i].name, arrowsOf(contract_.messages()[i]),
                         message.seen == 0 ? "never" : std::to_string(message.seen),
                         std::to_string(message.broken)});
    }
    std::string text = (counts_.allFit() && counts_.skipped == 0 ? "" : "\n") + alignedText(table) +
                       '\n' + counted(counts_.fitting, "message") + " fit, " +
                       std::to_string(counts_.breaking) + " break the contract, " +
                       std::to_string(counts_.unknown) + " fit none of its messages.\n" +
                       std::to_string(counts_.seenMessages()) + " of the contract's " +
                       counted(counts_.messages.size(), "message") + " seen.\n";
    if (counts_.handshakes > 0) {
        text += std::to_string(counts_.wrongHandshakes) + " of " +
                std::to_string(counts_.handshakes) + " handshakes break the contract.\n";
    }
    if (counts_.unchecked > 0) {
        text += counted(counts_.unchecked, "message") +
                " not checked: incomplete, not inflated or longer than 16 MiB.\n";
    }
    if (counts_.skipped > 0) {
        text += counted(counts_.skipped, "message") +
                " not checked: a pattern of the contract could not be searched for.\n";
    }
    return text;
}

std::string CheckReport::summaryJson() const
{
    Json messages = Json::array();
    for (std::size_t i = 0; i < counts_.messages.size(); ++i) {
        const contract::Message& message = contract_.messages()[i];
        Json directions = Json::array();
        for (const Direction direction : {Direction::In, Direction::Out}) {
            if (message.isFrom(direction)) {
                directions.push_back(directionName(direction));
            }
        }
        messages.push_back({{"name", message.name},
                            {"dir", std::move(directions)},
                            {"seen", counts_.messages[i].seen},
                            {"broken", counts_.messages[i].broken}});
    }
    return dumped({{"summary",
                    {{"fit", counts_.fitting},
                     {"break", counts_.breaking},
                     {"none", counts_.unknown},
                     {"not_checked", counts_.unchecked + counts_.skipped},
                     {"handshakes", counts_.handshakes},
                     {"wrong_handshakes", counts_.wrongHandshakes},
                     {"messages", std::move(messages)}}}});
}

} // namespace framescope::cli
