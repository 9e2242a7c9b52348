// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/probe_report.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "base/text/qt_string.h"
#include "base/text/size_text.h"
#include "scenario/probe/case_list.h"

#include <QDir>

namespace framescope::scenario::probe {

namespace {

Outcome outcomeOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Failed:
        return Outcome::Failed;
    case Verdict::Unimplemented:
    case Verdict::NotTried:
        return Outcome::Skipped;
    case Verdict::Ok:
    case Verdict::NonStrict:
    case Verdict::Informational:
        break;
    }
    return Outcome::Passed;
}

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? "" : ", ") + text;
    }
    return all;
}

report::ReportCase reportCaseOf(const CaseResult& result, const std::string& folder)
{
    report::ReportCase one{.name = result.id + ": " + result.title,
                           .outcome = outcomeOf(result.verdict),
                           .label = std::string(verdictName(result.verdict)),
                           .message = result.remark};
    one.details = {{"expected", result.expected}, {"by", result.section}};
    if (!result.came.empty()) {
        one.details.emplace_back("the server", result.came);
    }
    if (!result.autobahn.empty()) {
        one.details.emplace_back("Autobahn", joined(result.autobahn));
    }
    one.took = result.took;
    one.remarkable = result.verdict == Verdict::NonStrict;
    if (!result.recording.empty()) {
        one.link = folder.empty() ? result.recording
                                  : QDir(toQString(folder))
                                        .relativeFilePath(toQString(result.recording))
                                        .toStdString();
    }
    return one;
}

} // namespace

report::Report reportOf(const ProbeResult& result, const std::string& url, Timestamp started,
                        const std::string& folder)
{
    report::Report made{.title = "Conformance of " + url};
    made.facts = {{"URL", url},
                  {"started", toRfc3339(started)},
                  {"took", durationText(result.took)},
                  {"load", loadText(result.load)},
                  {"the server", result.error.empty() ? result.server : result.error}};
    if (result.interrupted) {
        made.facts.emplace_back("ended", "early: it was interrupted");
    }
    made.started = started;
    for (const CaseResult& one : result.cases) {
        if (one.id.empty()) {
            continue; // nothing was tried
        }
        if (made.groups.empty() || made.groups.back().name != one.group()) {
            made.groups.push_back({one.group(), groupTitle(one.group())});
        }
        made.groups.back().cases.push_back(reportCaseOf(one, folder));
    }
    return made;
}

std::string loadText(const Load& load)
{
    return counted(load.cases, "case") + ", " + counted(load.connections, "connection") + ", " +
           sizeText(load.bytes) + " sent";
}

} // namespace framescope::scenario::probe
