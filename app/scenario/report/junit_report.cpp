// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/report/junit_report.h"

#include "scenario/report/markup.h"

#include <array>
#include <cstdio>

namespace framescope::scenario::report {

namespace {

std::string attribute(std::string_view name, std::string_view value)
{
    return ' ' + std::string(name) + "=\"" + markup(value) + '"';
}

std::string seconds(Duration duration)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f",
                  std::chrono::duration<double>(duration).count());
    return text.data();
}

/// "2026-01-31T12:00:00", which the schema wants without a time zone; it is UTC.
std::string timestamp(Timestamp time)
{
    constexpr std::size_t Length = 19;
    return toRfc3339(time).substr(0, Length);
}

std::string detailsOf(const ReportCase& one)
{
    std::string text;
    for (const auto& [name, value] : one.details) {
        text += name + ": " + value + '\n';
    }
    if (!one.link.empty()) {
        text += "recording: " + one.link + '\n';
    }
    return text;
}

/// The counts that a suite, and all of them, have as attributes.
std::string counts(std::uint64_t tests, std::uint64_t failures, std::uint64_t errors,
                   std::uint64_t skipped, Duration time)
{
    return attribute("tests", std::to_string(tests)) +
           attribute("failures", std::to_string(failures)) +
           attribute("errors", std::to_string(errors)) +
           attribute("skipped", std::to_string(skipped)) + attribute("time", seconds(time));
}

void appendCase(std::string& to, const ReportCase& one, const std::string& group)
{
    to += "    <testcase" + attribute("name", one.name) + attribute("classname", group) +
          attribute("time", seconds(one.took)) + ">\n";
    const std::string label = one.label.empty() ? std::string(outcomeName(one.outcome)) : one.label;
    const std::string details = detailsOf(one);
    const auto said = [&](const char* element) {
        to += "      <" + std::string(element) + attribute("message", one.message) +
              attribute("type", label) + '>' + markup(details) + "</" + element + ">\n";
    };
    switch (one.outcome) {
    case Outcome::Failed:
        said("failure");
        break;
    case Outcome::Error:
        said("error");
        break;
    case Outcome::Skipped:
        to += "      <skipped" + attribute("message", one.message) + "/>\n";
        break;
    case Outcome::Passed:
        if (one.remarkable || !one.link.empty()) {
            to += "      <system-out>" +
                  markup(label + (one.message.empty() ? "" : ": " + one.message) + '\n' + details) +
                  "</system-out>\n";
        }
        break;
    }
    to += "    </testcase>\n";
}

void appendSuite(std::string& to, const Report& report, std::size_t number)
{
    const ReportGroup& group = report.groups[number];
    to += "  <testsuite" + attribute("name", group.name) + attribute("id", std::to_string(number)) +
          attribute("hostname", "localhost") + attribute("timestamp", timestamp(report.started)) +
          counts(group.cases.size(), count(group, Outcome::Failed), count(group, Outcome::Error),
                 count(group, Outcome::Skipped), timeOf(group)) +
          ">\n    <properties>\n";
    for (const auto& [name, value] : report.facts) {
        to += "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
    }
    to += "    </properties>\n";
    for (const ReportCase& one : group.cases) {
        appendCase(to, one, report.title + '.' + group.name);
    }
    to += "  </testsuite>\n";
}

} // namespace

std::string junitText(const Report& report)
{
    std::uint64_t tests = 0;
    Duration time{};
    for (const ReportGroup& group : report.groups) {
        tests += group.cases.size();
        time += timeOf(group);
    }
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                       attribute("name", report.title) +
                       counts(tests, count(report, Outcome::Failed), count(report, Outcome::Error),
                              count(report, Outcome::Skipped), time) +
                       ">\n";
    for (std::size_t i = 0; i < report.groups.size(); ++i) {
        appendSuite(text, report, i);
    }
    return text + "</testsuites>\n";
}

} // namespace framescope::scenario::report
