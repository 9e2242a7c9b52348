// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QTableView;

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class DetailsPane;

/// Offers the two events that are selected in a timeline for comparison; any other number of
/// them takes the offer back.
class Comparison : public QObject
{
    Q_OBJECT

public:
    /// `view` shows `model`, perhaps with other models set later.
    Comparison(QTableView& view, present::TimelineModel& model, DetailsPane& details,
               QObject* parent);

private:
    void update();

    QTableView& view_;
    present::TimelineModel& model_;
    DetailsPane& details_;
};

} // namespace framescope::ui
