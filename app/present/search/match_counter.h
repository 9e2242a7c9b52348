// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/visible_rows_job.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::present {

/// The rows to examine, and the matcher.
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
    std::size_t looked = 0;  ///< number of rows examined
    std::size_t rows = 0;    ///< number of rows in total
    bool stopped = false;    ///< by `stop`, before all were examined

    bool complete() const { return !stopped && looked >= rows; }
    friend bool operator==(const MatchCount&, const MatchCount&) = default;
};

/// Counts the rows that match, in the background; the newest request wins. `refresh` examines rows
/// added later. Remembers the matches: 4 bytes each.
class MatchCounter : public QObject
{
    Q_OBJECT

public:
    explicit MatchCounter(QObject* parent = nullptr);

    void start(MatchRequest request);
    /// Stops; the count so far stays.
    void stop();
    /// Forgets the request.
    void clear();
    /// Examines rows that were added in the meantime.
    void refresh();

    /// All zero without a request.
    MatchCount count() const;
    /// Returns the event's number among the matches, from 1; nullopt if it is no known match.
    std::optional<std::size_t> positionOf(EventId id) const;

signals:
    /// Emitted when `count` changed: at intervals while counting, and once more at the end.
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
