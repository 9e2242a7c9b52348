// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/target.h"
#include "session/back_off.h"
#include "session/opening.h"
#include "timeline/index/timeline.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>
#include <string>

namespace framescope::session {

/// Decides what follows when a connection of a session has ended: the target of a redirect at once,
/// another attempt after a time, or nothing. Lives in the session's thread; moved to another one,
/// it stops.
class FollowUp : public QObject
{
    Q_OBJECT

public:
    explicit FollowUp(QObject* parent);

    /// A connection was asked for.
    void begin(const connection::Target& target);
    /// The response of the current connection sends us elsewhere; see Redirects.
    void redirect(const connection::Target& to, const QString& why);
    /// Our side ends the connection, or no attempt can succeed: nothing follows.
    void stop();
    /// Whether no connection is there, and `due` will be emitted.
    bool isPending() const { return next_.has_value(); }

    enum class Next { Nothing, AtOnce, Later };
    /// The connection has ended. If something follows, `due` is emitted: for AtOnce by a later call
    /// from the event loop, too.
    Next ended(const timeline::Timeline& timeline, ConnectionId connection);

    /// The time before the next attempt, from the last connection's end.
    std::chrono::milliseconds wait() const { return timer_->intervalAsDuration(); }
    /// The time left before the next attempt; 0 if none is waited for.
    std::chrono::milliseconds left() const;
    /// The number of the attempt in a row, from 1.
    std::uint32_t attempt() const { return backOff_.attempt(); }

signals:
    void due(const framescope::session::Opening& opening);

protected:
    bool event(QEvent* event) override;

private:
    void later(std::chrono::milliseconds time, Opening opening);

    connection::Target asked_; ///< what attempts connect to, redirects or not
    BackOff backOff_{{}};
    std::optional<Opening> redirect_;
    bool stopped_ = true;
    QTimer* timer_;
    std::optional<Opening> next_;
};

} // namespace framescope::session
