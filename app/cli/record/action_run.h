// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/record/record_action.h"
#include "message/templates.h"
#include "session/session.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <vector>

namespace framescope::cli {

/// Runs the actions of `record` in their order, as fast as the session takes them.
class ActionRun : public QObject
{
    Q_OBJECT

public:
    /// `scope` is for the templates of drafts.
    ActionRun(std::vector<RecordAction> actions, session::Session& session,
              message::TemplateScope& scope);

    /// Runs as many as there is room for. Call it when the connection is open, and again when there
    /// is room.
    void go();
    /// Runs none any more.
    void stop() { pause_.stop(); }
    /// Whether all have run.
    bool isDone() const { return isDone_; }
    bool hasClosed() const { return hasClosed_; }
    /// The number of messages, pings and raw bytes that were not sent.
    std::uint64_t unsent() const;

signals:
    /// Emitted when an action can't be run. The others are not run either, except after something
    /// that could not be done wrong.
    void failed(const framescope::Error& error);
    /// Emitted when all have run.
    void finished();

private:
    Result<void> send(const RecordAction& action);

    const std::vector<RecordAction> actions_;
    session::Session& session_;
    message::TemplateScope& scope_;
    QTimer pause_;
    std::size_t next_ = 0; ///< the next action to run, or the one that failed
    bool isDone_ = false;
    bool hasFailed_ = false;
    bool hasClosed_ = false;
};

} // namespace framescope::cli
