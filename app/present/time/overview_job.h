// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/overview.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::present {

/// Makes the Overview of a timeline in the background, for as long as it grows. The newest request
/// wins; until it is done, an older overview is available.
class OverviewJob : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two looks at a live timeline: at most 10 looks a second.
    static constexpr int RefreshInterval = 100;

    explicit OverviewJob(QObject* parent = nullptr);

    /// Starts with another timeline and shows all of it; null for none.
    void start(std::shared_ptr<const timeline::Timeline> timeline);
    /// Sets the part to show (nullopt: all) and the most slices for it.
    void setWindow(std::optional<TimeSpan> window, std::size_t slices);
    /// Sets the rows of the filter; null without a filter. To be called again when they have grown.
    void setHits(std::shared_ptr<const RowList> rows);
    /// Sets whether the timeline is expected to grow.
    void setLive(bool live);

    /// The newest overview; null before the first.
    const std::shared_ptr<const Overview>& overview() const { return overview_; }

signals:
    /// Emitted when there is a newer overview.
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
    std::size_t askedHits_ = 0; ///< number of filter rows at the last request
    QTimer* timer_;
    std::shared_ptr<OverviewBuilder> builder_; ///< used by the task
    work::Task task_;
};

} // namespace framescope::present
