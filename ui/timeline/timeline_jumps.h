// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/event_links.h"
#include "present/rows/timeline_model.h"
#include "present/search/find_job.h"

#include <QObject>

#include <optional>

namespace framescope::ui {

class TimelineView;

/// Goes to another event of the timeline: searches for it if it is not known, requests the other
/// view if the event has a row only there, and reports if a filter hides it.
class TimelineJumps : public QObject
{
    Q_OBJECT

public:
    TimelineJumps(TimelineView& view, present::TimelineModel& model, present::VisibleRowsJob& rows);

    void toPingOrPong();
    void toOtherView();
    void toViolation(bool backward);
    void to(EventId id);
    void cancel();
    bool isSearching() const { return job_.isRunning(); }
    const present::FindJob& job() const { return job_; }

signals:
    void viewWanted(framescope::timeline::View view);
    /// A sentence on why a jump leads nowhere.
    void noticed(const QString& sentence);
    void searching(const QString& what);
    void searched();

private:
    struct Search
    {
        std::optional<EventId> from; ///< if set, the result must be linked to this event
        std::optional<timeline::View> view;
        QString failure; ///< message if nothing is found
    };
    struct Awaited
    {
        EventId id;
        timeline::View view;
    };

    void follow(EventId from, const present::EventLink& link, const QString& failure);
    void found(const present::FindResult& result);
    void show(EventId id, std::optional<timeline::View> view);
    void showAwaited();

    TimelineView& view_;
    present::TimelineModel& model_;
    present::VisibleRowsJob& rows_;
    present::FindJob job_;
    Search search_;
    std::optional<Awaited> awaited_;
};

} // namespace framescope::ui
