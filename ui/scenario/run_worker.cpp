// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/run_worker.h"

#include "timeline/index/timeline.h"

#include <utility>

namespace framescope::ui {

namespace {

constexpr int LookInterval = 50;      // ms
constexpr int ProgressInterval = 200; // ms; a run of many steps takes time to be shown

} // namespace

RunWorker::RunWorker(std::shared_ptr<const scenario::Scenario> scenario, scenario::Values values,
                     scenario::RunOptions options, QString recording)
    : scenario_(std::move(scenario)), values_(std::move(values)), options_(std::move(options)),
      path_(std::move(recording)), look_(new QTimer(this))
{
    look_->setInterval(LookInterval);
    connect(look_, &QTimer::timeout, this, &RunWorker::look);
}

RunWorker::~RunWorker() = default;

void RunWorker::start()
{
    run_ = std::make_unique<scenario::ScenarioRun>(scenario_, values_, options_, path_);
    connect(run_.get(), &scenario::ScenarioRun::finished, this, [this] {
        look();
        look_->stop();
        emit ended(run_->result(), stopped_);
    });
    look_->start();
    run_->start();
    look();
}

void RunWorker::stop()
{
    const auto hasEnded = [this] { return run_->result().outcome == scenario::Outcome::Error; };
    if (run_ && !hasEnded()) {
        run_->stop("it was stopped");
        stopped_ = hasEnded();
    }
}

void RunWorker::look()
{
    const auto timeline = run_->timeline();
    if (!timeline) {
        return;
    }
    if (!std::exchange(isRecording_, true)) {
        emit recording(timeline);
    }
    const std::size_t size = timeline->size();
    if (size != told_ &&
        (!sinceProgress_.isValid() || sinceProgress_.elapsed() >= ProgressInterval)) {
        told_ = size;
        emit progressed(run_->result());
        sinceProgress_.start();
    }
    if (std::exchange(seen_, size) != size && newsAwaited_.exchange(false)) {
        emit news();
    }
}

} // namespace framescope::ui
