// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"
#include "message/repeat/repeat_pace.h"
#include "message/repeat/row_source.h"
#include "message/templates.h"
#include "session/session.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::session {

/// Sends a draft again and again through a session, at a rate that is kept on average. Its
/// templates are expanded each time. What can't be sent since the server reads too slowly is sent
/// as soon as there is room.
class RepeatRun : public QObject
{
    Q_OBJECT

public:
    struct Plan
    {
        message::Draft draft;
        Duration interval{}; ///< 0: as fast as the server reads
        std::optional<std::uint64_t> count;
        /// Gives variables for each message; the series ends with the rows. May be null.
        std::unique_ptr<message::RowSource> rows;
    };

    /// `scope` is used, and its counter changed, as long as this object lives.
    RepeatRun(Session& session, Plan plan, message::TemplateScope& scope,
              QObject* parent = nullptr);
    ~RepeatRun() override;

    /// Sends the first message; the others follow. Call it once.
    void start();
    /// Sends no more. Emits `finished`, unless that was emitted already.
    void stop();

    bool isRunning() const { return running_; }
    std::uint64_t sentCount() const { return pace_.sentCount(); }
    message::RepeatPace::Drift drift() const { return pace_.drift(); }

signals:
    /// Emitted once: the series is through, was stopped, or the connection has ended. `mistake` is
    /// what is wrong with a message that could not be made or sent; else empty.
    void finished(const QString& mistake);

private:
    void sendDue();
    bool sendOne();
    void end(const QString& mistake);
    Duration elapsed() const;

    Session& session_;
    Plan plan_;
    message::TemplateScope& scope_;
    message::RepeatPace pace_;
    QTimer timer_;
    std::chrono::steady_clock::time_point started_;
    bool running_ = false;
};

} // namespace framescope::session
