// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/runner.h"

#include "base/text/qt_string.h"
#include "scenario/probe/guard.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <utility>

namespace framescope::scenario::probe {

Runner::Runner(Settings settings, std::vector<Case> cases)
    : settings_(std::move(settings)), cases_(std::move(cases)), meeting_(meetingCase()),
      reasons_(guarded(cases_, settings_).reasons), gate_(settings_.rate)
{
    result_.cases.resize(cases_.size());
}

Runner::~Runner() = default;

void Runner::start()
{
    since_.start();
    meetingRun_ =
        std::make_unique<CaseRun>(meeting_, settings_, facts_, gate_, recordingPath("meeting"));
    connect(meetingRun_.get(), &CaseRun::finished, this, &Runner::metServer, Qt::QueuedConnection);
    meetingRun_->start();
}

/// Learns what the server does, or that there is none.
void Runner::metServer()
{
    const auto run = std::move(meetingRun_);
    const CaseRun& met = *run;
    result_.load = met.load();
    result_.load.cases = 0;
    if (stopped_) {
        startCases(); // none of them is
    } else if (met.seen().empty()) {
        result_.error = met.judgement().remark;
        finish();
    } else if (const Observation& seen = met.seen().front(); !seen.opened) {
        result_.error = "the server " + describe(seen);
        finish();
    } else {
        facts_ = factsFrom(seen);
        result_.server = describe(facts_);
        startCases();
    }
}

void Runner::startCases()
{
    while (next_ < cases_.size() && (stopped_ || running_.size() < settings_.parallel)) {
        const std::size_t index = next_++;
        const Case& one = cases_[index];
        std::string reason = stopped_ ? stopReason_ : reasons_[index];
        if (!reason.empty()) {
            report({.remark = std::move(reason)}, index);
            continue;
        }
        const QString path = recordingPath(one.id);
        Running running{index,
                        std::make_unique<CaseRun>(one, settings_, facts_, gate_, path),
                        {},
                        settings_.recordings.empty() ? std::string() : path.toStdString()};
        running.since.start();
        CaseRun* run = running.run.get();
        connect(
            run, &CaseRun::finished, this, [this, run] { caseEnded(run); }, Qt::QueuedConnection);
        running_.push_back(std::move(running));
        run->start();
    }
    if (running_.empty() && next_ == cases_.size()) {
        finish();
    }
}

void Runner::caseEnded(CaseRun* run)
{
    const auto at = std::ranges::find(running_, run, [](const Running& r) { return r.run.get(); });
    Running ended = std::move(*at);
    running_.erase(at);
    const Load load = run->load();
    result_.load.cases += run->judgement().verdict == Verdict::NotTried ? 0 : 1;
    result_.load.connections += load.connections;
    result_.load.bytes += load.bytes;
    CaseResult result;
    result.verdict = run->judgement().verdict;
    result.remark = run->judgement().remark;
    lost_ = isLost(*run) ? lost_ + 1 : 0;
    if (lost_ > 2 * settings_.parallel && !std::exchange(stopped_, true)) {
        stopReason_ = "the server does not answer any more";
        result.verdict = Verdict::Failed;
        result.remark = stopReason_;
    }
    for (const Observation& seen : run->seen()) {
        result.came += (result.came.empty() ? "" : "; then ") + describe(seen);
    }
    result.took = std::chrono::nanoseconds(ended.since.nsecsElapsed());
    result.recording = ended.recording;
    report(std::move(result), ended.index);
    ended.run.reset(); // its recording is complete now
    if (settings_.recordings.empty()) {
        QFile::remove(recordingPath(cases_[ended.index].id));
    }
    startCases();
}

/// Whether the server did nothing at all, although it did when it was met.
bool Runner::isLost(const CaseRun& run)
{
    return !run.seen().empty() && (run.seen().front().ending == Ending::Unreachable ||
                                   run.seen().front().ending == Ending::NoResponse);
}

void Runner::report(CaseResult result, std::size_t index)
{
    const Case& one = cases_[index];
    result.id = one.id;
    result.title = one.title;
    result.section = one.section;
    result.autobahn = one.autobahn;
    result.expected = one.expected;
    result_.cases[index] = result;
    emit caseFinished(result, ++done_);
}

void Runner::stop()
{
    if (std::exchange(stopped_, true) || over_) {
        return;
    }
    stopReason_ = "the probe was interrupted";
    result_.interrupted = true;
    if (meetingRun_) {
        meetingRun_->stop();
    }
    for (const Running& running : running_) {
        running.run->stop();
    }
}

void Runner::finish()
{
    if (!std::exchange(over_, true)) {
        result_.took = std::chrono::nanoseconds(since_.nsecsElapsed());
        emit finished(result_);
    }
}

QString Runner::recordingPath(const std::string& name) const
{
    const QString folder =
        settings_.recordings.empty() ? folder_.path() : toQString(settings_.recordings);
    return QDir(folder).filePath(toQString(name) + QStringLiteral(".pcapng"));
}

std::uint64_t ProbeResult::count(Verdict verdict) const
{
    return static_cast<std::uint64_t>(std::ranges::count(cases, verdict, &CaseResult::verdict));
}

} // namespace framescope::scenario::probe
