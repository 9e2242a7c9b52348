// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "present/rows/row_text.h"
#include "present/rows/timeline_model.h"
#include "present/search/cell_terms.h"
#include "ui/timeline/copy_formats.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/notification.h"
#include "work/task.h"

#include <QPointer>
#include <QWidget>

namespace framescope::ui {

class ElidedLabel;
class FindStrip;
class NoRowsNote;
class RowMenu;
class TaskStrip;
class TimelineJumps;
class TimelineView;

/// The timeline with the operations on its rows: finding, jumping, copying, filtering by a cell.
class TimelinePane : public QWidget
{
    Q_OBJECT

public:
    /// `model` and `rows` must outlive the pane.
    TimelinePane(present::TimelineModel& model, present::VisibleRowsJob& rows,
                 QWidget* parent = nullptr);

    TimelineView& view() { return *view_; }
    TimelineJumps& jumps() { return *jumps_; }
    /// Runs an action of the menu bar on the timeline; ignores other actions.
    void run(ActionId id);
    /// Shows a mistake in the typed filter below the rows, which are those of the last valid one.
    /// Further lines of `sentence` say what is allowed; empty: no mistake.
    void setFilterMistake(const QString& sentence);
    /// Sets the filter that is applied to the rows.
    void setFilter(const QString& expression);
    /// Copies the selected rows to the clipboard, in the background. `id`: see isRowCopy().
    void copy(ActionId id);

signals:
    /// Emitted to add a term to the filter.
    void filterTermRequested(const QString& term);
    /// Emitted to replace the filter.
    void filterWanted(const QString& expression);
    void viewWanted(framescope::timeline::View view);
    /// A sentence to show in the status line.
    void noticed(const QString& sentence);
    void notified(const framescope::ui::Notification& notification);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void askWhereToGo();
    void showRowMenu(const QModelIndex& cell, const QPoint& at);
    present::FoldedTexts selectedFolds() const;
    void copied(const present::CopyResult& result);
    void cancelTask();

    present::TimelineModel& model_;
    TimelineView* view_;
    NoRowsNote* noRows_;
    ElidedLabel* mistake_;
    FindStrip* find_;
    TaskStrip* task_;
    TimelineJumps* jumps_;
    QPointer<RowMenu> menu_;
    present::CopyJob copies_;
    work::Task payloadTerms_;
};

} // namespace framescope::ui
