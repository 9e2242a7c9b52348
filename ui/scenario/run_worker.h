// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/verify/scenario_run.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace framescope::ui {

/// Runs a scenario once, in the thread that it is moved to, and tells what is known of it.
class RunWorker : public QObject
{
    Q_OBJECT

public:
    RunWorker(std::shared_ptr<const scenario::Scenario> scenario, scenario::Values values,
              scenario::RunOptions options, QString recording);
    ~RunWorker() override;

    void start();
    void stop();
    /// Emits `news` once, when more is recorded. Thread-safe.
    void awaitNews() { newsAwaited_ = true; }

signals:
    /// Emitted once, when there is a recording.
    void recording(std::shared_ptr<const framescope::timeline::Timeline> timeline);
    void progressed(const framescope::scenario::RunResult& result);
    void news();
    /// `stopped`: by stop(), before there was a verdict.
    void ended(const framescope::scenario::RunResult& result, bool stopped);

private:
    void look();

    std::shared_ptr<const scenario::Scenario> scenario_;
    scenario::Values values_;
    scenario::RunOptions options_;
    QString path_;
    std::unique_ptr<scenario::ScenarioRun> run_;
    QTimer* look_ = nullptr;      ///< a child, since it must live in the thread
    QElapsedTimer sinceProgress_; ///< since `progressed`
    // How many events there were at the last `news`, and at the last `progressed`.
    std::size_t seen_ = 0;
    std::size_t told_ = 0;
    std::atomic<bool> newsAwaited_{false};
    bool isRecording_ = false; ///< `recording` was emitted
    bool stopped_ = false;
};

} // namespace framescope::ui
