// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"
#include "present/rows/visible_rows_job.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace framescope::ui {

class TimelineView;

/// A note in the middle of a timeline without matching rows. It offers to clear the filter, or to
/// go back to the last filter with rows.
class NoRowsNote : public QFrame
{
    Q_OBJECT

public:
    /// All arguments must outlive it.
    NoRowsNote(TimelineView& view, const present::TimelineModel& model,
               const present::VisibleRowsJob& rows);

    /// Sets the current filter; empty: none.
    void setFilter(const QString& expression);

signals:
    void filterWanted(const QString& expression);

private:
    void refresh();
    void place();
    void goBackTo(const QString& expression);

    TimelineView& view_;
    const present::TimelineModel& model_;
    const present::VisibleRowsJob& rows_;
    QString filter_;
    QString matching_; ///< the last filter with rows; may be empty
    QLabel* sentence_;
    QPushButton* back_;
};

} // namespace framescope::ui
