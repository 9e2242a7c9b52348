// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/tcp_ending.h"

#include <QSslSocket>

namespace framescope::tap {

using recording::StreamEnd;

qint64 backlogOf(const QTcpSocket& socket)
{
    const auto* tls = qobject_cast<const QSslSocket*>(&socket);
    return socket.bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

StreamEnd endAfterPeer(QTcpSocket& socket, TcpDescriptor& descriptor)
{
    const StreamEnd how = descriptor.wasReset() ? StreamEnd::Reset : StreamEnd::Fin;
    socket.abort();
    descriptor.close();
    return how;
}

StreamEnd endInOrder(QTcpSocket& socket, TcpDescriptor& descriptor)
{
    if (backlogOf(socket) > 0 || descriptor.notSent() > 0 || descriptor.hasUnread()) {
        endWithReset(socket, descriptor);
        return StreamEnd::Reset;
    }
    socket.disconnectFromHost();
    socket.flush();
    descriptor.shutdownWriting();
    socket.abort();
    descriptor.close();
    return StreamEnd::Fin;
}

void endWithReset(QTcpSocket& socket, TcpDescriptor& descriptor)
{
    descriptor.closeWithReset();
    socket.abort();
    descriptor.close();
}

} // namespace framescope::tap
