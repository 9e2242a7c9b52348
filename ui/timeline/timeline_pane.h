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

/// The timeline with all that is done with its rows: finding, jumping, copying, filtering by a
/// cell.
class TimelinePane : public QWidget
{
    Q_OBJECT

public:
    /// `model` and `rows` must outlive the pane.
    TimelinePane(present::TimelineModel& model, present::VisibleRowsJob& rows,
                 QWidget* parent = nullptr);

    TimelineView& view() { return *view_; }
    TimelineJumps& jumps() { return *jumps_; }
    /// What the menu bar says of the timeline; other actions are ignored.
    void run(ActionId id);
    /// Shows below the rows, which are those of the last valid filter, what is wrong with the one
    /// that is typed, and in further lines what is allowed; empty: nothing.
    void setFilterMistake(const QString& sentence);
    /// What the rows are filtered by.
    void setFilter(const QString& expression);
    /// Does one of the actions that copy rows: to the clipboard, in the background.
    void copy(ActionId id);

signals:
    /// To be added to the filter.
    void filterTermRequested(const QString& term);
    /// In place of the filter that there is.
    void filterWanted(const QString& expression);
    void viewWanted(framescope::timeline::View view);
    /// A sentence that matters for a moment.
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
