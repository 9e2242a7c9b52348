// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"
#include "ui/scenario/results_view.h"
#include "ui/scenario/text_lines.h"

#include <QObject>

#include <optional>

namespace framescope::ui {

class ScenarioEdit;
class ScenarioRunner;
class SessionPage;

/// Keeps step, event and line together: who goes to one of them sees the others.
class StepLinks : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    StepLinks(ResultsView& results, ScenarioEdit& edit, SessionPage& page,
              const ScenarioRunner& runner);

    /// The scenario's file when it was run, and its lines, which the editor shows.
    void setText(const QString& file, const TextLines& lines);
    /// The line of the editor where a step is now; 0 if it is gone, or in another file.
    int lineOf(const scenario::StepResult& step) const;
    /// Goes to a step, as if the user had chosen it.
    void goTo(const ResultsView::StepId& id);
    /// Keeps the current event while its recording is read again.
    void keepEvent();

private:
    void showStep(const ResultsView::StepId& id, bool activated);
    void showRun(std::size_t run);
    void showRecording(const QString& recording);
    void showLine(const scenario::StepResult& step, bool focus);
    void showAwaited();
    void takeEvent();
    void takeLine(int line);

    ResultsView& results_;
    ScenarioEdit& edit_;
    SessionPage& page_;
    const ScenarioRunner& runner_;
    QString file_;
    TextLines lines_;
    std::optional<EventId> awaited_; ///< to be shown when it has a row
    bool showing_ = false;
};

} // namespace framescope::ui
