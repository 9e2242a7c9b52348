// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/run_report.h"

#include "base/text/qt_string.h"
#include "scenario/verify/run_plan.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace framescope::scenario {

namespace {

using Details = std::vector<std::pair<std::string, std::string>>;

void addIfAny(Details& details, const char* name, const std::string& text)
{
    if (!text.empty()) {
        details.emplace_back(name, text);
    }
}

std::string lines(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) {
        all += all.empty() ? text : '\n' + text;
    }
    return all;
}

void addStep(Details& details, const StepResult& step)
{
    const std::string place = step.place.text();
    details.emplace_back(step.outcome == Outcome::Skipped ? "not reached"
                                                          : report::outcomeName(step.outcome),
                         (place.empty() ? "" : place + ": ") + step.text);
    addIfAny(details, "connection", step.connection);
    addIfAny(details, "expected", step.expected);
    addIfAny(details, "came", step.came);
    addIfAny(details, "difference", step.difference);
    addIfAny(details, "before it", lines(step.before));
}

/// The first step to blame, in a sentence.
std::string messageOf(const RunTally& tally)
{
    std::string message = tally.flakiness();
    for (const StepResult& step : tally.shown().steps) {
        if (step.outcome == Outcome::Failed || step.outcome == Outcome::Error) {
            message += message.empty() ? "" : "; ";
            message +=
                step.place.text() + ": " +
                (step.expected.empty() ? step.came
                                       : "expected " + step.expected + ", came " + step.came);
            break;
        }
    }
    return message;
}

std::string linkFrom(const std::string& reportFile, const std::string& recording)
{
    if (recording.empty()) {
        return {};
    }
    const QDir folder = QFileInfo(toQString(reportFile)).absoluteDir();
    return folder.relativeFilePath(QFileInfo(toQString(recording)).absoluteFilePath())
        .toStdString();
}

report::ReportCase caseOf(const RunTally& tally, const std::string& reportFile)
{
    const RunResult& shown = tally.shown();
    report::ReportCase one;
    const std::string values = titleOf({}, shown.values);
    one.name = values.empty() ? shown.scenario : values.substr(2, values.size() - 3);
    one.outcome = tally.outcome();
    one.label = tally.isFlaky() ? "flaky" : "";
    one.message = messageOf(tally);
    one.took = shown.took;
    one.link = linkFrom(reportFile, shown.recording);
    for (const RunTally::Broken& each :
         tally.isFlaky() ? tally.broken() : std::vector<RunTally::Broken>()) {
        one.details.emplace_back("failed " + std::to_string(each.times) + " times",
                                 each.place.text() + ": " + each.text);
    }
    for (const StepResult& step : shown.steps) {
        addStep(one.details, step);
    }
    for (const std::string& other : shown.recordings) {
        one.details.emplace_back("recording", linkFrom(reportFile, other));
    }
    return one;
}

} // namespace

report::Report reportOf(const std::vector<RunTally>& tallies, Timestamp started,
                        const std::string& reportFile)
{
    report::Report report;
    report.title = "Scenarios";
    report.started = started;
    for (const RunTally& tally : tallies) {
        const RunResult& shown = tally.shown();
        if (report.groups.empty() || report.groups.back().name != shown.file) {
            report.groups.push_back({shown.file, shown.scenario, {}});
        }
        report.groups.back().cases.push_back(caseOf(tally, reportFile));
    }
    return report;
}

} // namespace framescope::scenario
