// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/draft.h"
#include "timeline/index/timeline.h"
#include "ui/widgets/actions.h"
#include "work/task.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <vector>

class QMenu;

namespace framescope::present {
class TimelineModel;
}

namespace framescope::ui {

class Composer;
class TimelineView;

/// Sends the messages and control frames again that are selected in the timeline and were sent, in
/// their order; if only received ones are selected, those. Or puts one into the composer to be
/// edited first. Payloads are read in the background.
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
    /// What of the selected rows is to be sent, and what is not.
    struct Choice
    {
        std::vector<EventId> events;
        bool received = false;            ///< `events` are received messages
        std::uint64_t receivedToo = 0;    ///< received messages that are left out beside sent ones
        std::uint64_t withoutMessage = 0; ///< rows that are no messages
    };
    static Result<std::vector<message::Outgoing>>
    read(const std::shared_ptr<const timeline::Timeline>& timeline,
         const std::vector<EventId>& events);
    std::vector<EventId> selected() const;
    Choice choice() const;
    static QString actionText(const Choice& choice);
    static QString report(const Choice& choice);
    void send();
    void edit();

    TimelineView& view_;
    present::TimelineModel& model_;
    Composer& composer_;
    work::Task task_;
};

} // namespace framescope::ui
