// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/probe/probe_text.h"

#include "base/text/duration_text.h"
#include "base/text/visible_text.h"
#include "cli/table.h"
#include "scenario/probe/case_list.h"

#include <nlohmann/json.hpp>

namespace framescope::cli {

namespace {

using Json = nlohmann::ordered_json;
using scenario::probe::Case;
using scenario::probe::CaseResult;
using scenario::probe::ProbeResult;
using scenario::probe::Verdict;

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? "" : " ") + text;
    }
    return all;
}

std::string lineOf(const Json& object)
{
    return object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// A row for each group, a column for each verdict.
std::string groupsText(const ProbeResult& result)
{
    Table table{{"group", "cases"}};
    for (int verdict = 0; verdict <= static_cast<int>(scenario::probe::LastVerdict); ++verdict) {
        table.front().emplace_back(verdictName(static_cast<Verdict>(verdict)));
    }
    table.front().emplace_back("about");
    const auto row = [&](const std::string& group) {
        std::vector<std::uint64_t> counts(static_cast<std::size_t>(scenario::probe::LastVerdict) +
                                          1);
        std::uint64_t sum = 0;
        for (const CaseResult& one : result.cases) {
            if (group.empty() || one.group() == group) {
                ++counts[static_cast<std::size_t>(one.verdict)];
                ++sum;
            }
        }
        if (sum == 0) {
            return;
        }
        std::vector<std::string> cells{group.empty() ? "all" : group, std::to_string(sum)};
        for (const std::uint64_t count : counts) {
            cells.push_back(count == 0 ? "-" : std::to_string(count));
        }
        cells.push_back(scenario::probe::groupTitle(group));
        table.push_back(std::move(cells));
    };
    for (const std::string& group : scenario::probe::groupNames()) {
        row(group);
    }
    row({});
    return alignedText(table);
}

void appendCase(std::string& to, const CaseResult& one)
{
    to += "\n" + std::string(verdictName(one.verdict)) + "  " + one.id + "  " + one.title;
    if (!one.autobahn.empty()) {
        to += "  (Autobahn " + joined(one.autobahn) + ')';
    }
    to += '\n';
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) {
            to += std::string("    ") + name + visibleText(value) + '\n';
        }
    };
    add("expected:  ", one.expected + (one.section.empty() ? "" : " (" + one.section + ')'));
    add("server:    ", one.came);
    add("why:       ", one.remark);
    add("recording: ", one.recording);
}

} // namespace

std::string listText(const std::vector<Case>& cases)
{
    Table table{{"case", "autobahn", "bytes", "title"}};
    for (const Case& one : cases) {
        table.push_back({one.id, joined(one.autobahn), std::to_string(one.bytes()), one.title});
    }
    return alignedText(table);
}

std::string listJsonLines(const std::vector<Case>& cases)
{
    std::string text;
    for (const Case& one : cases) {
        text += lineOf({{"case", one.id},
                        {"group", one.group()},
                        {"title", one.title},
                        {"expected", one.expected},
                        {"section", one.section},
                        {"autobahn", one.autobahn},
                        {"connections", one.attempts.size()},
                        {"bytes", one.bytes()}});
    }
    return text;
}

std::string resultText(const ProbeResult& result, bool all)
{
    std::string text = groupsText(result);
    for (const CaseResult& one : result.cases) {
        if (all || (one.verdict != Verdict::Ok && one.verdict != Verdict::Informational)) {
            appendCase(text, one);
        }
    }
    return text;
}

std::string resultJsonLines(const ProbeResult& result)
{
    std::string text;
    for (const CaseResult& one : result.cases) {
        Json object{{"case", one.id},
                    {"group", one.group()},
                    {"title", one.title},
                    {"verdict", verdictName(one.verdict)},
                    {"expected", one.expected},
                    {"section", one.section},
                    {"autobahn", one.autobahn},
                    {"came", one.came},
                    {"remark", one.remark},
                    {"seconds", std::chrono::duration<double>(one.took).count()}};
        if (!one.recording.empty()) {
            object["recording"] = one.recording;
        }
        text += lineOf(object);
    }
    return text;
}

} // namespace framescope::cli
