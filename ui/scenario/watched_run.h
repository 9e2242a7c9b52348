// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/verify/run_options.h"
#include "scenario/verify/scenario_run.h"
#include "ui/document/watched_recording.h"

#include <QThread>

#include <memory>

namespace framescope::ui {

class RunWorker;

/// A run of a scenario in a thread of its own, and its recording. Destroying it ends the run and
/// waits for that.
class WatchedRun : public WatchedRecording
{
    Q_OBJECT

public:
    WatchedRun(const std::shared_ptr<const scenario::Scenario>& scenario,
               const scenario::Values& values, const scenario::RunOptions& options,
               const QString& recording);
    ~WatchedRun() override;

    void start();

    /// Null before `began`.
    std::shared_ptr<const timeline::Timeline> timeline() const override { return timeline_; }
    QString path() const override { return recording_; }
    QString title() const override { return title_; }
    bool isGrowing() const override { return growing_; }
    void stop() override;
    void awaitNews() override;
    /// Refuses: the recording is the evidence of the run until that has ended.
    void editNotes(const std::vector<timeline::NoteEdit>& edits) override;

signals:
    /// Emitted when there is a timeline; never if nothing is connected to.
    void began();
    void progressed(const framescope::scenario::RunResult& result);
    void ended(const framescope::scenario::RunResult& result, bool stopped);

private:
    QString recording_;
    QString title_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::unique_ptr<RunWorker> worker_; ///< lives in `thread_`
    QThread thread_;
    bool growing_ = true;
};

} // namespace framescope::ui
