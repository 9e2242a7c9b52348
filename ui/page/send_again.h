// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/draft.h"
#include "timeline/index/timeline.h"
#include "ui/widgets/actions.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <vector>

class QMenu;

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class Composer;
class TimelineView;

/// Sends the selected messages and control frames of the timeline again, in their order, or puts
/// one into the composer to be edited first. Payloads are read in the background.
class SendAgain : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostRows = 10'000;
    /// A larger message is read while it is sent, and can't be edited.
    static constexpr std::uint64_t MostInMemory = std::uint64_t{1} << 20;
    /// The most bytes of all messages that are in memory at once.
    static constexpr std::uint64_t MostInAll = std::uint64_t{64} << 20;

    SendAgain(TimelineView& view, present::TimelineModel& model, Composer& composer);

    void run(ActionId id);
    /// Adds its actions to the menu of a row.
    void addTo(QMenu& menu);

signals:
    /// Emitted with a sentence on what was done, or could not be done.
    void noticed(const QString& message);

private:
    /// What was read of the selected rows.
    struct Read
    {
        std::vector<message::Outgoing> messages;
        qsizetype leftOut = 0; ///< rows that are no messages
        std::optional<Error> error;
    };
    static Read read(const std::shared_ptr<const timeline::Timeline>& timeline,
                     const std::vector<EventId>& events);
    std::vector<EventId> selected() const;
    void send();
    void edit();

    TimelineView& view_;
    present::TimelineModel& model_;
    Composer& composer_;
    work::Task task_;
};

} // namespace framescope::ui
