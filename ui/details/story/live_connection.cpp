// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/live_connection.h"

#include <QTimer>

#include <tuple>

namespace framescope::ui {

namespace {

using timeline::ConnectionInfo;

/// The members of a connection that change from one stage to the next.
auto stageOf(const ConnectionInfo& connection)
{
    return std::tuple(connection.resolvedAt, connection.connectedAt, connection.securedAt,
                      connection.requestAt, connection.responseAt, connection.openAt,
                      connection.closedAt, connection.closeReceived.has_value(),
                      connection.closeSent.has_value(), connection.closing.has_value(),
                      connection.handshake.violations.size(), connection.interim.size(),
                      connection.responseBody.size(), connection.error != nullptr);
}

} // namespace

LiveConnection::LiveConnection(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setInterval(Interval);
    connect(timer_, &QTimer::timeout, this, &LiveConnection::look);
}

void LiveConnection::watch(std::shared_ptr<const timeline::Timeline> timeline,
                           const std::optional<ConnectionInfo>& known)
{
    timeline_ = std::move(timeline);
    known_ = known;
    if (timeline_ && known_ && !known_->closing) {
        startOrRest();
    } else {
        stop();
    }
}

void LiveConnection::setLive(bool live)
{
    live_ = live;
    if (timeline_) {
        look();
        startOrRest();
    }
}

void LiveConnection::startOrRest()
{
    if (live_ && !known_->closing) {
        timer_->start();
    } else {
        timer_->stop();
    }
}

void LiveConnection::stop()
{
    timer_->stop();
    timeline_.reset();
    known_.reset();
}

void LiveConnection::look()
{
    const auto now = timeline_->connection(known_->id);
    if (!now || stageOf(*now) == stageOf(*known_)) {
        return;
    }
    known_ = now;
    if (now->closing) {
        timer_->stop();
    }
    emit changed(*now);
}

} // namespace framescope::ui
