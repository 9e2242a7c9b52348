// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/step_links.h"

#include "base/text/qt_string.h"
#include "ui/page/session_page.h"
#include "ui/scenario/scenario_edit.h"
#include "ui/scenario/scenario_runner.h"
#include "ui/timeline/table/timeline_view.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace framescope::ui {

using scenario::RunResult;
using scenario::StepResult;

namespace {

/// The recording of the connection that a step belongs to: that of a parallel one has its name.
QString recordingOf(const RunResult& run, const StepResult& step)
{
    if (step.connection.empty()) {
        return toQString(run.recording);
    }
    for (const std::string& recording : run.recordings) {
        if (QFileInfo(toQString(recording))
                .completeBaseName()
                .endsWith(toQString(step.connection))) {
            return toQString(recording);
        }
    }
    return toQString(run.recording);
}

EventId idOf(std::uint64_t number)
{
    return EventId{static_cast<std::uint32_t>(number - 1)};
}

} // namespace

StepLinks::StepLinks(ResultsView& results, ScenarioEdit& edit, SessionPage& page,
                     const ScenarioRunner& runner)
    : QObject(&results), results_(results), edit_(edit), page_(page), runner_(runner)
{
    connect(&results_, &ResultsView::stepChosen, this, &StepLinks::showStep);
    connect(&results_, &ResultsView::runChosen, this, &StepLinks::showRun);
    connect(&edit_, &ScenarioEdit::lineClicked, this, &StepLinks::takeLine);
    connect(&page_.timelineView(), &TimelineView::currentEventChanged, this, &StepLinks::takeEvent);
    connect(&page_.document(), &Document::loadFinished, this, &StepLinks::showAwaited,
            Qt::QueuedConnection);
    connect(&page_.rowsJob(), &present::VisibleRowsJob::changed, this, &StepLinks::showAwaited,
            Qt::QueuedConnection);
    // With folding, the model lists rows some time after the job has found them.
    connect(&page_.model(), &QAbstractItemModel::rowsInserted, this, &StepLinks::showAwaited,
            Qt::QueuedConnection);
    connect(&page_.model(), &QAbstractItemModel::modelReset, this, &StepLinks::showAwaited,
            Qt::QueuedConnection);
}

void StepLinks::setText(const QString& file, const TextLines& lines)
{
    file_ = file;
    lines_ = lines;
}

int StepLinks::lineOf(const StepResult& step) const
{
    return toQString(step.place.file) == file_ ? lines_.now(step.place.line) : 0;
}

void StepLinks::goTo(const ResultsView::StepId& id)
{
    results_.select(id);
    showStep(id, false);
}

void StepLinks::keepEvent()
{
    if (!awaited_) {
        awaited_ = page_.timelineView().currentEvent();
    }
}

void StepLinks::showStep(const ResultsView::StepId& id, bool activated)
{
    const RunResult* run = results_.result(id.run);
    const StepResult* step = results_.step(id);
    if (!run || !step) {
        return;
    }
    showLine(*step, activated);
    const QString recording = recordingOf(*run, *step);
    showRecording(recording);
    if (!step->events.empty() && page_.document().file() == recording) {
        awaited_ = idOf(step->events.front());
        showAwaited();
    }
}

void StepLinks::showRun(std::size_t run)
{
    if (const RunResult* result = results_.result(run)) {
        showRecording(toQString(result->recording));
    }
}

/// Not while a run is under way, whose recording is shown.
void StepLinks::showRecording(const QString& recording)
{
    if (!runner_.isRunning() && !recording.isEmpty() && page_.document().file() != recording) {
        page_.document().showAgain(recording);
    }
}

void StepLinks::showLine(const StepResult& step, bool focus)
{
    const int line = lineOf(step);
    edit_.setCurrentStep(line);
    if (line == 0) {
        return;
    }
    edit_.goTo(line, step.place.column);
    if (focus) {
        edit_.setFocus(Qt::OtherFocusReason);
    }
}

void StepLinks::showAwaited()
{
    const present::VisibleRowsJob& job = page_.rowsJob();
    // The model has the rows of the recording before it for a while.
    const bool isListed = !page_.document().isLoading() && job.progress().complete() &&
                          job.request().timeline == page_.document().timeline() &&
                          job.rows() == page_.model().rows();
    if (awaited_ && isListed && page_.model().rowOf(*awaited_)) {
        const bool before = std::exchange(showing_, true);
        page_.timelineView().showEvent(*std::exchange(awaited_, std::nullopt));
        showing_ = before;
    }
}

/// The user went to an event: its step becomes current, and its line.
void StepLinks::takeEvent()
{
    const auto event = page_.timelineView().currentEvent();
    if (showing_ || !event) {
        return;
    }
    awaited_.reset();
    const std::uint64_t number = std::uint64_t{event->value} + 1;
    for (std::size_t run = 0; run < results_.count(); ++run) {
        const RunResult* result = results_.result(run);
        const std::size_t steps = result ? result->steps.size() : 0;
        for (std::size_t i = 0; i < steps; ++i) {
            const StepResult& step = result->steps[i];
            if (std::ranges::find(step.events, number) != step.events.end() &&
                recordingOf(*result, step) == page_.document().file()) {
                results_.select({run, i});
                showLine(step, false);
                return;
            }
        }
    }
}

void StepLinks::takeLine(int line)
{
    const std::size_t run = results_.currentRun().value_or(0);
    const RunResult* result = results_.result(run);
    const std::size_t steps = result ? result->steps.size() : 0;
    for (std::size_t i = 0; i < steps; ++i) {
        if (lineOf(result->steps[i]) == line) {
            goTo({run, i});
            return;
        }
    }
}

} // namespace framescope::ui
