// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/suite_run.h"

#include "base/text/qt_string.h"
#include "scenario/verify/scenario_run.h"

#include <QDir>

#include <utility>

namespace framescope::scenario {

SuiteRun::SuiteRun(std::vector<PlannedRun> runs, Options options, QObject* parent)
    : QObject(parent), runs_(std::move(runs)), options_(std::move(options))
{
    connect(&sessions_, &SessionStore::closed, this, &SuiteRun::fill);
}

SuiteRun::~SuiteRun()
{
    qDeleteAll(underWay_); // before the store that their sessions go back to
}

void SuiteRun::start()
{
    fill();
}

void SuiteRun::stop()
{
    stopped_ = true;
    for (ScenarioRun* run : std::vector(underWay_)) {
        run->stop("interrupted");
    }
    fill();
}

/// Begins as many runs as may be under way.
void SuiteRun::fill()
{
    while (!stopped_ && next_ < runs_.size() && underWay_.size() < options_.parallel) {
        const std::size_t number = next_;
        const std::uint64_t repeat = ++repeat_;
        if (repeat_ == options_.repeats) {
            ++next_;
            repeat_ = 0;
        }
        begin(number, repeat);
    }
    const bool isDone = (stopped_ || next_ == runs_.size()) && underWay_.empty();
    if (isDone && sessions_.isQuiet() && !std::exchange(finished_, true)) {
        emit finished();
    }
}

void SuiteRun::begin(std::size_t number, std::uint64_t repeat)
{
    const PlannedRun& planned = runs_[number];
    RunOptions runOptions = options_.run;
    QString recording;
    if (options_.evidence.isEmpty()) {
        runOptions.sessions = planned.asksForPlaces ? nullptr : &sessions_;
    } else {
        recording = QDir(options_.evidence)
                        .filePath(toQString(names_.next(planned.scenario->file, planned.values,
                                                        repeat, options_.repeats)));
    }
    auto* run = new ScenarioRun(planned.scenario, planned.values, runOptions, recording, this);
    underWay_.push_back(run);
    // Queued, as a run may end while it begins.
    connect(
        run, &ScenarioRun::finished, this, [this, number, run] { take(number, run); },
        Qt::QueuedConnection);
    run->start();
}

void SuiteRun::take(std::size_t number, ScenarioRun* run)
{
    const RunResult result = run->result();
    std::erase(underWay_, run);
    delete run;
    stopped_ = stopped_ || (options_.failFast && result.outcome != Outcome::Passed);
    emit ran(number, result);
    fill();
}

} // namespace framescope::scenario
