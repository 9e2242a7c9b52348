// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/packet_sink.h"
#include "tap/upstream/tcp_descriptor.h"

class QTcpSocket;

namespace framescope::tap {

// How a connection ends, as it is to be recorded. Each of them closes both the socket and the
// descriptor; nobody should listen to the socket any more.

/// Bytes that were written to the socket and have not gone out yet.
qint64 backlogOf(const QTcpSocket& socket);

/// The peer ended it, as Qt has told: with a FIN, which is answered with ours, or with a reset.
recording::StreamEnd endAfterPeer(QTcpSocket& socket, TcpDescriptor& descriptor);

/// We end it: with a FIN, or with a reset where that is what the system makes of it, since
/// bytes are left that nobody has read or sent.
recording::StreamEnd endInOrder(QTcpSocket& socket, TcpDescriptor& descriptor);

void endWithReset(QTcpSocket& socket, TcpDescriptor& descriptor);

} // namespace framescope::tap
