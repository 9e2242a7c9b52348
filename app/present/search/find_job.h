// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/visible_rows_job.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>

namespace framescope::present {

/// Where to look for an event, and in which order.
struct FindRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    timeline::View view = timeline::View::Messages;
    std::shared_ptr<const RowList> rows; ///< null: every event
    std::size_t count = 0;               ///< number of rows (or events) to search
    std::size_t start = 0;               ///< the row to begin with
    bool backward = false;
    bool wrap = false; ///< continue at the other end, up to `start`
    MakeMatcher makeMatcher;
};

struct FindResult
{
    std::optional<EventId> event; ///< none: there is no match
    bool wrapped = false;         ///< it was found after wrapping around
};

/// Looks for the next event that matches, in the background. The newest request wins.
class FindJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void start(FindRequest request);
    /// Stops; `finished` is not emitted any more.
    void cancel() { task_.cancel(); }
    bool isRunning() const { return task_.isRunning(); }

signals:
    /// Emitted at intervals with the number of rows examined.
    void progressed(quint64 done, quint64 total);
    void finished(const framescope::present::FindResult& result);

private:
    work::Task task_;
};

} // namespace framescope::present
