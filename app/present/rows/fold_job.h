// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/fold_finder.h"
#include "work/task.h"

#include <QObject>

#include <optional>

namespace framescope::present {

/// Runs a FoldFinder in the background. The newest request wins. Changes are collected until
/// `take`.
class FoldJob : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        std::size_t rows = 0;    ///< number of rows examined
        std::vector<Fold> folds; ///< new or changed since the last report
    };

    using QObject::QObject;

    /// Sets the rows of a request; `advance` passes their number.
    void start(quint64 request, std::shared_ptr<const timeline::Timeline> timeline,
               std::shared_ptr<const RowList> rows);
    void advance(std::size_t rows);
    /// Ends the request; `request` is 0 then.
    void stop();
    quint64 request() const { return request_; }

    /// Returns the newest request's report; nullopt while fewer than `least` rows are examined.
    std::optional<Report> take(std::size_t least = 1);

signals:
    /// Emitted when there is something to take.
    void changed();

private:
    void look();
    void add(const Report& part);

    quint64 request_ = 0;
    std::shared_ptr<FoldFinder> finder_;  ///< used by the task
    std::shared_ptr<const RowList> rows_; ///< null once the finder has them
    std::size_t count_ = 0;               ///< number of rows to examine
    Report report_;                       ///< changes not taken yet
    work::Task task_;
};

} // namespace framescope::present
