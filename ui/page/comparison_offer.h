// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QMenu;

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class DetailsPane;
class TimelineView;

/// Offers the two events that are selected in a timeline for comparison; any other number of
/// them takes the offer back. The menu of a row offers it too.
class ComparisonOffer : public QObject
{
    Q_OBJECT

public:
    /// `view` shows `model`, perhaps with other models set later.
    ComparisonOffer(TimelineView& view, present::TimelineModel& model, DetailsPane& details,
                    QObject* parent);

signals:
    /// The user asked for the comparison.
    void wanted();

private:
    void update();
    std::vector<int> selectedRows() const;
    void addTo(QMenu& menu);

    TimelineView& view_;
    present::TimelineModel& model_;
    DetailsPane& details_;
};

} // namespace framescope::ui
