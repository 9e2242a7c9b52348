// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/values/diff.h"
#include "timeline/index/event_record.h"
#include "work/newest_task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace framescope::present {

/// Two events that are to be compared; of life-cycle events what they say.
struct ComparedEvents
{
    std::shared_ptr<const timeline::Timeline> timeline;
    EventId left;
    EventId right;
    timeline::View view = timeline::View::Messages;
};

/// Compares events for a pane, in the background. The newest request wins.
class DiffJob : public QObject
{
    Q_OBJECT

public:
    /// The most that is read of each.
    static constexpr std::uint64_t PayloadLimit = codec::ContentLimit;

    explicit DiffJob(QObject* parent = nullptr);
    ~DiffJob() override;

    void compare(ComparedEvents events, DiffOptions options);
    void cancel();

signals:
    void compared(const std::shared_ptr<const framescope::present::Diff>& diff);
    void failed(const QString& message);

private:
    std::uint64_t newest_ = 0;
    NewestTask task_;
};

} // namespace framescope::present
