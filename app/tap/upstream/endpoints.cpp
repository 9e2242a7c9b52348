// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/endpoints.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QtEndian>

#include <algorithm>

namespace framescope::tap {

namespace {

Endpoint endpoint(const QHostAddress& address, quint16 port)
{
    Endpoint result;
    result.port = port;
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4) {
        qToBigEndian(v4, result.address.bytes.data());
    } else {
        result.address.v6 = true;
        const Q_IPV6ADDR v6 = address.toIPv6Address();
        std::ranges::copy(v6.c, result.address.bytes.begin());
    }
    return result;
}

} // namespace

Endpoints endpointsOf(const QAbstractSocket& socket)
{
    return {endpoint(socket.localAddress(), socket.localPort()),
            endpoint(socket.peerAddress(), socket.peerPort())};
}

} // namespace framescope::tap
