// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/verify/run_options.h"
#include "scenario/verify/scenario_run.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

namespace framescope::ui {

class Document;
class WatchedRun;

/// Runs a scenario, once for each of its values one after the other, and shows the recording of
/// the current run in a document.
class ScenarioRunner : public QObject
{
    Q_OBJECT

public:
    /// `document` must outlive it.
    ScenarioRunner(Document& document, QObject* parent);
    ~ScenarioRunner() override;

    /// Precondition: not running, and there are rows.
    void start(std::shared_ptr<const scenario::Scenario> scenario,
               std::vector<scenario::Values> rows, const scenario::RunOptions& options);
    /// Ends the current run and leaves out the others.
    void stop();
    bool isRunning() const { return running_; }

signals:
    void began(std::size_t number);
    /// What is known of a run; at intervals while it is under way, and at its end. `stopped`: by
    /// stop(), before there was a verdict.
    void progressed(std::size_t number, const framescope::scenario::RunResult& result,
                    bool stopped);
    /// All runs have ended, or nothing could be recorded.
    void finished();
    void failed(const framescope::Error& error);

private:
    void begin();
    void showRecording();
    void takeEnd(const scenario::RunResult& result, bool stopped);
    void finish();

    Document& document_;
    std::shared_ptr<const scenario::Scenario> scenario_;
    std::vector<scenario::Values> rows_;
    scenario::RunOptions options_;
    std::unique_ptr<WatchedRun> run_; ///< until the document has it
    QPointer<WatchedRun> shown_;      ///< the document has it
    std::size_t current_ = 0;
    bool running_ = false;
    bool stopped_ = false;
};

} // namespace framescope::ui
