// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/fold_finder.h"
#include "work/task.h"

#include <QObject>

#include <optional>

namespace framescope::present {

/// Runs a FoldFinder in the background. The newest request wins; changes are gathered until they
/// are taken.
class FoldJob : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        std::size_t rows = 0;    ///< that were looked at
        std::vector<Fold> folds; ///< new or changed since the last report
    };

    using QObject::QObject;

    /// The rows of a request; `advance` tells how many there are.
    void start(quint64 request, std::shared_ptr<const timeline::Timeline> timeline,
               std::shared_ptr<const RowList> rows);
    void advance(std::size_t rows);
    /// Forgets all; no request is 0.
    void stop();
    quint64 request() const { return request_; }

    /// Of the newest request; nothing while fewer than `least` rows were looked at.
    std::optional<Report> take(std::size_t least = 1);

signals:
    /// There is something to take.
    void changed();

private:
    void look();
    void add(const Report& part);

    quint64 request_ = 0;
    std::shared_ptr<FoldFinder> finder_;  ///< the task's
    std::shared_ptr<const RowList> rows_; ///< null: the finder has them already
    std::size_t count_ = 0;               ///< rows there are
    Report report_;                       ///< what was not taken yet
    work::Task task_;
};

} // namespace framescope::present
