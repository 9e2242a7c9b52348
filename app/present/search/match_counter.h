// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/visible_rows_job.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::present {

/// Which rows are looked at, and for what.
struct MatchRequest
{
    std::shared_ptr<const timeline::Timeline> timeline;
    timeline::View view = timeline::View::Messages;
    std::shared_ptr<const RowList> rows; ///< they may grow
    MakeMatcher makeMatcher;             ///< not empty
};

struct MatchCount
{
    std::size_t matches = 0; ///< found so far
    std::size_t looked = 0;  ///< rows that were looked at
    std::size_t rows = 0;    ///< rows there are
    bool stopped = false;    ///< by `stop`, before all were looked at

    bool complete() const { return !stopped && looked >= rows; }
    friend bool operator==(const MatchCount&, const MatchCount&) = default;
};

/// Counts which of the rows match, in the background; the newest request wins. Rows that
/// come later are looked at after `refresh`. Remembers the matches: 4 bytes each.
class MatchCounter : public QObject
{
    Q_OBJECT

public:
    explicit MatchCounter(QObject* parent = nullptr);

    void start(MatchRequest request);
    /// Leaves what was counted, and looks at no more.
    void stop();
    /// Forgets the request.
    void clear();
    /// Looks at rows that came in the meantime.
    void refresh();

    /// Nothing was asked for: all is zero.
    MatchCount count() const;
    /// The event's position among the matches, from 1; nothing where it is none, or not known yet.
    std::optional<std::size_t> positionOf(EventId id) const;

signals:
    /// `count` changed: at intervals while counting, and once more at its end.
    void changed();

private:
    struct Scan;
    void report();

    std::shared_ptr<Scan> scan_;
    MatchCount reported_;
    QTimer* timer_;
    work::Task task_;
};

} // namespace framescope::present
