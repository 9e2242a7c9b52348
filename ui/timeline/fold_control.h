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

/// Opens and closes folds of a timeline: Right and Left, Enter, a click on the arrow, a double
/// click on the row. A fold does not close over the row that is current.
class FoldControl : public QObject
{
    Q_OBJECT

public:
    /// Belongs to the view.
    FoldControl(TimelineView& view, present::TimelineModel& model);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool key(const QKeyEvent& event);
    bool click(const QPoint& at, bool twice);
    void setOpen(int row, bool open);

    TimelineView& view_;
    QWidget* viewport_; ///< it sends events when the view is half gone
    present::TimelineModel& model_;
};

} // namespace framescope::ui
