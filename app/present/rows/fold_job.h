// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/fold_finder.h"

#include <QObject>

#include <optional>

namespace framescope::present {

/// Runs a FoldFinder in a thread of its own. The newest request wins; changes are gathered
/// until they are taken.
class FoldJob : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        quint64 request = 0;
        std::size_t rows = 0;    ///< that were looked at
        std::vector<Fold> folds; ///< new or changed since the last report
    };

    explicit FoldJob(QObject* parent = nullptr);
    ~FoldJob() override;

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
    struct Worker;
    quint64 request_ = 0;
    std::unique_ptr<Worker> worker_;
};

} // namespace framescope::present
