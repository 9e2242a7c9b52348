// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/follow_up.h"

#include "base/text/duration_text.h"

#include <QEvent>

#include <utility>

namespace framescope::session {

FollowUp::FollowUp(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setSingleShot(true);
    connect(timer_, &QTimer::timeout, this, [this] {
        if (next_) {
            emit due(*std::exchange(next_, {}));
        }
    });
}

void FollowUp::begin(const connection::Target& target)
{
    asked_ = target;
    backOff_ = BackOff(target.reconnecting);
    redirect_.reset();
    next_.reset();
    timer_->stop();
    stopped_ = false;
}

void FollowUp::redirect(const connection::Target& to, const QString& why)
{
    redirect_ = Opening{.target = to, .why = why.toStdString(), .isRedirect = true};
}

void FollowUp::stop()
{
    stopped_ = true;
    redirect_.reset();
    next_.reset();
    timer_->stop();
}

FollowUp::Next FollowUp::ended(const timeline::Timeline& timeline, ConnectionId connection)
{
    if (stopped_) {
        return Next::Nothing;
    }
    if (redirect_) {
        later({}, *std::exchange(redirect_, {}));
        return Next::AtOnce;
    }
    if (!asked_.reconnecting.wanted) {
        stop();
        return Next::Nothing;
    }
    const auto info = timeline.connection(connection);
    const bool redirected =
        info && !info->openAt && info->response && info->response->status / 100 == 3;
    const bool ours = info && info->closing && info->closing->by == Direction::Out;
    const auto open = info && info->openAt && info->closedAt
                          ? std::optional<Duration>(*info->closedAt - *info->openAt)
                          : std::nullopt;
    const auto time = redirected || ours ? std::nullopt : backOff_.next(open);
    if (!time) {
        stop();
        return Next::Nothing;
    }
    later(*time, {.target = asked_,
                  .why = "connects again, " + durationText(*time) + " after connection " +
                         std::to_string(connection.value) + " ended: attempt " +
                         std::to_string(backOff_.attempt())});
    return Next::Later;
}

std::chrono::milliseconds FollowUp::left() const
{
    return timer_->isActive() ? timer_->remainingTimeAsDuration() : std::chrono::milliseconds{0};
}

/// A timer can't be stopped from another thread, as when a session is destroyed there.
bool FollowUp::event(QEvent* event)
{
    if (event->type() == QEvent::ThreadChange) {
        stop();
    }
    return QObject::event(event);
}

void FollowUp::later(std::chrono::milliseconds time, Opening opening)
{
    next_ = std::move(opening);
    timer_->start(time);
}

} // namespace framescope::session
