// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QWidget>

class QKeyEvent;

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class TimelineView;

/// Opens and closes folds of a timeline on Right and Left, Enter, a click on the arrow, or a double
/// click on the row. A new fold never hides the current row.
class FoldControl : public QObject
{
    Q_OBJECT

public:
    /// Becomes a child of `view`.
    FoldControl(TimelineView& view, present::TimelineModel& model);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool key(const QKeyEvent& event);
    bool click(const QPoint& at, bool twice);
    void setOpen(int row, bool open);

    TimelineView& view_;
    QWidget* viewport_; ///< kept, as it sends events while the view is destroyed
    present::TimelineModel& model_;
};

} // namespace framescope::ui
