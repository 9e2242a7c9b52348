// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/connection_phases.h"

#include <string>
#include <utility>
#include <variant>

namespace framescope::timeline {

namespace {

template <class T>
T addressesDetail(const std::optional<Endpoints>& endpoints)
{
    T detail;
    if (endpoints) {
        detail.client = endpoints->client.toString();
        detail.server = endpoints->server.toString();
    }
    return detail;
}

} // namespace

void ConnectionPhases::endpointsKnown(Timestamp time, const Endpoints& endpoints)
{
    told(time);
    publisher_.update(conn_, [&](ConnectionInfo& info) { info.endpoints = endpoints; });
    if (!connectingSeen_) {
        connectingAt_ = time;
        if (!endpoints.guessed) {
            publishConnecting();
        }
    }
}

void ConnectionPhases::publishConnecting()
{
    if (const auto time = std::exchange(connectingAt_, {}); time && !connectingSeen_) {
        reached(Type::Connecting, *time,
                addressesDetail<ConnectingDetail>(publisher_.info(conn_).endpoints));
    }
}

void ConnectionPhases::bytesSeen(Timestamp time)
{
    told(time);
    publishConnecting();
    if (!connectedSeen_) {
        reached(Type::Connected, time,
                addressesDetail<ConnectedDetail>(publisher_.info(conn_).endpoints));
    }
}

void ConnectionPhases::reached(Type type, Timestamp time, LifeCycle content)
{
    connectingSeen_ = connectingSeen_ || type == Type::Connecting;
    connectedSeen_ = connectedSeen_ || type == Type::Connected;
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        switch (type) {
        case Type::Connecting:
            if (const auto* connecting = std::get_if<ConnectingDetail>(&content)) {
                info.url = connecting->url.value_or("");
            }
            info.connectingAt = time;
            break;
        case Type::Resolved:
            if (const auto* resolved = std::get_if<ResolvedDetail>(&content)) {
                info.resolved = *resolved;
            }
            info.resolvedAt = time;
            break;
        case Type::Connected:
            if (const auto* connected = std::get_if<ConnectedDetail>(&content)) {
                info.connected = *connected;
            }
            info.connectedAt = time;
            break;
        case Type::Secured:
            if (const auto* secured = std::get_if<SecuredDetail>(&content)) {
                info.secured = *secured;
            }
            info.securedAt = time;
            break;
        default:
            break;
        }
    });
    publisher_.publish(conn_, time, type, Detail::of(std::move(content)));
}

} // namespace framescope::timeline
