// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_status.h"
#include "cli/output.h"
#include "cli/record/signal_watcher.h"
#include "cli/verify/verify_input.h"
#include "scenario/verify/scenario_run.h"

#include <QObject>

#include <cstddef>
#include <memory>

namespace framescope::cli {

/// Runs scenarios one after the other, and prints what became of each.
class VerifyRun : public QObject
{
    Q_OBJECT

public:
    explicit VerifyRun(VerifyInput input);
    ~VerifyRun() override;

    /// Runs the event loop until all have run, or a signal comes.
    ExitStatus run();

private:
    void startNext();
    void take();
    ExitStatus outcome() const;

    VerifyInput input_;
    Output output_;
    SignalWatcher signals_{true};
    std::unique_ptr<scenario::ScenarioRun> current_;
    std::size_t next_ = 0;
    std::size_t failed_ = 0;  ///< runs that did not pass
    bool hasMistake_ = false; ///< a run that could not be carried out
    bool hasUnmet_ = false;   ///< an expectation that was not met
    bool interrupted_ = false;
};

} // namespace framescope::cli
