// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/verdict.h"
#include "scenario/verify/evidence.h"
#include "scenario/verify/run_options.h"
#include "scenario/verify/run_plan.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace framescope::scenario {

/// Runs scenarios, each a number of times, and several at once where that is
/// wanted: these in as many threads as there are processors.
class SuiteRun : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        RunOptions run;
        std::size_t parallel = 1;
        std::uint64_t repeats = 1;
        bool failFast = false; ///< begins no run after one that has not passed
        QString evidence;      ///< the folder for recordings; empty: none is kept
    };
    SuiteRun(std::vector<PlannedRun> runs, Options options, QObject* parent = nullptr);
    ~SuiteRun() override;

    /// Emits `finished`, also if there is nothing to run.
    void start();
    /// Begins no more runs, and ends those that are under way, with an error that
    /// says so.
    void stop();

signals:
    /// Emitted for each run at its end; `number` is that of the planned run.
    void ran(std::size_t number, const framescope::scenario::RunResult& result);
    void finished();

private:
    class Lane;

    struct Run
    {
        std::size_t number = 0;
        std::uint64_t repeat = 0; ///< from 1
        QString recording;        ///< the file to create; empty: none is kept
    };
    /// The next to begin. Thread-safe, as the next function.
    std::optional<Run> next();
    void endAfterThese();
    void laneFinished();

    const std::vector<PlannedRun> runs_;
    const Options options_;
    std::mutex mutex_;
    EvidenceNames names_;      ///< under `mutex_`, as are the next three
    std::size_t next_ = 0;     ///< of the planned runs
    std::uint64_t repeat_ = 0; ///< how often it has begun
    bool stopped_ = false;     ///< no more runs begin
    std::vector<std::unique_ptr<Lane>> lanes_;
    std::vector<std::unique_ptr<QThread>> threads_; ///< of the lanes; none for a single one
    std::size_t finishedLanes_ = 0;
};

} // namespace framescope::scenario
