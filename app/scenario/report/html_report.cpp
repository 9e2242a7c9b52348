// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/report/html_report.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "scenario/report/markup.h"

#include <algorithm>
#include <map>

namespace framescope::scenario::report {

namespace {

constexpr std::string_view Style = R"(
:root { color-scheme: light dark; --line: #d0d4da; --soft: #5b6470; --card: #f3f5f8;
  --passed: #1d7a3e; --failed: #b3261e; --note: #8a5a00; --skipped: #5b6470; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4048; --soft: #9aa4b0; --card: #22272e;
  --passed: #7fd49a; --failed: #ff8a80; --note: #f0c060; --skipped: #9aa4b0; } }
body { font: 14px/1.45 system-ui, sans-serif; margin: 1.5em auto; max-width: 80em; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0 0 .3em; overflow-wrap: anywhere; }
h2 { font-size: 1.1em; margin: 1.6em 0 .3em; }
h2 small { font-weight: 400; color: var(--soft); }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; color: var(--soft); }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
ul.sum { list-style: none; display: flex; flex-wrap: wrap; gap: .6em; padding: 0; margin: 1em 0; }
ul.sum li { background: var(--card); border-radius: 6px; padding: .3em .8em; }
ul.sum b { font-size: 1.3em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { color: var(--soft); font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: .25em .6em; border-top: 1px solid var(--line);
  overflow-wrap: anywhere; }
col.outcome { width: 9em; } col.time { width: 6em; }
td.time, th.time { text-align: right; font-variant-numeric: tabular-nums; }
.passed { color: var(--passed); } .failed, .error { color: var(--failed); font-weight: 600; }
.note { color: var(--note); } .skipped { color: var(--skipped); }
summary { cursor: pointer; }
details dl { margin: .3em 0 .3em 1.2em; display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; }
@media print { body { margin: 0; max-width: none; font-size: 10px; } tr { break-inside: avoid-page; } }
)";

std::string labelOf(const ReportCase& one)
{
    return one.label.empty() ? std::string(outcomeName(one.outcome)) : one.label;
}

std::string classOf(const ReportCase& one)
{
    return one.outcome == Outcome::Passed && one.remarkable ? "note"
                                                            : std::string(outcomeName(one.outcome));
}

void appendTerm(std::string& to, std::string_view name, std::string_view value)
{
    to += "<dt>" + markup(name) + "</dt><dd>" + markup(value) + "</dd>\n";
}

/// How many cases have each label, the order being that of the first of each.
void appendSum(std::string& to, const Report& report)
{
    std::vector<std::pair<std::string, std::string>> labels; // with their classes
    std::map<std::string, std::uint64_t> sums;
    for (const ReportGroup& group : report.groups) {
        for (const ReportCase& one : group.cases) {
            if (sums[labelOf(one)]++ == 0) {
                labels.emplace_back(labelOf(one), classOf(one));
            }
        }
    }
    to += "<ul class=\"sum\">\n";
    for (const auto& [label, style] : labels) {
        to += "<li class=\"" + style + "\"><b>" + std::to_string(sums[label]) + "</b> " +
              markup(label) + "</li>\n";
    }
    to += "</ul>\n";
}

void appendCase(std::string& to, const ReportCase& one)
{
    to += "<tr><td class=\"" + classOf(one) + "\">" + markup(labelOf(one)) +
          "</td><td><details><summary>" + markup(one.name);
    if (!one.message.empty()) {
        to += " <span class=\"" + classOf(one) + "\">– " + markup(one.message) + "</span>";
    }
    to += "</summary><dl>\n";
    for (const auto& [name, value] : one.details) {
        appendTerm(to, name, value);
    }
    if (!one.link.empty()) {
        to += "<dt>recording</dt><dd><a href=\"" + hrefOf(one.link) + "\">" + markup(one.link) +
              "</a></dd>\n";
    }
    to +=
        "</dl></details></td><td class=\"time\">" + markup(durationText(one.took)) + "</td></tr>\n";
}

void appendGroup(std::string& to, const ReportGroup& group)
{
    to += "<h2>" + markup(group.name);
    if (!group.title.empty()) {
        to += " <small>" + markup(group.title) + "</small>";
    }
    to += "</h2>\n<table>\n<colgroup><col class=\"outcome\"><col><col class=\"time\"></colgroup>\n"
          "<thead><tr><th scope=\"col\">Outcome</th><th scope=\"col\">" +
          counted(group.cases.size(), "case") +
          "</th><th scope=\"col\" class=\"time\">Time</th></tr></thead>\n<tbody>\n";
    for (const ReportCase& one : group.cases) {
        appendCase(to, one);
    }
    to += "</tbody>\n</table>\n";
}

} // namespace

std::string htmlText(const Report& report)
{
    std::string text = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Framescope )" FRAMESCOPE_VERSION R"(">
<title>)";
    text += markup(report.title) + "</title>\n<style>" + std::string(Style) +
            "</style>\n</head>\n<body>\n<h1>" + markup(report.title) + "</h1>\n";
    if (!report.facts.empty()) {
        text += "<dl class=\"facts\">\n";
        for (const auto& [name, value] : report.facts) {
            appendTerm(text, name, value);
        }
        text += "</dl>\n";
    }
    appendSum(text, report);
    for (const ReportGroup& group : report.groups) {
        appendGroup(text, group);
    }
    return text + "</body>\n</html>\n";
}

} // namespace framescope::scenario::report
