// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/verdict.h"
#include "scenario/verify/evidence.h"
#include "scenario/verify/run_options.h"
#include "scenario/verify/run_plan.h"
#include "scenario/verify/session_store.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace framescope::scenario {

class ScenarioRun;

/// Runs scenarios, each a number of times, and several at once where that is wanted.
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
    /// Begins no more runs, and ends those that are under way, with an error that says so.
    void stop();

signals:
    /// Emitted for each run at its end; `number` is that of the planned run.
    void ran(std::size_t number, const framescope::scenario::RunResult& result);
    void finished();

private:
    void fill();
    void begin(std::size_t number, std::uint64_t repeat);
    void take(std::size_t number, ScenarioRun* run);

    const std::vector<PlannedRun> runs_;
    const Options options_;
    SessionStore sessions_;
    EvidenceNames names_;
    std::vector<ScenarioRun*> underWay_; ///< children
    std::size_t next_ = 0;
    std::uint64_t repeat_ = 0; ///< how often the next one has begun
    bool stopped_ = false;     ///< no more runs begin
    bool finished_ = false;
};

} // namespace framescope::scenario
