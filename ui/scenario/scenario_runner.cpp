// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_runner.h"

#include "base/text/qt_string.h"
#include "ui/document/document.h"
#include "ui/scenario/watched_run.h"

#include <utility>

namespace framescope::ui {

ScenarioRunner::ScenarioRunner(Document& document, QObject* parent)
    : QObject(parent), document_(document)
{
}

ScenarioRunner::~ScenarioRunner() = default;

void ScenarioRunner::start(std::shared_ptr<const scenario::Scenario> scenario,
                           std::vector<scenario::Values> rows, const scenario::RunOptions& options)
{
    scenario_ = std::move(scenario);
    rows_ = std::move(rows);
    options_ = options;
    current_ = 0;
    running_ = true;
    stopped_ = false;
    begin();
}

void ScenarioRunner::begin()
{
    shown_.clear();
    const auto recording = document_.newRecording();
    if (!recording) {
        finish();
        emit failed(recording.error());
        return;
    }
    run_ = std::make_unique<WatchedRun>(scenario_, rows_[current_], options_, *recording);
    WatchedRun* run = run_.get();
    connect(run, &WatchedRun::began, this, &ScenarioRunner::showRecording);
    connect(run, &WatchedRun::progressed, this, [this](const scenario::RunResult& result) {
        emit progressed(current_, result, false);
    });
    // Queued, as the run may be destroyed then.
    connect(run, &WatchedRun::ended, this, &ScenarioRunner::takeEnd, Qt::QueuedConnection);
    emit began(current_);
    run->start();
}

void ScenarioRunner::showRecording()
{
    shown_ = run_.get();
    document_.watch(std::move(run_));
}

void ScenarioRunner::takeEnd(const scenario::RunResult& result, bool stopped)
{
    for (const std::string& other : result.recordings) {
        document_.keepAside(toQString(other));
    }
    run_.reset();
    emit progressed(current_, result, stopped);
    if (!stopped_ && current_ + 1 < rows_.size()) {
        ++current_;
        begin();
    } else {
        finish();
    }
}

/// Shows the last recording from its file, so that notes can be made on it.
void ScenarioRunner::finish()
{
    running_ = false;
    if (shown_ && document_.file() == shown_->path()) {
        document_.showAgain(shown_->path());
    }
    emit finished();
}

void ScenarioRunner::stop()
{
    stopped_ = true;
    if (run_) {
        run_->stop();
    } else if (shown_) {
        shown_->stop();
    }
}

} // namespace framescope::ui
