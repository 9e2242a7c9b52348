// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/overview.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::present {

/// Makes the Overview of a timeline in the background, for as long as it grows. What was
/// asked for last is made first; what is shown meanwhile is an older one.
class OverviewJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two looks at a live timeline: no more than 10 a second.
    static constexpr int RefreshInterval = 100;

    explicit OverviewJob(QObject* parent = nullptr);

    /// Of another timeline, all of it; null: of none.
    void start(std::shared_ptr<const timeline::Timeline> timeline);
    /// The part that is wanted (nothing: all of it), in at most so many slices.
    void setWindow(std::optional<TimeSpan> window, std::size_t slices);
    /// The rows of the filter; null: there is none. To be called again when they have grown.
    void setHits(std::shared_ptr<const RowList> rows);
    /// While live, the timeline is expected to grow.
    void setLive(bool live);

    /// The newest one; null before the first.
    const std::shared_ptr<const Overview>& overview() const { return overview_; }

signals:
    /// There is a newer overview.
    void changed();

private:
    void ask();
    void watch();
    void look();
    void take(std::optional<Overview> overview);

    std::shared_ptr<const timeline::Timeline> timeline_;
    std::shared_ptr<const RowList> hits_;
    std::optional<TimeSpan> window_;
    std::size_t slices_ = 1024;
    bool live_ = false;
    std::shared_ptr<const Overview> overview_;
    std::size_t askedHits_ = 0; ///< rows of the filter when it was asked for
    QTimer* timer_;
    std::shared_ptr<OverviewBuilder> builder_; ///< the task's
    work::Task task_;
};

} // namespace framescope::present
