// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/row_list.h"
#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"
#include "work/task.h"

#include <QObject>

#include <functional>
#include <memory>

class QTimer;

namespace framescope::present {

/// Returns whether an event is to be shown. Called by one thread at a time, events ascending.
using Matcher = std::function<bool(EventId)>;
/// Makes a Matcher in a thread of the pool, so that the Matcher can have its own StreamReader.
using MakeMatcher = std::function<Matcher(const timeline::Timeline&, timeline::View)>;

/// Selects the events of a timeline that are rows of a view.
struct RowsRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    timeline::View view = timeline::View::Messages;
    MakeMatcher makeMatcher; ///< empty: every event of the view
};

/// The progress of a request.
struct RowsProgress
{
    quint64 request = 0;        ///< 0: nothing was requested yet
    std::size_t rows = 0;       ///< number of rows found so far
    std::size_t considered = 0; ///< number of events of the view examined
    std::size_t scanned = 0;    ///< number of events examined
    std::size_t total = 0;      ///< number of events in the timeline
    bool cancelled = false;

    bool complete() const { return !cancelled && scanned >= total; }
    friend bool operator==(const RowsProgress&, const RowsProgress&) = default;
};

/// Turns a timeline, a view and a filter into rows, in the background. The newest request wins.
/// Later events of a live timeline are examined as they arrive.
class VisibleRowsJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two reports: at most 60 a second.
    static constexpr int ReportInterval = 17;
    /// The same while a live timeline has grown for some reports without a pause: nobody reads rows
    /// that pass that fast, and drawing them is what costs most.
    static constexpr int StreamInterval = 100;

    explicit VisibleRowsJob(QObject* parent = nullptr);

    /// Starts a request and returns its id.
    quint64 start(RowsRequest request);
    /// Stops; the rows found so far stay.
    void cancel();
    /// Sets whether the timeline is expected to grow.
    void setLive(bool live);
    bool isLive() const { return live_; }

    /// The rows of the newest request, which grow; null before the first.
    std::shared_ptr<const RowList> rows() const;
    RowsProgress progress() const;
    const RowsRequest& request() const { return request_; }

signals:
    /// Emitted when `rows` or `progress` changed: for the first screen, then per interval.
    void changed();

private:
    struct Scan;
    void look();
    void report();
    void choosePace(bool grew);

    RowsRequest request_;
    quint64 lastId_ = 0;
    bool live_ = false;
    int growing_ = 0; ///< reports in a row that told of more
    RowsProgress reported_;
    std::shared_ptr<Scan> scan_;
    QTimer* timer_;
    work::Task task_;
};

} // namespace framescope::present
