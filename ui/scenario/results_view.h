// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/verdict.h"
#include "ui/style/icons.h"

#include <QTreeView>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

class QStandardItem;
class QStandardItemModel;

namespace framescope::ui {

/// The look of an outcome: word, icon and ink.
struct OutcomeLook
{
    QString word;
    QString icon;
    style::Ink ink;
};
bool isBad(scenario::Outcome outcome);
OutcomeLook lookOf(scenario::Outcome outcome);

/// The verdicts of runs: a row for each run, below it its steps, below these what was expected,
/// what came, and the difference.
class ResultsView : public QTreeView
{
    Q_OBJECT

public:
    /// A step of a run.
    struct StepId
    {
        std::size_t run = 0;
        std::size_t step = 0;

        friend bool operator==(const StepId&, const StepId&) = default;
    };

    explicit ResultsView(QWidget* parent = nullptr);

    /// The earlier results stay, and are muted, until those of the same run come.
    void expect(std::size_t runs);
    void setRunning(std::optional<std::size_t> run);
    /// Mutes all results, as they are of an earlier text.
    void setOld(bool old);
    /// `stopped`: the user ended it, which is why its outcome is an error.
    void setResult(std::size_t run, const scenario::RunResult& result, bool stopped = false);
    /// Null if there is none.
    const scenario::RunResult* result(std::size_t run) const;
    const scenario::StepResult* step(const StepId& id) const;
    /// How a run or step is shown now. Precondition: there is a result of it.
    OutcomeLook lookOf(std::size_t run) const;
    OutcomeLook lookOf(const StepId& id) const;
    bool isStopped(std::size_t run) const { return runs_[run].stopped; }
    std::size_t count() const { return runs_.size(); }
    std::optional<StepId> current() const;
    /// Selects a step, without `stepChosen`.
    void select(const StepId& id);
    /// What tells the run with that recording from the others, such as "n=2"; empty if there is
    /// none.
    QString nameOfRecording(const QString& recording) const;
    /// The run of the current row; the last one with a result if there is none.
    std::optional<std::size_t> currentRun() const;

signals:
    /// Emitted when the user goes to a step or run; `activated`: by a double click or Enter.
    void stepChosen(const framescope::ui::ResultsView::StepId& step, bool activated);
    void runChosen(std::size_t run);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Run
    {
        std::optional<scenario::RunResult> result;
        bool stopped = false;
        bool old = false; ///< of the verification before
    };

    void fill(std::size_t run);
    void fillRun(std::size_t run);
    void dressSteps(std::size_t run);
    void dress(QStandardItem& item, const StepId& id) const;
    bool isOld(std::size_t run) const { return old_ || runs_[run].old; }
    QList<QStandardItem*> rowFor(const StepId& id) const;
    std::optional<StepId> stepAt(const QModelIndex& index) const;

    QStandardItemModel* model_;
    std::vector<Run> runs_;
    std::optional<std::size_t> running_;
    bool old_ = false;
    bool selecting_ = false;
};

} // namespace framescope::ui
