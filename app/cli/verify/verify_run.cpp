// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verify/verify_run.h"

#include "base/text/counted.h"
#include "scenario/verify/result_text.h"

#include <QCoreApplication>
#include <QMetaObject>

namespace framescope::cli {

using scenario::Outcome;

VerifyRun::VerifyRun(VerifyInput input) : input_(std::move(input))
{
    connect(&signals_, &SignalWatcher::interrupted, this, [this] {
        interrupted_ = true;
        if (current_) {
            current_->stop("a signal ended the run");
        }
    });
}

VerifyRun::~VerifyRun() = default;

ExitStatus VerifyRun::run()
{
    startNext();
    QCoreApplication::exec();
    printMessage(failed_ == 0
                     ? counted(next_, "run") + " passed"
                     : std::to_string(failed_) + " of " + counted(next_, "run") + " did not pass");
    return outcome();
}

void VerifyRun::startNext()
{
    current_.reset();
    if (next_ == input_.runs.size() || interrupted_ || output_.failed()) {
        // Also before the event loop runs.
        QMetaObject::invokeMethod(
            this, [] { QCoreApplication::exit(); }, Qt::QueuedConnection);
        return;
    }
    const PlannedRun& planned = input_.runs[next_++];
    current_ =
        std::make_unique<scenario::ScenarioRun>(planned.scenario, planned.values, input_.options);
    connect(current_.get(), &scenario::ScenarioRun::finished, this, &VerifyRun::take,
            Qt::QueuedConnection); // which destroys it
    current_->start();
}

void VerifyRun::take()
{
    const scenario::RunResult result = current_->result();
    failed_ += result.outcome == Outcome::Passed ? 0 : 1;
    hasUnmet_ = hasUnmet_ || result.outcome == Outcome::Failed;
    hasMistake_ = hasMistake_ || (result.outcome == Outcome::Error && !result.connectionFailed);
    output_.write(scenario::resultText(result));
    output_.flush();
    startNext();
}

ExitStatus VerifyRun::outcome() const
{
    return hasMistake_    ? ExitStatus::WrongUsage
           : hasUnmet_    ? ExitStatus::Unmet
           : failed_ != 0 ? ExitStatus::ConnectionFailed
                          : ExitStatus::Done;
}

} // namespace framescope::cli
