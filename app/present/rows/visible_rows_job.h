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

/// Says whether an event is to be shown. Called by one thread at a time, events ascending.
using Matcher = std::function<bool(EventId)>;
/// Makes a Matcher in a thread of the pool, so that it may hold a StreamReader of its own.
using MakeMatcher = std::function<Matcher(const timeline::Timeline&, timeline::View)>;

/// Which events of a timeline are the rows of a view.
struct RowsRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    timeline::View view = timeline::View::Messages;
    MakeMatcher makeMatcher; ///< empty: every event of the view
};

/// How far a request has come.
struct RowsProgress
{
    quint64 request = 0;        ///< 0: nothing was asked for yet
    std::size_t rows = 0;       ///< found so far
    std::size_t considered = 0; ///< events of the view that were looked at
    std::size_t scanned = 0;    ///< events that were looked at
    std::size_t total = 0;      ///< events there are
    bool cancelled = false;

    bool complete() const { return !cancelled && scanned >= total; }
    friend bool operator==(const RowsProgress&, const RowsProgress&) = default;
};

/// Turns a timeline, a view and a filter into rows, in the background. The newest request wins.
/// Events that a live timeline gets later are looked at as they arrive.
class VisibleRowsJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two reports: no more than 60 a second.
    static constexpr int ReportInterval = 17;

    explicit VisibleRowsJob(QObject* parent = nullptr);

    /// Returns the id of the request.
    quint64 start(RowsRequest request);
    /// Leaves the rows that were found, and looks at no more.
    void cancel();
    /// While live, the timeline is expected to grow.
    void setLive(bool live);
    bool isLive() const { return live_; }

    /// The rows of the newest request; they grow. Null before the first.
    std::shared_ptr<const RowList> rows() const;
    RowsProgress progress() const;
    const RowsRequest& request() const { return request_; }

signals:
    /// `rows` or `progress` changed; at most once in a ReportInterval.
    void changed();

private:
    struct Scan;
    void look();
    void report();

    RowsRequest request_;
    quint64 lastId_ = 0;
    bool live_ = false;
    RowsProgress reported_;
    std::shared_ptr<Scan> scan_;
    QTimer* timer_;
    work::Task task_;
};

} // namespace framescope::present
